namespace PresignKit.Manifests;

/// <summary>
/// Divides XML into tags and what is between them, by their places in the text. The text has been found to be well-formed (<see cref="ManifestGate"/>), so
/// there is little to check.
/// </summary>
/// <param name="text">The XML.</param>
/// <param name="start">Where to begin.</param>
/// <param name="end">Where to stop.</param>
internal ref struct XmlCursor(ReadOnlySpan<byte> text, int start, int end)
{
    private readonly ReadOnlySpan<byte> _text = text[..end];

    public XmlTokenKind Kind { get; private set; }

    /// <summary>Where the token begins.</summary>
    public int Start { get; private set; }

    /// <summary>What follows the token.</summary>
    public int End { get; private set; } = start;

    /// <summary>The name of a start tag, with its prefix.</summary>
    public readonly ReadOnlySpan<byte> Name
    {
        get
        {
            var name = _text[(Start + 1)..End];
            return name[..name.IndexOfAny(XmlText.EndOfName)];
        }
    }

    public bool Next()
    {
        if (End >= _text.Length)
        {
            return false;
        }

        Start = End;
        var rest = _text[Start..];
        if (rest[0] != (byte)'<')
        {
            (Kind, End) = (XmlTokenKind.Text, rest.IndexOf((byte)'<') is >= 0 and var length ? Start + length : _text.Length);
        }
        else if (rest.StartsWith("<!--"u8))
        {
            Skip(4, "-->"u8, XmlTokenKind.Other);
        }
        else if (rest.StartsWith("<![CDATA["u8))
        {
            Skip(9, "]]>"u8, XmlTokenKind.Other);
        }
        else if (rest.StartsWith("<?"u8))
        {
            Skip(2, "?>"u8, XmlTokenKind.Other);
        }
        else if (rest.StartsWith("</"u8))
        {
            Skip(2, ">"u8, XmlTokenKind.EndTag);
        }
        else
        {
            End = TagEnd();
            Kind = _text[End - 2] == (byte)'/' ? XmlTokenKind.EmptyTag : XmlTokenKind.StartTag;
        }

        return true;
    }

    private void Skip(int offset, ReadOnlySpan<byte> terminator, XmlTokenKind kind)
    {
        var length = _text[(Start + offset)..].IndexOf(terminator);
        (Kind, End) = (kind, length < 0 ? throw ManifestGate.NotWellFormed(line: null) : Start + offset + length + terminator.Length);
    }

    private readonly int TagEnd()
    {
        var next = Start + 1;
        while (_text[next..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'') is >= 0 and var found)
        {
            next += found + 1;
            var mark = _text[next - 1];
            if (mark == (byte)'>')
            {
                return next;
            }

            next += _text[next..].IndexOf(mark) + 1;
        }

        throw ManifestGate.NotWellFormed(line: null);
    }
}
