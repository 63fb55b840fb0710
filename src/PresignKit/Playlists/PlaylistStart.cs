namespace PresignKit.Playlists;

/// <summary>
/// Tells from its first bytes that an object is not a playlist, such as a film, so that the rest of it need not be read. What passes is checked by the scanner, or
/// by the gate of MPDs.
/// </summary>
internal static class PlaylistStart
{
    /// <summary>As many bytes as are looked at: more than a byte order mark and the tag.</summary>
    public const int Length = 64;

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    private static ReadOnlySpan<byte> Tag => "#EXTM3U"u8;

    /// <summary>Refuses what cannot be the beginning of a playlist. A part of a beginning passes.</summary>
    /// <param name="start">The first bytes of the object.</param>
    /// <param name="isManifest">Whether an MPD is expected.</param>
    /// <exception cref="PlaylistException">The object is not a playlist.</exception>
    public static void Check(ReadOnlySpan<byte> start, bool isManifest)
    {
        var text = start.StartsWith(Mark) ? start[Mark.Length..] : Mark.StartsWith(start) ? [] : start;
        if (isManifest)
        {
            CheckManifest(text);
        }
        else if (!CanBeginPlaylist(text))
        {
            throw NoPlaylist();
        }
    }

    /// <summary>The object is not a playlist of HLS.</summary>
    public static PlaylistException NoPlaylist() => new(
        PlaylistErrorCodes.PlaylistNotRecognized,
        "The object is not a playlist: it does not begin with #EXTM3U. Name a playlist in the grant, and store playlists as plain text, not compressed.");

    /// <summary>The object is not XML in UTF-8.</summary>
    public static PlaylistException NoManifest() => new(
        PlaylistErrorCodes.PlaylistNotRecognized,
        "The object is not an MPD: it is not XML in UTF-8. Name an MPD in the grant, and store MPDs as plain text in UTF-8, not compressed.");

    private static bool CanBeginPlaylist(ReadOnlySpan<byte> text) => text.Length <= Tag.Length
        ? Tag.StartsWith(text)
        : text.StartsWith(Tag) && text[Tag.Length] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static void CheckManifest(ReadOnlySpan<byte> text)
    {
        var element = text.TrimStart(" \t\r\n"u8);
        if (!element.IsEmpty && element[0] != (byte)'<')
        {
            throw NoManifest();
        }
    }
}
