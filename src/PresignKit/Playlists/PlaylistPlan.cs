namespace PresignKit.Playlists;

/// <summary>What becomes of a playlist, once all of it has been checked. Reused for others, so that each needs no memory of its own.</summary>
internal sealed class PlaylistPlan
{
    /// <summary>The addresses that are replaced, in their order.</summary>
    public List<UriPlace> Places { get; } = [];

    /// <summary>The objects that are signed, in the order of their addresses.</summary>
    public ObjectKeyList Media { get; } = new();

    /// <summary>The objects that are named as keys, and must not be signed.</summary>
    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    public int ChildPlaylists { get; set; }

    public int KeyUris { get; set; }

    public int AllowedUris { get; set; }

    public int UnknownTags { get; set; }

    public bool HasSegments { get; set; }

    public bool HasEnd { get; set; }

    /// <summary>About how many bytes the plan keeps.</summary>
    public int Capacity => Media.Capacity + (32 * Places.Capacity);

    public void Clear()
    {
        Places.Clear();
        Media.Clear();
        Keys.Clear();
        (ChildPlaylists, KeyUris, AllowedUris, UnknownTags) = (0, 0, 0, 0);
        (HasSegments, HasEnd) = (false, false);
    }

    public SignedPlaylist Describe(DateTimeOffset? expiresAt) => new()
    {
        ContentType = SignedPlaylist.Hls,
        ExpiresAt = expiresAt,
        SignedUris = Media.Count,
        ChildPlaylists = ChildPlaylists,
        Keys = KeyUris,
        AllowedUris = AllowedUris,
        UnknownTags = UnknownTags,
        IsLive = HasSegments && !HasEnd,
    };
}
