namespace PresignKit.S3.Settings;

/// <summary>
/// A store that knows its own host names takes any other for a bucket, even in path style: Ceph with <c>rgw_dns_name</c> looks for a bucket
/// <c>localhost</c>.
/// </summary>
internal static class HostAsBucket
{
    /// <summary>What to add to the message that the bucket is missing; empty if the host is not the reason.</summary>
    /// <param name="settings">The store.</param>
    /// <param name="looked">The bucket that the store looked for; null if it is not known.</param>
    public static string Hint(S3StoreSettings settings, string? looked)
    {
        var host = EndpointText.Host(settings.InternalBucket.Url);
        var isSuspect = looked is null ? host == "localhost" : looked == host && looked != settings.Bucket;
        return isSuspect
            ? $" {(looked is null ? "If the store is configured for other host names, it reads" : "The store reads")} the host '{host}' as the bucket: set "
                + $"Stores:{settings.Name}:Endpoint to a host name that it knows (Ceph: rgw_dns_name), or to an IP address such as 127.0.0.1."
            : "";
    }
}
