namespace PresignKit.LocalS3.Http;

/// <summary>Virtual-host addressing: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html.</summary>
internal static class VirtualHost
{
    /// <summary>The bucket in <c>bucket.base</c>, by the longest matching base, or <see langword="null"/> for any other host, which uses path style.</summary>
    public static string? BucketOf(string host, IReadOnlyList<string> baseHosts)
    {
        var name = WithoutPort(host);
        string? longest = null;
        foreach (var candidate in baseHosts)
        {
            if (name.Equals(candidate, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            if (candidate.Length > (longest?.Length ?? 0) && name.EndsWith("." + candidate, StringComparison.OrdinalIgnoreCase))
            {
                longest = candidate;
            }
        }

        return longest is null ? null : name[..^(longest.Length + 1)].ToLowerInvariant();
    }

    private static string WithoutPort(string host)
    {
        var colon = host.LastIndexOf(':');
        return colon < 0 || host.EndsWith(']') ? host : host[..colon];
    }
}
