namespace PresignKit.LocalS3.Checksums;

/// <summary>A checksum as S3 writes it: base64 of the big-endian value, with <c>-N</c> behind it for a composite one of N parts.</summary>
internal sealed record StoredChecksum(ChecksumAlgorithm Algorithm, string Value, ChecksumType Type = ChecksumType.FullObject);
