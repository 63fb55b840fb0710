namespace PresignKit.Playlists;

/// <summary>The tag of a segment, which has a duration and a title.</summary>
/// <remarks>
/// What follows the duration without a comma is the address of a segment for hls.js. If it begins with the sign of a duration, or with a comma behind white
/// space, it is a relative one, which must not lead out of the folder.
/// </remarks>
internal static class SegmentTag
{
    /// <summary>Checks what follows <c>#EXTINF:</c>.</summary>
    /// <exception cref="PlaylistException">A player could read a part of it as an address.</exception>
    public static void Check(ReadOnlySpan<byte> text, int number)
    {
        var rest = SkipDigits(SkipBlanks(text));
        if (rest is [(byte)'-', ..])
        {
            CheckTitle(rest, number);
            return;
        }

        if (rest is [(byte)'.', >= (byte)'0' and <= (byte)'9', ..])
        {
            rest = SkipDigits(rest[1..]);
        }

        var title = SkipBlanks(rest);
        if (!title.IsEmpty && title[0] != (byte)',')
        {
            throw PlaylistLine.Malformed("The duration of a segment is not a number that a comma follows. Write #EXTINF:6.006,", number);
        }

        if (title.Length < rest.Length)
        {
            CheckTitle(title, number);
        }
    }

    private static void CheckTitle(ReadOnlySpan<byte> title, int number)
    {
        // Browsers read a backslash as a slash, and %2e as a dot, and skip tabs.
        for (var rest = title; rest.IndexOfAny((byte)'/', (byte)'\\') is >= 0 and var slash; rest = rest[(slash + 1)..])
        {
            if (rest[(slash + 1)..] is [(byte)'.' or (byte)'%' or (byte)'\t', ..])
            {
                throw PlaylistLine.Malformed("The title of a segment has a '..' segment, and some players read it as an address. Write #EXTINF:6.006,", number);
            }
        }
    }

    // Each segment has a duration of a few characters, which TrimStart takes several times as long to skip.
    private static ReadOnlySpan<byte> SkipDigits(ReadOnlySpan<byte> text)
    {
        var digits = 0;
        while (digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9')
        {
            digits++;
        }

        return text[digits..];
    }

    private static ReadOnlySpan<byte> SkipBlanks(ReadOnlySpan<byte> text)
    {
        var blanks = 0;
        while (blanks < text.Length && text[blanks] is (byte)' ' or (byte)'\t')
        {
            blanks++;
        }

        return text[blanks..];
    }
}
