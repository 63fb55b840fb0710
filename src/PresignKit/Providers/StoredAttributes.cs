using System.Collections.Immutable;
using PresignKit.Policies;

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
}
