using System.Collections.Immutable;
using PresignKit.Providers;

namespace PresignKit;

/// <summary>What a store says of an object.</summary>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ContentType">Its content type; null where the store has none.</param>
/// <param name="ETag">Its entity tag, as the store gives it, quotes included. It changes when the object does.</param>
/// <param name="LastModified">When it was stored, to the second.</param>
public sealed record ObjectProperties(long Size, string? ContentType, string ETag, DateTimeOffset LastModified)
{
    /// <summary>The Content-Encoding that downloads get, by which a browser decodes the bytes before it looks at their type.</summary>
    /// <value>Null: none.</value>
    public string? ContentEncoding { get; init; }

    /// <summary>Metadata by name, lower case.</summary>
    /// <value>None.</value>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = StoredAttributes.None.Metadata;

    /// <summary>Whether the store says the same: metadata is compared by what is in it.</summary>
    /// <param name="other">The other, or null.</param>
    /// <returns>Whether all of it is equal.</returns>
    public bool Equals(ObjectProperties? other) =>
        other is not null
        && Size == other.Size
        && ContentType == other.ContentType
        && ETag == other.ETag
        && LastModified == other.LastModified
        && ContentEncoding == other.ContentEncoding
        && Metadata.SequenceEqual(other.Metadata);

    /// <summary>A hash that equal values share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Size, ContentType, ETag, LastModified, ContentEncoding, Metadata.Count);
}
