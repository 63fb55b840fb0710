using System.Buffers;

namespace PresignKit.Completion.FileFormats;

/// <summary>
/// Text in UTF-8 or an older single-byte encoding (spreadsheets still write those): no bytes that occur only in binary files, and no page
/// or script. UTF-16 contains zero bytes, so it is refused.
/// </summary>
internal static class PlainText
{
    // WHATWG MIME Sniffing, section 3: the binary data bytes.
    private static readonly SearchValues<byte> Binary = SearchValues.Create(
    [
        0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x0B, 0x0E, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18,
        0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F,
    ]);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static bool Matches(ReadOnlySpan<byte> start) => !start.ContainsAny(Binary) && !ActiveContent.Matches(start);

    /// <summary>WebVTT, section 4.1: the word, then the end of the file, white space, or a line break.</summary>
    public static bool IsWebVtt(ReadOnlySpan<byte> start) => Matches(start) && StartsWithWord(start, "WEBVTT"u8);

    /// <summary>RFC 8216, section 4.3.1.1: EXTM3U is the first line of every playlist.</summary>
    public static bool IsPlaylist(ReadOnlySpan<byte> start) => Matches(start) && StartsWithWord(start, "#EXTM3U"u8);

    private static bool StartsWithWord(ReadOnlySpan<byte> start, ReadOnlySpan<byte> word)
    {
        var text = start.StartsWith(ByteOrderMark) ? start[ByteOrderMark.Length..] : start;
        return text.StartsWith(word) && (text.Length == word.Length || text[word.Length] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n');
    }
}
