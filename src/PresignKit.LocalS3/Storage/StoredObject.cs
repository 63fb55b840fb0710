using PresignKit.LocalS3.Checksums;

namespace PresignKit.LocalS3.Storage;

/// <summary>The record of one object, which one atomic rename makes visible.</summary>
internal sealed record StoredObject
{
    public required string Key { get; init; }

    /// <summary>The entity tag without its quotes.</summary>
    public required string ETag { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required ObjectAttributes Attributes { get; init; }

    /// <summary>The checksum. An object that an earlier version stored without a declared checksum has none.</summary>
    public StoredChecksum? Checksum { get; init; }

    /// <summary>True if a multipart upload declared no checksum, so that <see cref="Checksum"/> is the one that the store chose.</summary>
    public bool? HasDefaultChecksum { get; init; }

    public required IReadOnlyList<BodySegment> Segments { get; init; }

    /// <summary>The multipart upload that created this object. If the process ended before the upload was deleted, it is deleted at the next start.</summary>
    public string? CompletedUpload { get; init; }

    /// <summary>A digest of the numbers and entity tags of the parts that were listed when the upload was completed. A repeated completion with the
    /// same list gets the same response.</summary>
    public string? CompletedParts { get; init; }

    /// <summary>The number of parts, if the object was created by a multipart upload.</summary>
    public int? PartCount { get; init; }

    /// <summary>The sizes of these parts. An object that an earlier version stored has none.</summary>
    public IReadOnlyList<long>? PartSizes { get; init; }
}
