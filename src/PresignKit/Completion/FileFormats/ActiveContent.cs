using System.Collections.Immutable;
using System.Text;

namespace PresignKit.Completion.FileFormats;

/// <summary>
/// Recognizes the beginnings of files that a browser, an e-mail program, or a server may execute. Only what complete documents begin with
/// counts: Markdown may well begin with <c>&lt;p&gt;</c>.
/// </summary>
internal static class ActiveContent
{
    // Everything that was read, because comments before the first tag can be long.
    private const int Window = ContentSniffer.BytesNeeded;

    // "<?" covers XML, XSLT, and PHP; "<svg" and "<!doctype" cover what sniffers recognize in addition to HTML.
    private static readonly ImmutableArray<byte[]> Starts =
    [
        .. new[]
        {
            "<?", "<!doctype", "<html", "<head", "<body", "<script", "<iframe", "<frameset", "<svg", "<math", "<style", "<title", "<meta",
            "<link", "<base", "<object", "<embed", "<xml", "<xsl:", "<template", "<form", "#!",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    public static bool Matches(ReadOnlySpan<byte> start)
    {
        Span<byte> ascii = stackalloc byte[Window];
        var rest = SkipBlanks(Narrow(start, ascii));
        while (rest.StartsWith("<!--"u8))
        {
            var end = rest.IndexOf("-->"u8);
            if (end < 0)
            {
                // What follows a comment that is longer than the window is unknown.
                return true;
            }

            rest = SkipBlanks(rest[(end + 3)..]);
        }

        foreach (var active in Starts)
        {
            if (rest.Length >= active.Length && Ascii.EqualsIgnoreCase(rest[..active.Length], active))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first bytes without a byte order mark; of UTF-16, only the nonzero bytes, which leaves ASCII tags readable.</summary>
    private static ReadOnlySpan<byte> Narrow(ReadOnlySpan<byte> start, Span<byte> buffer)
    {
        if (start is [0xEF, 0xBB, 0xBF, ..])
        {
            start = start[3..];
        }

        if (start is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]))
        {
            return start[..Math.Min(start.Length, buffer.Length)];
        }

        var length = 0;
        foreach (var value in start[2..])
        {
            if (value != 0 && length < buffer.Length)
            {
                buffer[length++] = value;
            }
        }

        return buffer[..length];
    }

    private static ReadOnlySpan<byte> SkipBlanks(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n\f\0"u8);
}
