using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Objects;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html. The response is the same whether or not the object exists.</summary>
internal static class DeleteObject
{
    public static Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        // A conditional delete must not delete unconditionally.
        if (call.Request.Header("If-Match") is not null)
        {
            throw new S3Exception(S3Errors.NotImplemented("If-Match"));
        }

        call.Bucket.Delete([call.Key]);
        return call.ReplyEmptyAsync(StatusCodes.Status204NoContent);
    }
}
