using System.Collections.Immutable;

namespace PresignKit;

/// <summary>
/// What one playlist of HLS or DASH may name, as the application decides for one request: everything else in the playlist is refused. A playlist is content, and
/// possibly a user's, so that it grants nothing by itself.
/// </summary>
public sealed record PlaylistGrant
{
    /// <summary>The extensions of media that <see cref="AllowedExtensions"/> has by default.</summary>
    public static ImmutableArray<string> MediaExtensions { get; } =
    [
        ".ts", ".m4s", ".mp4", ".m4v", ".m4a", ".webm", ".cmfv", ".cmfa", ".cmft", ".aac", ".ac3", ".ec3", ".mp3", ".vtt", ".webvtt", ".json",
    ];

    /// <summary>
    /// The playlist. It must be under <see cref="Root"/>. If the key ends in <c>.mpd</c>, in any letter case, it is an MPD of DASH (ISO/IEC 23009-1); otherwise
    /// it is a playlist of HLS (RFC 8216bis).
    /// </summary>
    public required ObjectKey Playlist { get; init; }

    /// <summary>
    /// The folder that holds everything that the playlist may name: the beginning of keys, ending in <c>/</c>. Clients must not be able to upload into it, except
    /// if the key template of their policy has an <c>{id}</c> in this very part, so that one slot alone writes there.
    /// </summary>
    public required string Root { get; init; }

    /// <summary>The name of the store; null: the default store.</summary>
    /// <value>Null.</value>
    public string? StoreName { get; init; }

    /// <summary>
    /// The store of a tenant, whose bucket holds the playlist and everything that it may name. The policies are those of the registered store that it is derived
    /// from. <see cref="StoreName"/> must be null then. If the bucket is also that of another registered store, or is unknown
    /// (<see cref="TenantStore.Bucket"/>), the upload policies of that store count, too, for what may be a <see cref="Root"/>.
    /// </summary>
    /// <value>Null: a registered store.</value>
    public TenantStore? Tenant { get; init; }

    /// <summary>The policy and the lifetime of the signed URLs.</summary>
    /// <value>The policy <see cref="DownloadRequest.DefaultPolicy"/>.</value>
    public DownloadRequest Request { get; init; } = new();

    /// <summary>
    /// The extensions of the objects that may be signed, with the dot, in any letter case. Playlists (<c>.m3u8</c>, <c>.m3u</c>, <c>.mpd</c>) and
    /// <see cref="KeyExtensions"/> are never signed.
    /// </summary>
    /// <value><see cref="MediaExtensions"/>.</value>
    public ImmutableArray<string> AllowedExtensions { get; init; } = MediaExtensions;

    /// <summary>The extensions of decryption keys, with the dot: such objects are never signed, whatever playlist names them.</summary>
    /// <value><c>.key</c>.</value>
    public ImmutableArray<string> KeyExtensions { get; init; } = [".key"];

    /// <summary>
    /// What the addresses of other playlists begin with: the application's own address for playlists. The key without <see cref="Root"/> follows,
    /// percent-encoded. A relative address such as <c>../</c> works, too.
    /// </summary>
    /// <value>Null: a playlist that names others is refused. <c>MapPresignKitPlaylists</c> then sets its own.</value>
    public string? ChildAddress { get; init; }

    /// <summary>As <see cref="ChildAddress"/>, for decryption keys (<c>EXT-X-KEY</c> and <c>EXT-X-SESSION-KEY</c>).</summary>
    /// <value>Null: a playlist that names keys is refused. <c>MapPresignKitPlaylists</c> then sets its own.</value>
    public string? KeyAddress { get; init; }

    /// <summary>
    /// Absolute addresses that may stay in the playlist as they are: origins such as <c>https://ads.example.com</c>, or whole schemes such as <c>skd:</c>.
    /// </summary>
    /// <value>Empty: every absolute address is refused.</value>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// The values of variables that the playlist imports from its parent, or takes from the query of its own address (<c>EXT-X-DEFINE</c> with <c>IMPORT</c>
    /// or <c>QUERYPARAM</c>, RFC 8216bis, section 4.4.2.3). They must be those that the player uses.
    /// </summary>
    /// <value>Empty: a playlist that imports is refused.</value>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The most bytes that are read of the playlist: 1 to 67,108,864.</summary>
    /// <value>8,388,608 (8 MiB).</value>
    public int MaximumSize { get; init; } = 8 * 1024 * 1024;

    /// <summary>The most addresses that the playlist may have, in an MPD with those that its templates make: 1 to 1,000,000.</summary>
    /// <value>25,000.</value>
    public int MaximumUris { get; init; } = 25_000;

    /// <summary>
    /// How long a browser may keep a live playlist, used by <c>MapPresignKitPlaylists</c>: at most half of the target duration is useful. Never longer
    /// than a third of the time for which the URLs in it are valid. A playlist that is not live is never kept.
    /// </summary>
    /// <value>Zero: not at all (<c>no-store</c>).</value>
    public TimeSpan LiveMaximumAge { get; init; }
}
