using System.Collections.Immutable;
using System.Text;

namespace PresignKit.Completion.FileFormats;

/// <summary>
/// Starts that a browser, an e-mail program or a server takes for something to execute. Only what a whole document begins
/// with: Markdown may well begin with <c>&lt;p&gt;</c>.
/// </summary>
internal static class ActiveContent
{
    // All that was read: comments before the first tag can be long.
    private const int Window = ContentSniffer.BytesNeeded;

    // "<?" covers XML, XSLT and PHP alike; "<svg" and "<!doctype" cover what sniffers know besides HTML.
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
                // What follows a comment longer than the window cannot be known.
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

    /// <summary>The first bytes without a byte order mark; UTF-16 as its low bytes, which is what ASCII tags are made of.</summary>
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
