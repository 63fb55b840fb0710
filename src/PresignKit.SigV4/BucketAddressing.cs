namespace PresignKit.SigV4;

/// <summary>Where the bucket name is placed in a URL.</summary>
public enum BucketAddressing
{
    /// <summary>In the path: <c>https://host/bucket/key</c>. Every store supports it, and it needs no special certificate.</summary>
    Path,

    /// <summary>
    /// In the host: <c>https://bucket.host/key</c>. Amazon recommends this style. A bucket name with dots needs its own certificate,
    /// because a wildcard covers only one label.
    /// </summary>
    VirtualHost,
}
