namespace PresignKit.Completion.FileFormats;

/// <summary>
/// The header of PDF: readers accept it anywhere in the first 1,024 bytes, and in the form of a PostScript comment (Adobe's supplement to
/// ISO 32000, implementation notes 13 and 14).
/// </summary>
internal static class PdfHeader
{
    private const int Window = 1024;

    public static bool Matches(ReadOnlySpan<byte> start)
    {
        var window = start[..Math.Min(start.Length, Window)];
        if (window.IndexOf("%PDF-"u8) >= 0)
        {
            return true;
        }

        var postScript = window.IndexOf("%!PS-Adobe-"u8);
        return postScript >= 0 && start[postScript..Math.Min(start.Length, postScript + 32)].IndexOf("PDF-"u8) >= 0;
    }

    /// <summary>Whether the header is where it belongs, or only behind blanks; behind other bytes, the file may be in a format that contains a PDF document.</summary>
    public static bool IsFirst(ReadOnlySpan<byte> start)
    {
        Span<byte> ascii = stackalloc byte[ContentSniffer.BytesNeeded];
        var text = PlainText.Decode(start, ascii).TrimStart(" \t\r\n\f\0"u8);
        return text.StartsWith("%PDF-"u8) || (text.StartsWith("%!PS-Adobe-"u8) && Matches(start));
    }
}
