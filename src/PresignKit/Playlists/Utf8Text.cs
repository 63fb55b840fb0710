using System.Text;

namespace PresignKit.Playlists;

/// <summary>UTF-8 that refuses malformed bytes instead of replacing them: two malformed names must not become the same key.</summary>
internal static class Utf8Text
{
    public static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
