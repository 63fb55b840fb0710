namespace PresignKit;

/// <summary>What was written by <see cref="IPlaylistSigner.SignAsync"/>.</summary>
public sealed record SignedPlaylist
{
    /// <summary>The content type of HLS playlists (RFC 8216bis, section 10).</summary>
    internal const string Hls = "application/vnd.apple.mpegurl";

    /// <summary>The content type of MPDs (ISO/IEC 23009-1, annex C).</summary>
    internal const string Dash = "application/dash+xml";

    /// <summary>The content type of what was written: <c>application/vnd.apple.mpegurl</c> (HLS) or <c>application/dash+xml</c> (DASH).</summary>
    public string ContentType { get; init; } = Hls;

    /// <summary>When the signed URLs expire.</summary>
    /// <value>Null: nothing was signed, because the playlist names only other playlists and keys.</value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many signed URLs it has.</summary>
    public int SignedUris { get; init; }

    /// <summary>How many addresses of other playlists it has. They lead to the application.</summary>
    public int ChildPlaylists { get; init; }

    /// <summary>How many addresses of decryption keys it has. They lead to the application.</summary>
    public int Keys { get; init; }

    /// <summary>How many addresses it has that <see cref="PlaylistGrant.AllowedOrigins"/> allows. They are unchanged.</summary>
    public int AllowedUris { get; init; }

    /// <summary>How many lines have a tag that RFC 8216bis does not define, or how many elements ISO/IEC 23009-1 does not. They are unchanged.</summary>
    public int UnknownTags { get; init; }

    /// <summary>Whether it is a media playlist without <c>EXT-X-ENDLIST</c>: players load it again and again.</summary>
    public bool IsLive { get; init; }
}
