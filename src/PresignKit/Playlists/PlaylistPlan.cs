namespace PresignKit.Playlists;

/// <summary>What becomes of a playlist, once all of it has been checked.</summary>
internal sealed class PlaylistPlan
{
    /// <summary>The addresses that are replaced, in their order.</summary>
    public List<UriPlace> Places { get; } = [];

    /// <summary>The objects that are signed, in the order of their addresses.</summary>
    public List<ObjectKey> Media { get; } = [];

    /// <summary>The objects that are named as keys, and must not be signed.</summary>
    public HashSet<ObjectKey> Keys { get; } = [];

    public int ChildPlaylists { get; set; }

    public int KeyUris { get; set; }

    public int AllowedUris { get; set; }

    public int UnknownTags { get; set; }

    public bool HasSegments { get; set; }

    public bool HasEnd { get; set; }

    public SignedPlaylist Describe(DateTimeOffset? expiresAt) => new()
    {
        ExpiresAt = expiresAt,
        SignedUris = Media.Count,
        ChildPlaylists = ChildPlaylists,
        Keys = KeyUris,
        AllowedUris = AllowedUris,
        UnknownTags = UnknownTags,
        IsLive = HasSegments && !HasEnd,
    };
}
