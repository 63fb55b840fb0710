using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PresignKit.LocalS3.Objects;

/// <summary>User metadata that is not ASCII. S3 decodes RFC 2047 when it stores a value and encodes it again when it returns one:
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html.</summary>
internal static partial class MetadataText
{
    /// <summary>The text that a header means. As on S3, its bytes are read as ISO 8859-1, also if the client meant UTF-8.</summary>
    public static string FromHeader(string value) => Ascii.IsValid(value) ? Decode(value) : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value));

    /// <summary>Decodes encoded words. A word in an unknown character set, or one that is not well-formed, is kept as it is.</summary>
    public static string Decode(string value)
    {
        if (!value.Contains("=?", StringComparison.Ordinal))
        {
            return value;
        }

        // White space between two encoded words belongs to neither.
        var joined = BetweenWords().Replace(value, "?==?");
        return Word().Replace(joined, word => Decode(word.Groups[1].Value, word.Groups[2].Value, word.Groups[3].Value) ?? word.Value);
    }

    /// <summary>The text as a header can carry it: ASCII as it is, anything else as one encoded word.</summary>
    public static string ToHeader(string value)
    {
        if (Ascii.IsValid(value))
        {
            return value;
        }

        var readable = value.Count(char.IsAscii) * 2 > value.Length;
        return readable ? $"=?UTF-8?Q?{Quoted(value)}?=" : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";
    }

    private static string? Decode(string charset, string encoding, string text)
    {
        var bytes = encoding is "B" or "b" ? FromBase64(text) : FromQuoted(text);
        return bytes is null ? null : charset.ToUpperInvariant() switch
        {
            "UTF-8" => Encoding.UTF8.GetString(bytes),
            "ISO-8859-1" or "LATIN1" => Encoding.Latin1.GetString(bytes),
            "US-ASCII" when Ascii.IsValid(bytes) => Encoding.ASCII.GetString(bytes),
            _ => null,
        };
    }

    private static byte[]? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static byte[]? FromQuoted(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                bytes.Add(text[i] == '_' ? (byte)' ' : (byte)text[i]);
            }
            else if (i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }

    private static string Quoted(string value)
    {
        var text = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(value))
        {
            if (one == ' ')
            {
                text.Append('_');
            }
            else if (one is > (byte)' ' and < 0x7F and not ((byte)'=' or (byte)'?' or (byte)'_'))
            {
                text.Append((char)one);
            }
            else
            {
                text.Append('=').Append(one.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\?=[ \t]+=\?", RegexOptions.CultureInvariant)]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?([!-<@-~]{1,40})\?([BbQq])\?([!->@-~]*)\?=", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
