using System.Collections.Immutable;

namespace PresignKit.Providers;

/// <summary>
/// What is stored with an object beside its type. Each one is signed: the holder of the slot has to send it exactly, and cannot
/// send another.
/// </summary>
public sealed record StoredAttributes
{
    /// <summary>Nothing beside the type.</summary>
    public static StoredAttributes None { get; } = new();

    /// <summary>The Cache-Control that downloads get, or null.</summary>
    public string? CacheControl { get; init; }

    /// <summary>The Content-Language, or null.</summary>
    public string? ContentLanguage { get; init; }

    /// <summary>The Content-Disposition that downloads get where nothing overrides it, or null.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>The storage class, or null.</summary>
    public string? StorageClass { get; init; }

    /// <summary>How the store encrypts it.</summary>
    public EncryptionRule Encryption { get; init; }

    /// <summary>The key of the key service, or null.</summary>
    public string? EncryptionKeyId { get; init; }

    /// <summary>Tags by name.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Metadata by name, lower case.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the same is stored: tags and metadata are compared by what is in them.</summary>
    /// <param name="other">The other, or null.</param>
    /// <returns>Whether all of it is equal.</returns>
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

    /// <summary>A hash that equal values share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() =>
        HashCode.Combine(CacheControl, ContentLanguage, ContentDisposition, StorageClass, Encryption, EncryptionKeyId, Tags.Count, Metadata.Count);
}
