namespace PresignKit.Playlists;

/// <summary>What an address in a playlist is for, and therefore what becomes of it.</summary>
internal enum UriKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>A segment, an initialization section, or another object that players load: signed.</summary>
    Media,

    /// <summary>Another playlist: stays on the application.</summary>
    Playlist,

    /// <summary>An asset: another playlist if it has the extension of one, else media.</summary>
    Asset,

    /// <summary>A decryption key: stays on the application.</summary>
    Key,
}
