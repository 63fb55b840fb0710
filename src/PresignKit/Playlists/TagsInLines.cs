namespace PresignKit.Playlists;

/// <summary>Tags that do not begin a line. hls.js looks for the tags of main playlists anywhere in a line.</summary>
internal static class TagsInLines
{
    private static ReadOnlySpan<byte> TagStart => "#EXT-X-"u8;

    /// <summary>Whether what begins a tag is anywhere but at the beginning of a line.</summary>
    public static bool AreIn(ReadOnlySpan<byte> text)
    {
        for (var from = 0; text[from..].IndexOf(TagStart) is >= 0 and var next; from += next + 1)
        {
            if (from + next > 0 && text[from + next - 1] != (byte)'\n')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Refuses tags that name addresses or define variables in the rest of a line.</summary>
    /// <exception cref="PlaylistException">There is one.</exception>
    public static void Check(ReadOnlySpan<byte> line, int number)
    {
        while (line.IndexOf(TagStart) is >= 0 and var next)
        {
            line = line[next..];
            var tag = PlaylistTags.NameOf(line);
            if (PlaylistTags.HasUri(tag) || tag.SequenceEqual("#EXT-X-STREAM-INF"u8) || tag.SequenceEqual("#EXT-X-DEFINE"u8))
            {
                throw PlaylistLine.Malformed("A tag does not begin a line, and some players read it anyway. Begin a line with it, or remove it.", number);
            }

            line = line[1..];
        }
    }
}
