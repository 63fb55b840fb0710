namespace PresignKit.Sample.Media.Store;

/// <summary>The values of <c>--Store</c>.</summary>
internal enum StoreKind
{
    /// <summary>The embedded store: nothing to install.</summary>
    Local,

    /// <summary>A Ceph RADOS gateway.</summary>
    Ceph,

    /// <summary>A MinIO server.</summary>
    Minio,

    /// <summary>Amazon S3 or, with <c>--S3:Endpoint</c>, any S3-compatible store, with no assumptions about what it enforces.</summary>
    S3,
}
