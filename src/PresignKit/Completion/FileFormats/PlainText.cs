using System.Buffers;
using System.Buffers.Binary;

namespace PresignKit.Completion.FileFormats;

/// <summary>
/// Text in UTF-8, in an older single-byte encoding (spreadsheets still write those), or in UTF-16 or UTF-32 with a byte order mark: no bytes
/// that occur only in binary files.
/// </summary>
internal static class PlainText
{
    /// <summary>What stands in decoded text for characters that are not ASCII.</summary>
    private const byte Other = 0xFF;

    // WHATWG MIME Sniffing, section 3: the binary data bytes.
    private static readonly SearchValues<byte> Binary = SearchValues.Create(
    [
        0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x0B, 0x0E, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18,
        0x19, 0x1A, 0x1C, 0x1D, 0x1E, 0x1F,
    ]);

    public static bool HasBinaryBytes(ReadOnlySpan<byte> start) => start.ContainsAny(Binary);

    public static bool Matches(ReadOnlySpan<byte> start)
    {
        Span<byte> ascii = stackalloc byte[ContentSniffer.BytesNeeded];

        // DOS programs end a text with a Control-Z.
        return !Decode(start, ascii).TrimEnd((byte)0x1A).ContainsAny(Binary);
    }

    /// <summary>WebVTT, section 4.1: the word, then the end of the file, white space, or a line break.</summary>
    public static bool IsWebVtt(ReadOnlySpan<byte> start) => Matches(start) && StartsWithWord(start, "WEBVTT"u8);

    /// <summary>RFC 8216, section 4.3.1.1: EXTM3U is the first line of every playlist. Players skip blank lines before it.</summary>
    public static bool IsPlaylist(ReadOnlySpan<byte> start) => Matches(start) && StartsWithWord(start, "#EXTM3U"u8, skipsBlanks: true);

    /// <summary>
    /// The text without byte order marks, reduced to ASCII: every other character is <c>FF</c>, so that tags and control characters can be
    /// looked for in one way whatever the encoding.
    /// </summary>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> start, Span<byte> buffer)
    {
        var (unit, isBigEndian) = start switch
        {
            [0xFF, 0xFE, 0, 0, ..] => (4, false),
            [0, 0, 0xFE, 0xFF, ..] => (4, true),
            [0xFF, 0xFE, ..] => (2, false),
            [0xFE, 0xFF, ..] => (2, true),
            _ => (1, false),
        };
        if (unit == 1)
        {
            while (start is [0xEF, 0xBB, 0xBF, ..])
            {
                start = start[3..];
            }

            return start[..Math.Min(start.Length, buffer.Length)];
        }

        var length = 0;
        for (start = start[unit..]; start.Length >= unit && length < buffer.Length; start = start[unit..])
        {
            var value = (unit, isBigEndian) switch
            {
                (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(start),
                (2, true) => BinaryPrimitives.ReadUInt16BigEndian(start),
                (_, false) => BinaryPrimitives.ReadUInt32LittleEndian(start),
                _ => BinaryPrimitives.ReadUInt32BigEndian(start),
            };
            buffer[length++] = value < 0x80 ? (byte)value : IsBlank(value) ? (byte)' ' : Other;
        }

        return buffer[..length];
    }

    /// <summary>Whether a character that is not ASCII is a blank or invisible.</summary>
    public static bool IsBlank(uint value) => value is 0x85 or 0xA0 or 0xFEFF or 0x2060 or 0x3000 or (>= 0x2000 and <= 0x200F) or 0x2028 or 0x2029 or 0x202F;

    private static bool StartsWithWord(ReadOnlySpan<byte> start, ReadOnlySpan<byte> word, bool skipsBlanks = false)
    {
        Span<byte> buffer = stackalloc byte[ContentSniffer.BytesNeeded];
        var text = Decode(start, buffer);
        text = skipsBlanks ? text.TrimStart(" \t\r\n"u8) : text;
        return text.StartsWith(word) && (text.Length == word.Length || text[word.Length] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n');
    }
}
