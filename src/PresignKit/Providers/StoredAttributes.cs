using System.Collections.Immutable;

namespace PresignKit.Providers;

/// <summary>
/// What is stored with an object in addition to its content type. All of it is signed: the holder of the slot must send exactly these
/// values.
/// </summary>
public sealed record StoredAttributes
{
    /// <summary>No attributes in addition to the content type.</summary>
    public static StoredAttributes None { get; } = new();

    /// <summary>The Cache-Control of downloads, or null.</summary>
    public string? CacheControl { get; init; }

    /// <summary>The Content-Language, or null.</summary>
    public string? ContentLanguage { get; init; }

    /// <summary>The Content-Disposition of downloads that do not override it, or null.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>The storage class, or null.</summary>
    public string? StorageClass { get; init; }

    /// <summary>How the store encrypts the object.</summary>
    public EncryptionRule Encryption { get; init; }

    /// <summary>The key of the key service, or null.</summary>
    public string? EncryptionKeyId { get; init; }

    /// <summary>Tags by name.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Metadata by name, in lowercase.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Whether all attributes are equal; tags and metadata are compared by content.</summary>
    /// <param name="other">The other, or null.</param>
    /// <returns>True if they are equal.</returns>
    public bool Equals(StoredAttributes? other) =>
        other is not null
        && CacheControl == other.CacheControl
        && ContentLanguage == other.ContentLanguage
        && ContentDisposition == other.ContentDisposition
        && StorageClass == other.StorageClass
        && Encryption == other.Encryption
        && EncryptionKeyId == other.EncryptionKeyId
        && Tags.SequenceEqual(other.Tags)
        && Metadata.SequenceEqual(other.Metadata);

    /// <summary>A hash code that is the same for equal values.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() =>
        HashCode.Combine(CacheControl, ContentLanguage, ContentDisposition, StorageClass, Encryption, EncryptionKeyId, Tags.Count, Metadata.Count);
}
