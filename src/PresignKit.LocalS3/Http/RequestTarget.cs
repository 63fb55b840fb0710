using System.Text;

namespace PresignKit.LocalS3.Http;

/// <summary>Where a request names its bucket.</summary>
internal enum BucketPlace
{
    Path,
    Host,
}

/// <summary>Bucket and key from the path as it was signed. The server's own decoded path must not be used: it normalizes
/// <c>/bkt/a/%2e%2e/%2e%2e/other</c> to <c>/other</c>, which is a different bucket from the one that was signed.</summary>
internal readonly record struct RequestTarget(string? Bucket, string Key, BucketPlace Place = BucketPlace.Path)
{
    internal const int MaxKeyBytes = 1024;

    /// <param name="path">The path, percent-decoded once and otherwise untouched.</param>
    /// <param name="host">The Host header.</param>
    /// <param name="baseHosts">Names whose subdomains are buckets.</param>
    public static RequestTarget Parse(string path, string host, IReadOnlyList<string> baseHosts)
    {
        var rest = path[1..];
        if (VirtualHost.BucketOf(host, baseHosts) is { } bucket)
        {
            return new RequestTarget(bucket, Checked(rest), BucketPlace.Host);
        }

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? rest : rest[..slash];
        var key = slash < 0 ? "" : Checked(rest[(slash + 1)..]);
        if (name.Length == 0 && key.Length > 0)
        {
            throw new S3Exception(S3Errors.InvalidBucketName(name));
        }

        return new RequestTarget(name.Length == 0 ? null : name, key);
    }

    private static string Checked(string key)
    {
        var size = Encoding.UTF8.GetByteCount(key);
        return size > MaxKeyBytes ? throw new S3Exception(S3Errors.KeyTooLong(size)) : key;
    }
}
