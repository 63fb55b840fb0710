using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Objects;

/// <summary>The source of a copy, from <c>x-amz-copy-source</c> (always signed: the verifier rejects the header otherwise).</summary>
internal static class CopySource
{
    /// <summary>The settings that <see cref="Open"/> handles.</summary>
    public static readonly IReadOnlyList<string> Settings =
    [
        "x-amz-copy-source", "x-amz-copy-source-if-match", "x-amz-copy-source-if-none-match",
        "x-amz-copy-source-if-modified-since", "x-amz-copy-source-if-unmodified-since",
    ];

    /// <summary>Opens the source if its conditions are met.</summary>
    public static ObjectLease Open(S3Call call)
    {
        var (bucket, key) = Parse(call.Request.Amz.Find("x-amz-copy-source")!);
        var source = call.Services.Store.Find(bucket) ?? throw new S3Exception(S3Errors.NoSuchBucket(bucket));
        var lease = source.Open(key) ?? throw new S3Exception(S3Errors.NoSuchKey(key));
        try
        {
            CheckConditions(call.Request.Amz, lease.Object);
            return lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Parses a percent-encoded <c>bucket/key</c>, with or without a leading slash, by the same strict rules as a request path.</summary>
    internal static (string Bucket, string Key) Parse(string header)
    {
        var path = new WireRequest("GET", header.StartsWith('/') ? header : "/" + header, []);
        if (path.Path is not { } decoded)
        {
            throw Invalid(header);
        }

        if (path.Query.Count > 0)
        {
            throw new S3Exception(S3Errors.NotImplemented("x-amz-copy-source?" + path.Query[0].Name));
        }

        var slash = decoded.IndexOf('/', 1);
        if (slash <= 1 || slash == decoded.Length - 1)
        {
            throw Invalid(header);
        }

        return (decoded[1..slash], decoded[(slash + 1)..]);
    }

    // As for reads, If-Match overrides If-Unmodified-Since and If-None-Match overrides If-Modified-Since; but a copy returns 412, never 304.
    private static void CheckConditions(AmzParameters amz, StoredObject value)
    {
        var modified = Dates.WholeSeconds(value.LastModified);
        if (amz.Find("x-amz-copy-source-if-match") is { } match)
        {
            Require(EntityTag.Matches(match, value.ETag), "x-amz-copy-source-If-Match");
        }
        else if (Dates.ParseHttp(amz.Find("x-amz-copy-source-if-unmodified-since")) is { } unmodifiedSince)
        {
            Require(modified <= unmodifiedSince, "x-amz-copy-source-If-Unmodified-Since");
        }

        if (amz.Find("x-amz-copy-source-if-none-match") is { } noneMatch)
        {
            Require(!EntityTag.Matches(noneMatch, value.ETag), "x-amz-copy-source-If-None-Match");
        }
        else if (Dates.ParseHttp(amz.Find("x-amz-copy-source-if-modified-since")) is { } modifiedSince)
        {
            Require(modified > modifiedSince, "x-amz-copy-source-If-Modified-Since");
        }
    }

    private static void Require(bool holds, string condition)
    {
        if (!holds)
        {
            throw new S3Exception(S3Errors.PreconditionFailed(condition));
        }
    }

    private static S3Exception Invalid(string header) =>
        new(S3Errors.InvalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey", "x-amz-copy-source", header));
}
