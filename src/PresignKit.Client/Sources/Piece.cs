namespace PresignKit.Client.Sources;

/// <summary>A piece of a source that is sent in one request.</summary>
/// <param name="Reader">Where it is read.</param>
/// <param name="Offset">Where it begins in the reader.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Algorithm">The checksum to compute.</param>
internal sealed record Piece(SourceReader Reader, long Offset, long Length, string? Algorithm);
