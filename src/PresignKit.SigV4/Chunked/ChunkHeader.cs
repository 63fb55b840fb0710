using System.Globalization;

namespace PresignKit.SigV4.Chunked;

/// <summary>Step: the header of a chunk: <c>hex-size</c>, or, with signatures, <c>hex-size;chunk-signature=64 hex digits</c>.</summary>
internal readonly record struct ChunkHeader(long Size, string? Signature)
{
    private const string SignaturePrefix = "chunk-signature=";

    // No object is larger than 2^60 bytes, and more digits could overflow.
    private const int MaxSizeDigits = 15;

    public override string ToString() => Size.ToString(CultureInfo.InvariantCulture);

    internal static ChunkHeader? TryParse(string line, bool isSigned)
    {
        var semicolon = line.IndexOf(';', StringComparison.Ordinal);
        var digits = semicolon < 0 ? line : line[..semicolon];
        if (digits.Length is 0 or > MaxSizeDigits
            || !long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)
            || isSigned != (semicolon >= 0))
        {
            return null;
        }

        if (!isSigned)
        {
            return new ChunkHeader(size, null);
        }

        var extension = line[(semicolon + 1)..];
        return extension.StartsWith(SignaturePrefix, StringComparison.Ordinal) ? new ChunkHeader(size, extension[SignaturePrefix.Length..]) : null;
    }
}
