using PresignKit.Stores;

namespace PresignKit.S3;

/// <summary>The profiles of stores that speak S3. <see cref="StoreProfile.Generic"/> is the one that promises nothing.</summary>
public static class S3Profiles
{
    /// <summary>Amazon S3.</summary>
    /// <remarks>
    /// From its documentation: "Authenticating Requests: Using Query Parameters" (signed headers, unsigned <c>x-amz-*</c> headers
    /// refused), "Add preconditions to S3 operations with conditional requests" (If-None-Match), "Checking object integrity"
    /// (x-amz-checksum-sha256), "POST Object" (what a PUT takes as headers, a form takes as fields), "CopyObject" (x-amz-copy-source-if-match).
    /// </remarks>
    public static StoreProfile Aws { get; } = Everything("aws") with
    {
        // "Protecting data with server-side encryption", "Categorizing your storage using tags", "Understanding S3 storage classes".
        StoreManagedEncryption = Capability.Yes,
        KeyServiceEncryption = Capability.Yes,
        Tags = Capability.Yes,
        StorageClasses = Capability.Yes,
    };

    /// <summary>Ceph's RADOS gateway (RGW).</summary>
    /// <remarks>
    /// Measured by the conformance suite on RGW 16.2.15. Directives that were not signed take effect there, so a PUT isolates only
    /// when it is signed with <see cref="S3StoreOptions.UploadCredentials"/>; without them uploads go by form POST. A SHA-256 is
    /// stored and not compared; <c>x-amz-copy-source-if-match</c> is ignored; a form's Cache-Control, Content-Language and
    /// Content-Disposition are dropped. Asked for SSE-S3, it answers 200 and encrypts nothing; SSE-KMS it honours, but refuses to copy
    /// what it has encrypted, so such an upload cannot be frozen. A storage class is honoured, or refused where the zone has none of that name.
    /// </remarks>
    public static StoreProfile Ceph { get; } = Everything("ceph") with
    {
        IsolatedPut = Capability.No,
        ConfinesUploadCredentials = Capability.Yes,
        ChecksumSha256 = Capability.No,
        ConditionalCopy = Capability.No,
        FormHeaders = Capability.No,
        StoreManagedEncryption = Capability.No,
        KeyServiceEncryption = Capability.No,
        Tags = Capability.Yes,
        StorageClasses = Capability.Yes,
    };

    /// <summary>MinIO.</summary>
    /// <remarks>
    /// Not measured by PresignKit: each Yes is from MinIO's documentation, and what that does not say is unknown. The SDKs document POST
    /// policies with exact fields and a range of lengths, and tags on uploads; "Core settings" has both addressings
    /// (<c>MINIO_DOMAIN</c>). "S3 API Compatibility" (AIStor) lists If-None-Match for PutObject, and says nothing of uploads that race.
    /// Whether unsigned <c>x-amz-*</c> headers are refused is not documented, so a PUT promises no isolation, and uploads go by form
    /// POST.
    /// </remarks>
    public static StoreProfile MinIO { get; } = new()
    {
        Name = "minio",
        FormUpload = Capability.Yes,
        Tags = Capability.Yes,
        VirtualHostAddressing = Capability.Yes,
        PathAddressing = Capability.Yes,
    };

    /// <summary>The embedded store of PresignKit.LocalS3, which says no where Amazon does; the conformance suite runs on it.</summary>
    /// <remarks>It answers to AES256 as Amazon does but encrypts nothing, and has one storage class: neither is claimed.</remarks>
    public static StoreProfile Local { get; } = Everything("local") with { Tags = Capability.Yes };

    internal static IReadOnlyList<StoreProfile> All { get; } = [Aws, Ceph, MinIO, Local, StoreProfile.Generic];

    private static StoreProfile Everything(string name) => new()
    {
        Name = name,
        SignedContentType = Capability.Yes,
        SignedContentLength = Capability.Yes,
        CreateOnly = Capability.Yes,
        IsolatedPut = Capability.Yes,
        SignedHeaders = Capability.Yes,
        HeadUrls = Capability.Yes,
        FormUpload = Capability.Yes,
        FormHeaders = Capability.Yes,
        ChecksumSha256 = Capability.Yes,
        VirtualHostAddressing = Capability.Yes,
        PathAddressing = Capability.Yes,
        ConditionalCopy = Capability.Yes,
    };
}
