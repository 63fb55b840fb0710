namespace PresignKit;

/// <summary>What a client says that it sent: a checksum of each part, to be compared with what the store received.</summary>
/// <param name="Algorithm">The algorithm, one of <see cref="UploadSlot.TransferChecksumAlgorithms"/>.</param>
/// <param name="Parts">The checksum of each part alone, in base64, in the order of the parts; one, if the file is sent in one request.</param>
public sealed record TransferChecksums(TransferChecksumAlgorithm Algorithm, IReadOnlyList<string> Parts);
