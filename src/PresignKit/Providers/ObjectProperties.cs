using System.Collections.Immutable;
using PresignKit.Providers;

namespace PresignKit;

/// <summary>The properties of an object, as its store reports them.</summary>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ContentType">Its content type; null: the store reports none.</param>
/// <param name="ETag">Its entity tag as the store returns it, including quotes. It changes whenever the object does.</param>
/// <param name="LastModified">When it was stored, to the second.</param>
public sealed record ObjectProperties(long Size, string? ContentType, string ETag, DateTimeOffset LastModified)
{
    /// <summary>The Content-Encoding of downloads, by which browsers decode the bytes before they interpret the content type.</summary>
    /// <value>Null: none.</value>
    public string? ContentEncoding { get; init; }

    /// <summary>The identifier of this version in a versioned bucket: with it, this version can be read, copied, and deleted, whatever is written later.</summary>
    /// <value>Null: the bucket has no versions.</value>
    public string? VersionId { get; init; }

    /// <summary>
    /// The checksum of all bytes that the store reports: the one that was sent with the file, or the CRC-64/NVME that the store computed itself
    /// (<see cref="StoreProfile.ComputesCrc64Nvme"/>). Never one of the checksums of parts.
    /// </summary>
    /// <value>Null: the store reports none, or is not asked for it.</value>
    public FileChecksum? Checksum { get; init; }

    /// <summary>Metadata by name, in lowercase.</summary>
    /// <value>Empty.</value>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = StoredAttributes.None.Metadata;

    /// <summary>Whether all properties are equal; metadata is compared by content.</summary>
    /// <param name="other">The other, or null.</param>
    /// <returns>True if they are equal.</returns>
    public bool Equals(ObjectProperties? other) =>
        other is not null
        && Size == other.Size
        && ContentType == other.ContentType
        && ETag == other.ETag
        && LastModified == other.LastModified
        && ContentEncoding == other.ContentEncoding
        && VersionId == other.VersionId
        && Checksum == other.Checksum
        && Metadata.SequenceEqual(other.Metadata);

    /// <summary>A hash code that is the same for equal values.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Size, ContentType, ETag, LastModified, ContentEncoding, VersionId, Metadata.Count);
}
