using PresignKit.LocalS3.Checksums;

namespace PresignKit.LocalS3.Storage;

/// <summary>The record of one object: what the one atomic rename makes visible.</summary>
internal sealed record StoredObject
{
    public required string Key { get; init; }

    /// <summary>The entity tag without its quotes.</summary>
    public required string ETag { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required ObjectAttributes Attributes { get; init; }

    public StoredChecksum? Checksum { get; init; }

    public required IReadOnlyList<BodySegment> Segments { get; init; }

    /// <summary>The multipart upload this object came from: if the process died between the two, the upload is done for.</summary>
    public string? CompletedUpload { get; init; }

    /// <summary>The number of parts, when it came from a multipart upload.</summary>
    public int? PartCount { get; init; }
}
