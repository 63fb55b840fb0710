using System.Globalization;
using System.Text;

namespace PresignKit.LocalS3.Http;

/// <summary>Percent-encodes text for the URLs in answers: its UTF-8 bytes, all but the unreserved characters of RFC 3986.</summary>
internal static class UrlText
{
    /// <summary>A key as a path: slashes stay.</summary>
    public static string Path(string key) => Encode(key, "-._~/");

    /// <summary>A value of a query.</summary>
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
