using PresignKit.Stores;

namespace PresignKit;

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
///     CreateOnly = Capability.Yes, IsolatedPut = Capability.Yes,
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

    /// <summary>
    /// A PUT can be limited to keys that hold no object yet, also when several race (S3: <c>If-None-Match: *</c>; Azure: a signature
    /// that permits creating and not writing).
    /// </summary>
    public Capability CreateOnly { get; init; }

    /// <summary>
    /// The holder of a presigned PUT reaches its own key alone, whatever headers and parameters it adds: it copies, publishes and
    /// changes no other object, and none of the other promises is got round. S3: a request with <c>x-amz-*</c> headers that were not
    /// signed is refused; where it is not, <c>x-amz-copy-source</c> reads whatever the signer's credentials reach. Azure: the source
    /// of a copy needs a signature of its own.
    /// </summary>
    public Capability IsolatedPut { get; init; }

    /// <summary>
    /// The headers that come with a request are part of its signature: one left out or changed is refused, Host included (S3:
    /// <c>X-Amz-SignedHeaders</c>; Azure signs none). Where it is No, a policy cannot store Cache-Control, Content-Language,
    /// Content-Disposition or metadata with objects, since the holder may send others.
    /// </summary>
    public Capability SignedHeaders { get; init; }

    /// <summary>
    /// A URL can be limited to HEAD, so that it answers an object's properties and never its bytes (S3: the method is signed; Azure:
    /// one permission reads both, so HEAD URLs are refused).
    /// </summary>
    public Capability HeadUrls { get; init; }

    /// <summary>
    /// Directives that were not signed can do no more than the credentials that signed the request (S3: a copy needs the permission
    /// to read its source), so a PUT signed by credentials that only write new objects reaches no other object.
    /// </summary>
    public Capability ConfinesUploadCredentials { get; init; }

    /// <summary>The store takes signed form uploads (S3: POST Object) and enforces key, content type and size range.</summary>
    public Capability FormUpload { get; init; }

    /// <summary>
    /// A form's fields <c>Cache-Control</c>, <c>Content-Language</c> and <c>Content-Disposition</c> are stored with the object, and not
    /// dropped. Where it is not Yes, a policy that stores one of them takes no form.
    /// </summary>
    public Capability FormHeaders { get; init; }

    /// <summary>A signed SHA-256 of another body is refused.</summary>
    public Capability ChecksumSha256 { get; init; }

    /// <summary>
    /// A copy of exactly the version that was seen: one that was replaced meanwhile is refused (S3:
    /// <c>x-amz-copy-source-if-match</c>). Where it is not Yes, completion looks at the copy's ETag instead.
    /// </summary>
    public Capability ConditionalCopy { get; init; }

    /// <summary>An upload can be encrypted with keys of the store (S3: SSE-S3), and so can its frozen copy.</summary>
    public Capability StoreManagedEncryption { get; init; }

    /// <summary>An upload can be encrypted with a key of a key service (S3: SSE-KMS), and so can its frozen copy.</summary>
    public Capability KeyServiceEncryption { get; init; }

    /// <summary>An upload can carry tags.</summary>
    public Capability Tags { get; init; }

    /// <summary>An upload can choose a storage class.</summary>
    public Capability StorageClasses { get; init; }

    /// <summary>S3: buckets can be addressed as <c>https://bucket.host/key</c>.</summary>
    public Capability VirtualHostAddressing { get; init; }

    /// <summary>S3: buckets can be addressed as <c>https://host/bucket/key</c>.</summary>
    public Capability PathAddressing { get; init; }

    /// <summary>Every capability by name, in the order in which they are declared: for tables, and for what compares profiles.</summary>
    /// <returns>Names and values.</returns>
    public IReadOnlyList<KeyValuePair<string, Capability>> ListCapabilities() =>
        [.. CapabilityTable.All.Select(capability => KeyValuePair.Create(capability.Name, capability.Get(this)))];
}
