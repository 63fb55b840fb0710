namespace PresignKit.Completion.FileFormats;

/// <summary>EBML (RFC 8794): an EBML header whose DocType distinguishes WebM from Matroska.</summary>
internal static class Ebml
{
    // The header is a few dozen bytes; writers may pad it with Void elements.
    private const int HeaderWindow = 256;

    private static ReadOnlySpan<byte> Magic => [0x1A, 0x45, 0xDF, 0xA3];

    public static bool IsWebM(ReadOnlySpan<byte> start) => HasDocType(start, "webm"u8);

    public static bool IsMatroska(ReadOnlySpan<byte> start) => HasDocType(start, "matroska"u8);

    private static bool HasDocType(ReadOnlySpan<byte> start, ReadOnlySpan<byte> docType)
    {
        if (!start.StartsWith(Magic))
        {
            return false;
        }

        // Element ID of DocType, its size as a one-byte variable-length integer, its text.
        Span<byte> element = stackalloc byte[3 + docType.Length];
        (element[0], element[1], element[2]) = (0x42, 0x82, (byte)(0x80 | docType.Length));
        docType.CopyTo(element[3..]);
        return start[..Math.Min(start.Length, HeaderWindow)].IndexOf(element) >= 0;
    }
}
