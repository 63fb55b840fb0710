using System.Text;

namespace PresignKit.Completion.FileFormats;

/// <summary>One tag of HTML or XML, at the beginning of a text.</summary>
internal static class MarkupTag
{
    /// <summary>The length of the tag, with its <c>&gt;</c>; the whole text if the tag does not end in it.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        var quotes = default(Quotes);
        for (var i = 0; i < text.Length; i++)
        {
            if (!quotes.Contain(text[i]) && text[i] == '>')
            {
                return i + 1;
            }
        }

        return text.Length;
    }

    /// <summary>Whether an attribute executes something: an event handler, a script URL, or the namespace of XHTML, SVG, or XSLT.</summary>
    public static bool IsActive(ReadOnlySpan<byte> tag)
    {
        var quotes = default(Quotes);
        for (var i = 0; i < tag.Length; i++)
        {
            var rest = tag[i..];
            var isAttribute = !quotes.Contain(tag[i]) && i > 0 && tag[i - 1] is <= (byte)' ' or (byte)'/' or (byte)'"' or (byte)'\'';
            if ((isAttribute && IsHandler(rest)) || StartsWith(rest, "javascript:"u8) || StartsWith(rest, "1999/xhtml"u8) || StartsWith(rest, "2000/svg"u8)
                || StartsWith(rest, "1999/xsl/"u8))
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

    /// <summary>Which bytes of a tag are in quotes: those after an equals sign, as HTML reads them.</summary>
    private struct Quotes
    {
        private byte _open;
        private byte _last;

        /// <summary>Takes the next byte, and returns whether it is within quotes or ends them.</summary>
        public bool Contain(byte value)
        {
            var isInside = _open != 0;
            if (isInside)
            {
                _open = value == _open ? (byte)0 : _open;
            }
            else if (value is (byte)'"' or (byte)'\'' && _last == '=')
            {
                _open = value;
            }

            _last = value <= ' ' ? _last : value;
            return isInside;
        }
    }
}
