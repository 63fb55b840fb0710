using System.Buffers;

namespace PresignKit.Playlists;

/// <summary>The names of attributes.</summary>
internal static class AttributeNames
{
    /// <summary>The characters that names consist of (RFC 8216bis, section 4.2). Lowercase is not allowed, but does no harm.</summary>
    public static readonly SearchValues<byte> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);
}
