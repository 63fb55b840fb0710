using System.Buffers;
using System.Globalization;
using System.Text;

namespace PresignKit.Playlists;

/// <summary>
/// Turns an address of a playlist into the object that it names, or refuses it: relative, decoded once, below the playlist's own folder, and of an allowed
/// kind.
/// </summary>
internal sealed class UriScope
{
    /// <summary>The longest address: a key of maximum length, percent-encoded.</summary>
    public const int MaximumLength = 3 * ObjectKey.MaximumUtf8Length;

    private static readonly string[] PlaylistExtensions = [".m3u8", ".m3u"];
    private static readonly string[] ManifestExtensions = [".mpd"];

    // Nothing in such an address has to be decoded, or means anything but itself.
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@"u8);

    private readonly PlaylistGrant _grant;
    private readonly string _folder;
    private readonly byte[] _utf8Folder;
    private readonly byte[][] _mediaExtensions;
    private readonly byte[][] _origins;

    public UriScope(PlaylistGrant grant)
    {
        _grant = grant;
        _folder = grant.Playlist.Value[..(grant.Playlist.Value.LastIndexOf('/') + 1)];
        _utf8Folder = Encoding.UTF8.GetBytes(_folder);
        _mediaExtensions = [.. grant.AllowedExtensions.Where(extension => IsMedia(extension)).Select(Encoding.UTF8.GetBytes)];
        _origins = [.. grant.AllowedOrigins.Select(Encoding.UTF8.GetBytes)];
    }

    public static bool IsPlaylist(ReadOnlySpan<char> key) => HasExtension(key, PlaylistExtensions);

    /// <summary>Whether a key is that of a playlist of DASH.</summary>
    public static bool IsManifest(ReadOnlySpan<char> key) => HasExtension(key, ManifestExtensions);

    /// <summary>Whether an address may be anything but a relative one that means itself.</summary>
    public static bool NeedsCheck(ReadOnlySpan<byte> uri) => uri is [(byte)'/', ..] || uri.ContainsAnyExcept(Plain);

    /// <summary>Refuses an address that is not relative, or has a query or a backslash.</summary>
    /// <exception cref="PlaylistException">It is refused.</exception>
    public static void CheckForm(ReadOnlySpan<byte> uri, int line)
    {
        CheckRelative(uri, line);
        if (uri.ContainsAny((byte)'?', (byte)'#'))
        {
            throw Refuse(PlaylistErrorCodes.PlaylistUriQuery, "An address has a query or a fragment, which signed URLs cannot have. Remove it.", line);
        }

        if (uri.Contains((byte)'\\'))
        {
            throw Refuse(PlaylistErrorCodes.PlaylistUriInvalid, "An address has a backslash. Use slashes between folders.", line);
        }
    }

    /// <summary>Refuses an address that is not relative.</summary>
    /// <exception cref="PlaylistException">It is refused.</exception>
    public static void CheckRelative(ReadOnlySpan<byte> uri, int line)
    {
        var slash = uri.IndexOf((byte)'/');
        var colon = uri.IndexOf((byte)':');
        if (slash == 0 || (colon >= 0 && (slash < 0 || colon < slash)))
        {
            throw Refuse(
                PlaylistErrorCodes.PlaylistUriAbsolute,
                "An address is absolute: it has a scheme or a host, or begins with a slash. Use relative addresses, or add its origin to the grant's AllowedOrigins.",
                line);
        }
    }

    /// <summary>Whether an absolute address may stay as it is.</summary>
    public bool IsAllowedAbsolute(ReadOnlySpan<byte> uri)
    {
        foreach (var origin in _origins)
        {
            // Followed by a path, so that https://ads.example.com does not allow https://ads.example.com.evil.test or ...com@evil.test.
            if (uri.StartsWith(origin) && (origin[^1] == (byte)':' || uri.Length == origin.Length || uri[origin.Length] is (byte)'/' or (byte)'?'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Adds the object that an address names, if it is as most are: plain ASCII without anything to decode or to refuse. All others are for
    /// <see cref="Resolve"/>.
    /// </summary>
    public bool TryAddMedia(ReadOnlySpan<byte> uri, ObjectKeyList media)
    {
        if (uri.IsEmpty
            || uri[0] is (byte)'/' or (byte)'.'
            || _utf8Folder.Length + uri.Length > ObjectKey.MaximumUtf8Length
            || uri.ContainsAnyExcept(Plain)
            || HasSpecialSegment(uri)
            || !HasMediaExtension(uri))
        {
            return false;
        }

        media.AddChecked(_utf8Folder, uri);
        return true;
    }

    /// <summary>The object that an address names.</summary>
    /// <param name="uri">The address, variables expanded.</param>
    /// <param name="kind">What it is for. An asset becomes a playlist or media.</param>
    /// <param name="line">The line, for messages.</param>
    public ObjectKey Resolve(ReadOnlySpan<byte> uri, ref UriKind kind, int line)
    {
        if (uri.IsEmpty || uri.Length > MaximumLength)
        {
            throw Refuse(
                PlaylistErrorCodes.PlaylistUriInvalid,
                string.Create(CultureInfo.InvariantCulture, $"An address is empty, or longer than {MaximumLength} bytes. Shorten it."),
                line);
        }

        var isPlain = !uri.ContainsAnyExcept(Plain);
        if (NeedsCheck(uri))
        {
            CheckForm(uri, line);
        }

        var text = isPlain ? string.Concat(_folder, Encoding.ASCII.GetString(uri)) : Decode(uri, line);
        if (!ObjectKey.TryCreate(text, out var key) || text[^1] == '/')
        {
            throw HasDotSegment(text)
                ? Refuse(
                    PlaylistErrorCodes.PlaylistUriParent,
                    "An address has a '..' segment, or a '.' other than in './' at its start. Name objects in the playlist's own folder or below it.",
                    line)
                : Refuse(
                    PlaylistErrorCodes.PlaylistUriInvalid, "An address is no valid object key: it has an empty segment, or is too long. Rename it.", line);
        }

        if (kind == UriKind.Asset)
        {
            kind = IsPlaylist(text) ? UriKind.Playlist : UriKind.Media;
        }

        var isAllowed = kind switch
        {
            UriKind.Playlist => IsPlaylist(text),
            UriKind.Media => HasExtension(text, _grant.AllowedExtensions.AsSpan()) && IsMedia(text),
            _ => true,
        };
        return isAllowed
            ? key
            : throw Refuse(
                PlaylistErrorCodes.PlaylistExtensionNotAllowed,
                kind == UriKind.Playlist
                    ? "The address of a playlist does not end in .m3u8 or .m3u. Rename the playlist."
                    : "An address has an extension that the grant does not allow. Add it to the grant's AllowedExtensions if such objects are media.",
                line);
    }

    private string Decode(ReadOnlySpan<byte> uri, int line)
    {
        Span<byte> decoded = stackalloc byte[MaximumLength];
        var length = 0;
        for (var i = 0; i < uri.Length; i++)
        {
            var value = uri[i];
            if (value == (byte)'%')
            {
                if (i + 2 >= uri.Length || !byte.TryParse(uri.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
                    || value is (byte)'/' or (byte)'\\' or < 0x20 or 0x7F)
                {
                    throw BadEncoding(line);
                }

                i += 2;
            }

            decoded[length++] = value;
        }

        try
        {
            return string.Concat(_folder, Utf8Text.Strict.GetString(decoded[..length]));
        }
        catch (DecoderFallbackException)
        {
            throw BadEncoding(line);
        }
    }

    // Whether a segment after the first is empty, or begins with a dot.
    private static bool HasSpecialSegment(ReadOnlySpan<byte> uri)
    {
        for (var rest = uri; rest.IndexOf((byte)'/') is >= 0 and var slash; rest = rest[(slash + 1)..])
        {
            if (rest[(slash + 1)..] is [(byte)'/' or (byte)'.', ..])
            {
                return true;
            }
        }

        return false;
    }

    private bool HasMediaExtension(ReadOnlySpan<byte> uri)
    {
        // After the last dot there is no slash, because no extension has one.
        var extension = uri.LastIndexOf((byte)'.') is >= 0 and var dot ? uri[dot..] : [];
        foreach (var allowed in _mediaExtensions)
        {
            if (Ascii.EqualsIgnoreCase(extension, allowed))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMedia(string name) => !HasExtension(name, _grant.KeyExtensions.AsSpan()) && !IsPlaylist(name) && !IsManifest(name);

    private static PlaylistException BadEncoding(int line) => Refuse(
        PlaylistErrorCodes.PlaylistUriEncoding,
        "The percent-encoding of an address is incomplete, or stands for a slash, a backslash, a control character, or text that is not UTF-8. Correct it.",
        line);

    private static bool HasDotSegment(string text) => text.Split('/').Any(segment => segment is "." or "..");

    private static bool HasExtension(ReadOnlySpan<char> key, ReadOnlySpan<string> extensions)
    {
        var extension = key[(key.LastIndexOf('/') + 1)..];
        extension = extension.LastIndexOf('.') is >= 0 and var dot ? extension[dot..] : [];
        foreach (var allowed in extensions)
        {
            if (extension.Equals(allowed, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static PlaylistException Refuse(string code, string message, int line) => new(code, message, line);
}
