namespace PresignKit.Providers;

/// <summary>An upload of one object, fully resolved.</summary>
/// <param name="Key">The object.</param>
/// <param name="SignedAt">The instant from which the signature is valid; whole seconds.</param>
/// <param name="Lifetime">How long after <paramref name="SignedAt"/> it is valid: whole seconds, 1 second to 7 days.</param>
/// <param name="ContentType">The exact content type; signed if the profile has SignedContentType.</param>
/// <param name="Size">
/// The exact size in bytes, as declared; signed if the profile has SignedContentLength. Null: nobody knows it, and <see cref="AllowedSizes"/> is set.
/// </param>
/// <param name="WriteOnce">
/// Whether the store must refuse the upload if the key already holds an object (S3: <c>If-None-Match: *</c>); otherwise the upload replaces the
/// object. Always false for forms, which cannot refuse.
/// </param>
/// <param name="Checksum">The checksum of the body, or null; sent and signed (S3: <c>x-amz-checksum-*</c>).</param>
/// <param name="Attributes">What is stored with the object in addition to its type; all of it is signed.</param>
/// <param name="ContentMd5">The MD5 of the body in base64, or null; sent and signed (<c>Content-MD5</c>), so that the store refuses other bytes.</param>
public readonly record struct UploadSpecification(
    ObjectKey Key,
    DateTimeOffset SignedAt,
    TimeSpan Lifetime,
    string ContentType,
    long? Size,
    bool WriteOnce,
    FileChecksum? Checksum,
    StoredAttributes Attributes,
    string? ContentMd5 = null)
{
    /// <summary>The sizes that the body may have: a form is limited to them, and a PUT signs no length.</summary>
    /// <value>Null: <see cref="Size"/> is exact.</value>
    public SizeRange? AllowedSizes { get; init; }
}
