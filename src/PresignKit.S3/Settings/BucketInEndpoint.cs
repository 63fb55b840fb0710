using PresignKit.SigV4;

namespace PresignKit.S3.Settings;

/// <summary>
/// Finds an endpoint that already contains the bucket, as the consoles of most stores show it. The bucket would be added again, so that all keys
/// would begin with its name.
/// </summary>
internal static class BucketInEndpoint
{
    /// <summary>How the hosts of stores begin, or what they end with, that take what is in front for a bucket.</summary>
    private static readonly string[] HostStarts = ["s3.", "s3-", "oss-", "cos.", "obs.", "sos-", "storage.googleapis.com", "storage.yandexcloud.net"];

    private static readonly string[] Domains =
    [
        "localhost", "digitaloceanspaces.com", "linodeobjects.com", "vultrobjects.com", "your-objectstorage.com", "upcloudobjects.com", "idrivee2.com",
        "wasabisys.com", "r2.cloudflarestorage.com", "storage.tigris.dev", "storage.dev", "cloud-object-storage.appdomain.cloud", "contabostorage.com",
    ];

    /// <summary>Returns what is wrong, and what to write instead; null if the endpoint does not contain the bucket.</summary>
    public static string? Flaw(string endpoint, string bucket, BucketAddressing addressing, PathPrefixRule pathPrefix)
    {
        if (AmazonEndpoint.BucketIn(endpoint) is { } other)
        {
            return Message(endpoint, other == bucket ? "the bucket" : $"the bucket '{other}'", WithoutLabels(endpoint, other));
        }

        if (BucketOfHostedStore(endpoint) is { } hosted && hosted != bucket)
        {
            return Message(endpoint, $"the bucket '{hosted}'", WithoutLabels(endpoint, hosted));
        }

        var host = EndpointText.Host(endpoint);
        if (host.Equals(bucket, StringComparison.OrdinalIgnoreCase))
        {
            return $"is '{endpoint}', which is the bucket's own address; write the store's address instead, to which PresignKit adds the bucket";
        }

        if (host.StartsWith($"{bucket}.", StringComparison.OrdinalIgnoreCase)
            && (addressing == BucketAddressing.VirtualHost || HasBucketInFront(host[(bucket.Length + 1)..].ToLowerInvariant())))
        {
            return Message(endpoint, "the bucket", WithoutLabels(endpoint, bucket));
        }

        // A path that a proxy removes may have any name.
        return pathPrefix == PathPrefixRule.PassedOn && Segments(endpoint) is var segments && segments.IndexOf(bucket) is var index and >= 0
            ? Message(endpoint, "the bucket", string.Join('/', [Origin(endpoint), .. segments[..index]]))
            : null;
    }

    // Cloudflare R2: BUCKET.ACCOUNT.r2..., with or without a jurisdiction. Backblaze B2: BUCKET.s3.REGION.
    private static string? BucketOfHostedStore(string endpoint)
    {
        var labels = EndpointText.Host(endpoint).ToLowerInvariant().Split('.');
        var account = HostedEndpoint.HostOf(endpoint) switch
        {
            StoreHost.CloudflareR2 => Array.FindIndex(labels, label => label.Length == 32 && label.All(char.IsAsciiHexDigit)),
            StoreHost.BackblazeB2 => Array.LastIndexOf(labels, "s3"),
            _ => -1,
        };
        return account > 0 ? string.Join('.', labels[..account]) : null;
    }

    private static bool HasBucketInFront(string rest) =>
        HostStarts.Any(start => rest.StartsWith(start, StringComparison.Ordinal))
        || Domains.Any(domain => rest == domain || rest.EndsWith($".{domain}", StringComparison.Ordinal))
        || rest.EndsWith(".backblazeb2.com", StringComparison.Ordinal);

    private static string Message(string endpoint, string what, string instead) =>
        $"is '{endpoint}', which already contains {what}; write '{instead}' instead, to which PresignKit adds the bucket";

    private static string Origin(string endpoint)
    {
        var authority = endpoint.IndexOf("://", StringComparison.Ordinal) + 3;
        var slash = endpoint.IndexOf('/', authority);
        return slash < 0 ? endpoint : endpoint[..slash];
    }

    private static List<string> Segments(string endpoint) =>
        [.. endpoint[Origin(endpoint).Length..].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    private static string WithoutLabels(string endpoint, string labels)
    {
        var host = endpoint.IndexOf("://", StringComparison.Ordinal) + 3;
        return endpoint[..host] + endpoint[(host + labels.Length + 1)..];
    }
}
