namespace PresignKit.LocalS3.Checksums;

/// <summary>A checksum as S3 writes it: the big-endian value in base64, followed by <c>-N</c> if it is the composite checksum of N parts.</summary>
internal sealed record StoredChecksum(ChecksumAlgorithm Algorithm, string Value, ChecksumType Type = ChecksumType.FullObject);
