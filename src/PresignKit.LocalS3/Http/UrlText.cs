using System.Globalization;
using System.Text;

namespace PresignKit.LocalS3.Http;

/// <summary>Percent-encodes text as UTF-8 for the URLs in responses. Only the unreserved characters of RFC 3986 are kept.</summary>
internal static class UrlText
{
    /// <summary>Encodes a key as a path and keeps its slashes.</summary>
    public static string Path(string key) => Encode(key, "-._~/");

    /// <summary>Encodes a query value.</summary>
    public static string Value(string value) => Encode(value, "-._~");

    private static string Encode(string text, string kept)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)value) || kept.Contains((char)value, StringComparison.Ordinal))
            {
                encoded.Append((char)value);
            }
            else
            {
                encoded.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }
}
