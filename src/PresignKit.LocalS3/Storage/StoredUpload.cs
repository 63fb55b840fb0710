using PresignKit.LocalS3.Checksums;

namespace PresignKit.LocalS3.Storage;

/// <summary>The record of a multipart upload that has not yet been completed or aborted.</summary>
internal sealed record StoredUpload
{
    public required string UploadId { get; init; }

    public required string Key { get; init; }

    public required DateTimeOffset Initiated { get; init; }

    public required ObjectAttributes Attributes { get; init; }

    public ChecksumAlgorithm? ChecksumAlgorithm { get; init; }

    public ChecksumType? ChecksumType { get; init; }
}

/// <summary>The record of one uploaded part. Uploading the same number again replaces it.</summary>
internal sealed record StoredPart
{
    public required int PartNumber { get; init; }

    public required string ETag { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    /// <summary>The checksum that the upload was created with, if any.</summary>
    public StoredChecksum? Checksum { get; init; }

    /// <summary>CRC-64/NVME of the part, for the object of an upload that declares no checksum. A part that an earlier version stored has none.</summary>
    public string? Crc64Nvme { get; init; }

    public required IReadOnlyList<BodySegment> Segments { get; init; }
}
