namespace PresignKit.SigV4;

/// <summary>Where the bucket's name stands in an address.</summary>
public enum BucketAddressing
{
    /// <summary>In the path: <c>https://host/bucket/key</c>. Every store understands it, and any certificate fits.</summary>
    Path,

    /// <summary>
    /// In the host: <c>https://bucket.host/key</c>. Amazon's own preference. A bucket name with dots then needs a certificate
    /// of its own, since a wildcard covers one label.
    /// </summary>
    VirtualHost,
}
