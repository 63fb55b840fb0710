namespace PresignKit.Playlists;

/// <summary>What is wrong with a line of a playlist.</summary>
internal static class PlaylistLine
{
    /// <summary>The line cannot be read, or players read it differently.</summary>
    public static PlaylistException Malformed(string message, int number) => new(PlaylistErrorCodes.PlaylistMalformed, message, number);
}
