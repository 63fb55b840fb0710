using System.Buffers;
using System.Globalization;
using System.Text;

namespace PresignKit.Content;

/// <summary>
/// Writes a Content-Disposition that every browser understands and that no name can break out of: an ASCII <c>filename</c> (RFC 6266)
/// and, if the name needs it, <c>filename*</c> (RFC 8187).
/// </summary>
internal static class ContentDisposition
{
    // File systems allow 255 characters (Windows, macOS) or bytes of UTF-8 (Linux); browsers append " (1)" or ".crdownload".
    private const int MaximumNameLength = 200;
    private const int MaximumUtf8Length = 240;

    // ".tar.gz" and any usual extension; a longer one is a part of the name that happens to follow a dot.
    private const int MaximumExtensionLength = 16;

    // RFC 8187, section 3.2.1: attr-char.
    private const string AttributeCharacters = "!#$&+-.^_`|~";

    // What most names consist of: neither cleaned, nor encoded, nor the end of the string in which they stand.
    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 !#$&'()+,-.;=@[]^_`{}~");

    public static string Format(DispositionType type, string? fileName)
    {
        var disposition = type == DispositionType.Inline ? "inline" : "attachment";
        if (string.IsNullOrWhiteSpace(fileName))
        {
            return disposition;
        }

        if (fileName.Length <= MaximumNameLength && !fileName.AsSpan().ContainsAnyExcept(PlainCharacters))
        {
            return string.Concat(disposition, "; filename=\"", fileName, "\"");
        }

        var name = Clean(fileName);
        var ascii = ToAscii(name);
        return ascii == name
            ? $"{disposition}; filename=\"{ascii}\""
            : $"{disposition}; filename=\"{ascii}\"; filename*=UTF-8''{Encode(name)}";
    }

    /// <summary>
    /// The name without anything that could end the header, change the folder, or reverse how the name is displayed, and no longer than file
    /// systems allow. If it is too long, its end before the extension is left out.
    /// </summary>
    private static string Clean(string fileName)
    {
        var clean = new StringBuilder(fileName.Length);
        foreach (var rune in fileName.EnumerateRunes())
        {
            if (UnsafeRunes.IsDirectionalMark(rune))
            {
                continue;
            }

            var isUnsafe = UnsafeRunes.IsControl(rune) || UnsafeRunes.IsPathSeparator(rune) || UnsafeRunes.IsDirectionalControl(rune)
                || rune == Rune.ReplacementChar;
            clean.Append(isUnsafe ? new Rune('_') : rune);
        }

        var name = clean.ToString();
        if (IsShortEnough(name.Length, Encoding.UTF8.GetByteCount(name)))
        {
            return name;
        }

        var extension = FileExtension.WithCompression(name);
        extension = extension.Length > MaximumExtensionLength ? "" : extension;
        return Shorten(name.AsSpan(0, name.Length - extension.Length), extension);
    }

    private static string Shorten(ReadOnlySpan<char> stem, string extension)
    {
        var (length, utf8Length) = (extension.Length, Encoding.UTF8.GetByteCount(extension));
        var kept = 0;
        foreach (var rune in stem.EnumerateRunes())
        {
            (length, utf8Length) = (length + rune.Utf16SequenceLength, utf8Length + rune.Utf8SequenceLength);
            if (!IsShortEnough(length, utf8Length))
            {
                break;
            }

            kept += rune.Utf16SequenceLength;
        }

        return string.Concat(stem[..kept].TrimEnd(" ."), extension);
    }

    private static bool IsShortEnough(int length, int utf8Length) => length <= MaximumNameLength && utf8Length <= MaximumUtf8Length;

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
