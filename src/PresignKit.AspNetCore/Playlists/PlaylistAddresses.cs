using System.Text.Encodings.Web;

namespace PresignKit.AspNetCore.Playlists;

/// <summary>
/// The addresses of playlists and keys, relative to the playlist that names them, so that no host, proxy, or path base has to be known. Browsers resolve them
/// against the address that they have requested: <c>{prefix}/playlists/{id}/{path}</c>.
/// </summary>
internal static class PlaylistAddresses
{
    /// <summary>What is between the prefix and the ID in the address of a playlist.</summary>
    public const string PlaylistSegment = "playlists";

    /// <summary>What is between the prefix and the ID in the address of a key.</summary>
    public const string KeySegment = "playlist-keys";

    /// <summary>What the address of a playlist of the same stream begins with; the path follows.</summary>
    /// <param name="id">The ID of the stream.</param>
    /// <param name="path">The path of the playlist that names the other; null: its address ends with the ID.</param>
    public static string OfPlaylists(string id, string? path) => path is null ? UrlEncoder.Default.Encode(id) + "/" : Up(Depth(path));

    /// <summary>What the address of a key of the same stream begins with; the path follows.</summary>
    /// <param name="id">The ID of the stream.</param>
    /// <param name="path">The path of the playlist that names the key; null: its address ends with the ID.</param>
    public static string OfKeys(string id, string? path) =>
        Up(path is null ? 1 : Depth(path) + 2) + KeySegment + "/" + UrlEncoder.Default.Encode(id) + "/";

    /// <summary>Reads what follows the ID: it must be below the root, whatever the root is.</summary>
    /// <returns>False: it cannot be part of a key. An encoded slash stays encoded in the path of a request, where it cannot be told from its text.</returns>
    public static bool IsPath(string path) =>
        ObjectKey.TryCreate(path, out _) && path[^1] != '/' && !path.Contains("%2f", StringComparison.OrdinalIgnoreCase);

    private static int Depth(string path) => path.AsSpan().Count('/');

    private static string Up(int folders) => string.Concat(Enumerable.Repeat("../", folders));
}
