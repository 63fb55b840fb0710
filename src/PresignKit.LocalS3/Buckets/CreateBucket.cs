using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Bodies;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Objects;

namespace PresignKit.LocalS3.Buckets;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html.</summary>
internal static class CreateBucket
{
    // A location, tags, and what directory buckets have.
    private const int MaxElements = 200;

    public static async Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly("x-amz-acl", "x-amz-grant-", "x-amz-object-ownership", "x-amz-checksum-");
        AttributeReader.CheckAcl(call.Request.Amz.Find("x-amz-acl"));
        if (call.Request.Amz.Under("x-amz-grant-").Count > 0)
        {
            throw new S3Exception(S3Errors.AclNotSupported());
        }

        if (call.Request.Amz.Find("x-amz-object-ownership") is not (null or "BucketOwnerEnforced"))
        {
            throw new S3Exception(S3Errors.NotImplemented("x-amz-object-ownership"));
        }

        var name = call.Request.Bucket!;
        if (!BucketName.IsValid(name))
        {
            throw new S3Exception(S3Errors.InvalidBucketName(name));
        }

        await CheckConfigurationAsync(call).ConfigureAwait(false);
        if (!call.Services.Store.TryCreate(name, call.Now))
        {
            throw new S3Exception(S3Errors.BucketAlreadyOwnedByYou(name));
        }

        call.Response.Headers.Location = "/" + name;
        await call.ReplyEmptyAsync(StatusCodes.Status200OK).ConfigureAwait(false);
    }

    private static async Task CheckConfigurationAsync(S3Call call)
    {
        if (call.Request.Context.Request.ContentLength is null or 0)
        {
            return;
        }

        var document = await SmallBody.ReadAsync(call).ConfigureAwait(false);
        if (document.IsEmpty)
        {
            return;
        }

        var configuration = XmlBody.Parse(document, "CreateBucketConfiguration", MaxElements, call.Aborted);
        foreach (var element in configuration.Elements().Where(element => element.Name.LocalName != "LocationConstraint"))
        {
            throw new S3Exception(S3Errors.NotImplemented(element.Name.LocalName));
        }

        if (configuration.Text("LocationConstraint") is { Length: > 0 } region && region != call.Services.Region)
        {
            throw new S3Exception(S3Errors.IllegalLocation(region));
        }
    }
}
