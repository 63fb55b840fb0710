using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Bodies;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Cors;

/// <summary>A bucket's own CORS configuration, kept with the bucket: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html.</summary>
internal static class BucketCors
{
    public static Task GetAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        return call.Bucket.Cors is { Count: > 0 } rules
            ? call.ReplyAsync("CORSConfiguration", xml => CorsXml.Write(xml, rules))
            : throw new S3Exception(S3Errors.NoSuchCors(call.Bucket.Name));
    }

    public static async Task PutAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly("x-amz-checksum-");
        var bucket = call.Bucket;
        var document = await SmallBody.ReadAsync(call).ConfigureAwait(false);
        Set(bucket, CorsXml.Read(XmlBody.Parse(document, "CORSConfiguration", CorsXml.MaxElements, call.Aborted)));
        await call.ReplyEmptyAsync(StatusCodes.Status200OK).ConfigureAwait(false);
    }

    /// <summary>Stores an empty configuration, so that deleting it does not bring back the origins from the options.</summary>
    public static Task DeleteAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        Set(call.Bucket, []);
        return call.ReplyEmptyAsync(StatusCodes.Status204NoContent);
    }

    // The bucket may have been deleted since it was looked up.
    private static void Set(Bucket bucket, IReadOnlyList<CorsRule> rules)
    {
        if (bucket.SetCors(rules) != WriteOutcome.Done)
        {
            throw new S3Exception(S3Errors.NoSuchBucket(bucket.Name));
        }
    }
}
