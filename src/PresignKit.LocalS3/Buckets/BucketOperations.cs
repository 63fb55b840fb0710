using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Buckets;

/// <summary>The small operations on buckets: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html.</summary>
internal static class BucketOperations
{
    public static Task HeadAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        _ = call.Bucket;
        return call.ReplyEmptyAsync(StatusCodes.Status200OK);
    }

    public static Task DeleteAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        var name = call.Request.Bucket!;
        return call.Services.Store.Delete(name) switch
        {
            DeleteBucketOutcome.Deleted => call.ReplyEmptyAsync(StatusCodes.Status204NoContent),
            DeleteBucketOutcome.NotEmpty => throw new S3Exception(S3Errors.BucketNotEmpty(name)),
            _ => throw new S3Exception(S3Errors.NoSuchBucket(name)),
        };
    }

    /// <summary>An empty element means us-east-1.</summary>
    public static Task LocationAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        _ = call.Bucket;
        return call.ReplyAsync("LocationConstraint", xml => xml.WriteString(call.Services.Region == "us-east-1" ? "" : call.Services.Region));
    }

    /// <summary>A bucket that never had versions has an empty configuration: "GetBucketVersioning".</summary>
    public static Task VersioningAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        _ = call.Bucket;
        return call.ReplyAsync("VersioningConfiguration", static _ => { });
    }

    public static Task ListAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        return call.ReplyAsync("ListAllMyBucketsResult", xml =>
        {
            StoreOwner.Write(xml);
            xml.WriteStartElement("Buckets");
            foreach (var bucket in call.Services.Store.List())
            {
                xml.WriteStartElement("Bucket");
                xml.WriteElementString("Name", bucket.Name);
                xml.WriteElementString("CreationDate", Dates.Xml(bucket.Created));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }
}
