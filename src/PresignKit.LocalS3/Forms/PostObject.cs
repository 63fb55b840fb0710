using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Forms;

/// <summary>Upload by HTML form: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html.</summary>
internal static class PostObject
{
    public static bool IsForm(S3Request request) =>
        HttpMethods.IsPost(request.Method)
        && request is { Bucket: not null, Key: "" }
        && SubResources.Of(request.Query).Length == 0
        && (request.Header("Content-Type") ?? "").StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    public static Task InvokeAsync(S3Request request, StoreServices services) => throw new S3Exception(S3Errors.NotImplemented("multipart/form-data"));
}
