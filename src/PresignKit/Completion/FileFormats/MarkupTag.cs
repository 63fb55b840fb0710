using System.Text;

namespace PresignKit.Completion.FileFormats;

/// <summary>One tag of HTML or XML, at the beginning of a text.</summary>
internal static class MarkupTag
{
    /// <summary>The length of the tag, with its <c>&gt;</c>; the whole text if the tag does not end in it.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        byte quote = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (quote != 0)
            {
                quote = text[i] == quote ? (byte)0 : quote;
            }
            else if (text[i] == '>')
            {
                return i + 1;
            }
            else if (text[i] is (byte)'"' or (byte)'\'' && text[i - 1] is (byte)'=' or <= (byte)' ')
            {
                quote = text[i];
            }
        }

        return text.Length;
    }

    /// <summary>Whether an attribute executes something: an event handler, a script URL, or the namespace of XHTML or SVG.</summary>
    public static bool IsActive(ReadOnlySpan<byte> tag)
    {
        for (var i = 1; i < tag.Length; i++)
        {
            var rest = tag[i..];
            if ((tag[i - 1] is <= (byte)' ' or (byte)'/' or (byte)'"' or (byte)'\'' && IsHandler(rest))
                || StartsWith(rest, "javascript:"u8) || StartsWith(rest, "1999/xhtml"u8) || StartsWith(rest, "2000/svg"u8))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the text begins with <c>on</c>, the name of an event, and <c>=</c>.</summary>
    private static bool IsHandler(ReadOnlySpan<byte> text)
    {
        if (!StartsWith(text, "on"u8))
        {
            return false;
        }

        var name = 2;
        while (name < text.Length && char.IsAsciiLetter((char)text[name]))
        {
            name++;
        }

        return name >= 5 && text[name..].TrimStart(" \t\r\n\f"u8) is [(byte)'=', ..];
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length >= word.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word);
}
