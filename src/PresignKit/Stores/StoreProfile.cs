namespace PresignKit.Stores;

/// <summary>
/// What one kind of store enforces. Guarantees are chosen from it, so a Yes that is not true is a security hole: take Yes
/// only from a measurement or the store's documentation.
/// </summary>
/// <example>
/// A profile of your own, from one that promises nothing:
/// <code>
/// var profile = StoreProfile.Generic with
/// {
///     Name = "garage", SignedContentLength = Capability.Yes, SignedContentType = Capability.Yes,
///     CreateOnly = Capability.Yes, RefusesUnsignedHeaders = Capability.Yes,
/// };
/// </code>
/// </example>
public sealed record StoreProfile
{
    /// <summary>A profile that promises nothing: every capability is unknown.</summary>
    public static StoreProfile Generic { get; } = new() { Name = "generic" };

    /// <summary>The profile's name, for messages and reports.</summary>
    public required string Name { get; init; }

    /// <summary>A PUT whose Content-Type differs from the signed one is refused.</summary>
    public Capability SignedContentType { get; init; }

    /// <summary>A PUT whose Content-Length differs from the signed one is refused.</summary>
    public Capability SignedContentLength { get; init; }

    /// <summary>A PUT can be limited to keys that hold no object yet (S3: <c>If-None-Match: *</c>), also when several race.</summary>
    public Capability CreateOnly { get; init; }

    /// <summary>
    /// A request with store directives that were not signed is refused (S3: <c>x-amz-*</c> headers). Where it is not Yes, the
    /// holder of a presigned PUT can add <c>x-amz-copy-source</c> or <c>x-amz-acl</c> and so read or publish other objects.
    /// </summary>
    public Capability RefusesUnsignedHeaders { get; init; }

    /// <summary>The store takes signed form uploads (S3: POST Object) and enforces key, content type and size range.</summary>
    public Capability FormUpload { get; init; }

    /// <summary>A signed SHA-256 of another body is refused.</summary>
    public Capability ChecksumSha256 { get; init; }

    /// <summary>An upload can be encrypted with keys of the store (S3: SSE-S3).</summary>
    public Capability StoreManagedEncryption { get; init; }

    /// <summary>An upload can be encrypted with a key of a key service (S3: SSE-KMS).</summary>
    public Capability KeyServiceEncryption { get; init; }

    /// <summary>An upload can carry tags.</summary>
    public Capability Tags { get; init; }

    /// <summary>An upload can choose a storage class.</summary>
    public Capability StorageClasses { get; init; }

    /// <summary>Buckets can be addressed as <c>https://bucket.host/key</c>.</summary>
    public Capability VirtualHostAddressing { get; init; }

    /// <summary>Buckets can be addressed as <c>https://host/bucket/key</c>.</summary>
    public Capability PathAddressing { get; init; }
}
