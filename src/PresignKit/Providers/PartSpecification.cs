namespace PresignKit.Providers;

/// <summary>One part of an upload, fully resolved.</summary>
/// <param name="Key">The object that the upload becomes.</param>
/// <param name="UploadId">The upload, as <see cref="IMultipartUploads.CreateAsync"/> returned it.</param>
/// <param name="Number">The number of the part, from 1.</param>
/// <param name="SignedAt">The instant from which the signature is valid; whole seconds.</param>
/// <param name="Lifetime">How long after <paramref name="SignedAt"/> it is valid: whole seconds, 1 second to 7 days.</param>
/// <param name="Size">The exact size of the part in bytes.</param>
/// <param name="ContentType">
/// The Content-Type that the holder must send, or null. It does not become the object's: the upload was created with one. Some stores
/// refuse a Content-Type that is not signed, and browsers send one with every file that has a type.
/// </param>
/// <param name="Checksum">The checksum of the part, or null; sent and signed.</param>
/// <param name="ContentMd5">The MD5 of the body in base64, or null; sent and signed (<c>Content-MD5</c>), so that the store refuses other bytes.</param>
public readonly record struct PartSpecification(
    ObjectKey Key,
    string UploadId,
    int Number,
    DateTimeOffset SignedAt,
    TimeSpan Lifetime,
    long Size,
    string? ContentType,
    FileChecksum? Checksum,
    string? ContentMd5 = null);
