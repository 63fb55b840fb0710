using System.Globalization;
using System.Text;

namespace PresignKit.Content;

/// <summary>
/// Writes a Content-Disposition that every browser understands and that no name can break out of: an ASCII <c>filename</c> (RFC 6266)
/// and, if the name needs it, <c>filename*</c> (RFC 8187).
/// </summary>
internal static class ContentDisposition
{
    private const int MaximumNameLength = 200;

    // RFC 8187, section 3.2.1: attr-char.
    private const string AttributeCharacters = "!#$&+-.^_`|~";

    public static string Format(DispositionType type, string? fileName)
    {
        var disposition = type == DispositionType.Inline ? "inline" : "attachment";
        if (string.IsNullOrWhiteSpace(fileName))
        {
            return disposition;
        }

        var name = Clean(fileName);
        var ascii = ToAscii(name);
        return ascii == name
            ? $"{disposition}; filename=\"{ascii}\""
            : $"{disposition}; filename=\"{ascii}\"; filename*=UTF-8''{Encode(name)}";
    }

    /// <summary>The name without anything that could end the header, change the folder, or reverse how the name is displayed.</summary>
    private static string Clean(string fileName)
    {
        var clean = new StringBuilder(Math.Min(fileName.Length, MaximumNameLength));
        foreach (var rune in fileName.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaximumNameLength)
            {
                break;
            }

            var isUnsafe = UnsafeRunes.IsControl(rune) || UnsafeRunes.IsPathSeparator(rune) || UnsafeRunes.IsBidirectionalControl(rune)
                || rune == Rune.ReplacementChar;
            clean.Append(isUnsafe ? new Rune('_') : rune);
        }

        return clean.ToString();
    }

    // Quotes would end the string; '%' followed by two digits is decoded by some browsers (RFC 6266, appendix D).
    private static string ToAscii(string name)
    {
        var ascii = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            ascii.Append(rune.Value is >= ' ' and <= '~' and not '"' and not '%' ? (char)rune.Value : '_');
        }

        return ascii.ToString();
    }

    private static string Encode(string name)
    {
        var encoded = new StringBuilder(name.Length * 3);
        foreach (var value in Encoding.UTF8.GetBytes(name))
        {
            var c = (char)value;
            if (char.IsAsciiLetterOrDigit(c) || AttributeCharacters.Contains(c, StringComparison.Ordinal))
            {
                encoded.Append(c);
            }
            else
            {
                encoded.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }
}
