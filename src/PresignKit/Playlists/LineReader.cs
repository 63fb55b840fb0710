using System.Buffers;

namespace PresignKit.Playlists;

/// <summary>
/// Reads the lines of a playlist: they end with LF or CRLF, the last one may have no end, and a byte order mark may precede the first (RFC 8216bis, section
/// 4.1, forbids the mark, but files have it).
/// </summary>
/// <param name="text">The playlist.</param>
internal ref struct LineReader(ReadOnlySpan<byte> text)
{
    // All control characters but tab, LF, and CR. Players differ in what they do with them.
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 127]);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _next = text.StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>The number of the line, counted from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Where the line starts.</summary>
    public int Start { get; private set; }

    /// <summary>The line without its end.</summary>
    public ReadOnlySpan<byte> Line { get; private set; }

    /// <summary>The line that contains a control character, or a line separator of Unicode, at which hls.js ends lines; zero: none does.</summary>
    public static int FindControl(ReadOnlySpan<byte> text)
    {
        var found = text.IndexOfAny(Controls);
        if (found < 0)
        {
            found = FindSeparator(text);
        }

        return found < 0 ? 0 : text[..found].Count((byte)'\n') + 1;
    }

    public bool Next()
    {
        if (_next >= _text.Length)
        {
            return false;
        }

        Start = _next;
        Number++;
        var rest = _text[_next..];
        var end = rest.IndexOf((byte)'\n');
        _next = end < 0 ? _text.Length : _next + end + 1;
        var line = end < 0 ? rest : rest[..end];
        Line = end >= 0 && line is [.., (byte)'\r'] ? line[..^1] : line;
        return true;
    }

    // U+2028 and U+2029.
    private static int FindSeparator(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> start = [0xE2, 0x80];
        for (var from = 0; text[from..].IndexOf(start) is >= 0 and var next; from += next + 2)
        {
            if (text[(from + next)..] is [_, _, 0xA8 or 0xA9, ..])
            {
                return from + next;
            }
        }

        return -1;
    }
}
