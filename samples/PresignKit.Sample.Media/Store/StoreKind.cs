namespace PresignKit.Sample.Media.Store;

/// <summary>What <c>--Store</c> may say.</summary>
internal enum StoreKind
{
    /// <summary>The embedded store: nothing to install.</summary>
    Local,

    /// <summary>A Ceph RADOS gateway.</summary>
    Ceph,

    /// <summary>A MinIO server.</summary>
    Minio,

    /// <summary>Amazon S3; with <c>--S3:Endpoint</c> any store that speaks S3, of which nothing is promised.</summary>
    S3,
}
