using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Buckets;

/// <summary>
/// Reports the region of a bucket, even to callers who have no access to it or have signed for another region:
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html.
/// </summary>
internal static class BucketRegion
{
    public static void Apply(S3Request request, StoreServices services)
    {
        var asks = HttpMethods.IsHead(request.Method) || HttpMethods.IsGet(request.Method);
        if (asks && request is { Key: "", Bucket: { } bucket } && SubResources.Of(request.Query).Length == 0 && services.Store.Find(bucket) is not null)
        {
            request.Response.Headers["x-amz-bucket-region"] = services.Region;
        }
    }
}
