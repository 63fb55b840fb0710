using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Objects;

namespace PresignKit.LocalS3.Multipart;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html.</summary>
internal static class AbortMultipartUpload
{
    public static Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        ConditionReader.Require(call.Bucket.Abort(call.Key, MultipartRules.UploadId(call.Request)), default, call.Request);
        return call.ReplyEmptyAsync(StatusCodes.Status204NoContent);
    }
}
