using PresignKit.Stores;

namespace PresignKit;

/// <summary>
/// What one kind of store enforces. Guarantees are derived from it, so that a wrong Yes is a security hole: use Yes only if you have
/// measured it, or if the store's documentation says so.
/// </summary>
/// <example>
/// A profile of your own, based on one that guarantees nothing:
/// <code>
/// var profile = StoreProfile.Generic with
/// {
///     Name = "garage", SignedContentLength = Capability.Yes, SignedContentType = Capability.Yes, SignedHeaders = Capability.Yes,
///     CreateOnly = Capability.Yes, IsolatedPut = Capability.Yes,
/// };
/// </code>
/// </example>
public sealed record StoreProfile
{
    /// <summary>A profile that guarantees nothing: every capability is unknown.</summary>
    public static StoreProfile Generic { get; } = new() { Name = "generic" };

    /// <summary>The profile's name, for messages and reports.</summary>
    public required string Name { get; init; }

    /// <summary>A PUT whose Content-Type differs from the signed one is refused.</summary>
    public Capability SignedContentType { get; init; }

    /// <summary>A PUT whose Content-Length differs from the signed one is refused.</summary>
    public Capability SignedContentLength { get; init; }

    /// <summary>
    /// A PUT can be limited to keys that hold no object yet, even if several requests race (S3: <c>If-None-Match: *</c>; Azure: a
    /// signature that permits creating but not writing).
    /// </summary>
    public Capability CreateOnly { get; init; }

    /// <summary>
    /// The holder of a presigned PUT reaches only its own key, whatever headers and parameters it adds: it cannot copy, publish, or
    /// change another object, or get around another guarantee. S3: a request with unsigned <c>x-amz-*</c> headers is refused; a store
    /// that accepts one lets <c>x-amz-copy-source</c> read whatever the signer's credentials reach. Azure: the source of a copy needs
    /// a signature of its own.
    /// </summary>
    public Capability IsolatedPut { get; init; }

    /// <summary>
    /// The store accepts uploads in parts, a part URL reaches that one part and nothing else, whatever headers and parameters its holder
    /// adds, and it is dead once the backend has completed or aborted the upload (S3: UploadPart; Azure: none, because a signature
    /// covers the whole blob). Slots on such a store end with completion.
    /// </summary>
    public Capability IsolatedPart { get; init; }

    /// <summary>
    /// A part URL is dead once the backend has completed or aborted the upload. That is one half of <see cref="IsolatedPart"/>, and what remains
    /// of it where upload-only credentials confine what the holder of the URL can reach (<see cref="ConfinesUploadCredentials"/>).
    /// </summary>
    public Capability PartUrlsEnd { get; init; }

    /// <summary>
    /// The headers of a request are part of its signature: the store refuses a request in which one is missing or changed, Host included
    /// (S3: <c>X-Amz-SignedHeaders</c>; Azure signs none). If it is No, a policy cannot store Cache-Control, Content-Language,
    /// Content-Disposition, or metadata with objects, because the holder may send others.
    /// </summary>
    public Capability SignedHeaders { get; init; }

    /// <summary>
    /// A URL can be limited to HEAD, so that it returns an object's properties and never its bytes (S3: the method is signed; Azure:
    /// one permission covers both, so HEAD URLs are refused).
    /// </summary>
    public Capability HeadUrls { get; init; }

    /// <summary>
    /// A download can be limited to one part of an object that was uploaded in parts, by its number: the store returns only its bytes, and none if there is no
    /// such part (S3: <c>partNumber</c> of GetObject and HeadObject). If it is not Yes, <see cref="DownloadRequest.PartNumber"/> is refused
    /// (<see cref="ErrorCodes.PartDownloadNotAvailable"/>), because a store that ignores the number returns the whole object.
    /// </summary>
    public Capability DownloadPartNumber { get; init; }

    /// <summary>
    /// Unsigned directives can do no more than the credentials that signed the request (S3: a copy needs the permission to read its
    /// source), so that a PUT signed by credentials that can only write new objects reaches no other object.
    /// </summary>
    public Capability ConfinesUploadCredentials { get; init; }

    /// <summary>The store accepts signed form uploads (S3: POST Object), and enforces key, content type, and size range.</summary>
    public Capability FormUpload { get; init; }

    /// <summary>
    /// The store keeps a form's fields <c>Cache-Control</c>, <c>Content-Language</c>, and <c>Content-Disposition</c> with the object
    /// instead of dropping them. If it is not Yes, a policy that stores one of them does not use forms.
    /// </summary>
    public Capability FormHeaders { get; init; }

    /// <summary>A PUT whose body has another SHA-256 than the signed one is refused.</summary>
    public Capability ChecksumSha256 { get; init; }

    /// <summary>A part whose body has another SHA-256 than the signed one is refused.</summary>
    public Capability PartChecksum { get; init; }

    /// <summary>A form whose file has another SHA-256 than its signed field is refused.</summary>
    public Capability FormChecksum { get; init; }

    /// <summary>The store compares a signed CRC-32 wherever it compares a signed SHA-256: on a PUT, a part, or a form.</summary>
    public Capability ChecksumCrc32 { get; init; }

    /// <summary>The store compares a signed CRC-32C wherever it compares a signed SHA-256: on a PUT, a part, or a form.</summary>
    public Capability ChecksumCrc32C { get; init; }

    /// <summary>The store compares a signed CRC-64/NVME wherever it compares a signed SHA-256: on a PUT, a part, or a form.</summary>
    public Capability ChecksumCrc64Nvme { get; init; }

    /// <summary>The store compares a signed SHA-1 wherever it compares a signed SHA-256: on a PUT, a part, or a form.</summary>
    public Capability ChecksumSha1 { get; init; }

    /// <summary>The store compares a signed SHA-512 wherever it compares a signed SHA-256: on a PUT, a part, or a form.</summary>
    public Capability ChecksumSha512 { get; init; }

    /// <summary>The store compares a signed MD5 (<c>x-amz-checksum-md5</c>) wherever it compares a signed SHA-256: on a PUT, a part, or a form.</summary>
    public Capability ChecksumMd5 { get; init; }

    /// <summary>The store compares a signed XXH64 wherever it compares a signed SHA-256: on a PUT, a part, or a form.</summary>
    public Capability ChecksumXxHash64 { get; init; }

    /// <summary>The store compares a signed XXH3 of 64 bits wherever it compares a signed SHA-256: on a PUT, a part, or a form.</summary>
    public Capability ChecksumXxHash3 { get; init; }

    /// <summary>The store compares a signed XXH3 of 128 bits wherever it compares a signed SHA-256: on a PUT, a part, or a form.</summary>
    public Capability ChecksumXxHash128 { get; init; }

    /// <summary>
    /// The ETag of a part, and of an object that was sent in one request, is the MD5 of its bytes in hexadecimal, so that it shows whether they
    /// arrived as they were sent. It must also hold with the bucket's default encryption.
    /// </summary>
    public Capability ETagIsMd5 { get; init; }

    /// <summary>
    /// The store computes the CRC-64/NVME of every object by itself, whether it was sent in one request or in parts, and reports it (S3: full-object
    /// <c>x-amz-checksum-crc64nvme</c> with <c>x-amz-checksum-mode</c>).
    /// </summary>
    public Capability ComputesCrc64Nvme { get; init; }

    /// <summary>
    /// A copy can be limited to exactly the version that was seen: the store refuses it if the object was replaced in the meantime (S3:
    /// <c>x-amz-copy-source-if-match</c>). If it is not Yes, completion compares the copy's ETag instead.
    /// </summary>
    public Capability ConditionalCopy { get; init; }

    /// <summary>
    /// The backend can replace exactly the object that it has seen: the store does not complete an upload if another object is under its key, or none
    /// (S3: <c>If-Match</c> on CompleteMultipartUpload). Policies with <see cref="UploadPolicyOptions.AllowReplacing"/> need it.
    /// </summary>
    public Capability ConditionalReplace { get; init; }

    /// <summary>An upload can be encrypted with the keys of the store (S3: SSE-S3), and so can its frozen copy.</summary>
    public Capability StoreManagedEncryption { get; init; }

    /// <summary>An upload can be encrypted with a key of a key service (S3: SSE-KMS), and so can its frozen copy.</summary>
    public Capability KeyServiceEncryption { get; init; }

    /// <summary>An upload can carry tags.</summary>
    public Capability Tags { get; init; }

    /// <summary>An upload can choose a storage class.</summary>
    public Capability StorageClasses { get; init; }

    /// <summary>The backend can lock an object (S3: Object Lock), provided that its bucket allows locks.</summary>
    public Capability ObjectRetention { get; init; }

    /// <summary>
    /// The account whose credentials sign can pay for requests and transfer in place of the owner of the bucket, and the store refuses those who have not
    /// agreed to it (S3: <c>x-amz-request-payer</c>).
    /// </summary>
    public Capability RequesterPays { get; init; }

    /// <summary>
    /// A request can name the account that the bucket must belong to, and the store refuses it if the bucket is another's (S3:
    /// <c>x-amz-expected-bucket-owner</c>).
    /// </summary>
    public Capability ExpectedBucketOwner { get; init; }

    /// <summary>S3: buckets can be addressed as <c>https://bucket.host/key</c>.</summary>
    public Capability VirtualHostAddressing { get; init; }

    /// <summary>S3: buckets can be addressed as <c>https://host/bucket/key</c>.</summary>
    public Capability PathAddressing { get; init; }

    /// <summary>
    /// The profile that holds until a probe has confirmed this one. A store whose profile has it is probed when the application starts, whatever
    /// <see cref="PresignKitOptions.StartupProbe"/> says; each capability that is Yes here, and not there, counts from the moment at which the probe has
    /// found that the store enforces it. It is for what depends on a version or on a setting of the store that no profile can know.
    /// </summary>
    /// <value>Null: the profile holds at once.</value>
    public StoreProfile? UntilConfirmed { get; init; }

    /// <summary>Returns the profile with another value of one capability, for profiles that are read from text.</summary>
    /// <param name="name">The name of the capability, such as <c>nameof(StoreProfile.CreateOnly)</c>, in any letter case.</param>
    /// <param name="value">The value.</param>
    /// <returns>A copy with that value.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not the name of a capability.</exception>
    public StoreProfile WithCapability(string name, Capability value) =>
        CapabilityTable.All.FirstOrDefault(capability => capability.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } capability
            ? capability.Set(this, value)
            : throw new ArgumentException($"'{name}' is not a capability.", nameof(name));

    /// <summary>Lists every capability by name, in the order of declaration: for tables, and to compare profiles.</summary>
    /// <returns>Names and values.</returns>
    public IReadOnlyList<KeyValuePair<string, Capability>> ListCapabilities() =>
        [.. CapabilityTable.All.Select(capability => KeyValuePair.Create(capability.Name, capability.Get(this)))];
}
