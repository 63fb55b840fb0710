namespace PresignKit.Manifests;

/// <summary>Reads the attributes of a start tag, by their places in the text.</summary>
/// <param name="text">The XML.</param>
/// <param name="element">The element.</param>
internal ref struct XmlAttributes(ReadOnlySpan<byte> text, ManifestElement element)
{
    private readonly ReadOnlySpan<byte> _text = text[..element.TagEnd];
    private int _next = element.Start + text[element.Start..].IndexOfAny(XmlText.EndOfName);

    /// <summary>The name with its prefix.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Where the name begins.</summary>
    public int Start { get; private set; }

    /// <summary>The value without its quotes, as it is written.</summary>
    public TextRange Value { get; private set; }

    /// <summary>The whole attribute.</summary>
    public readonly TextRange Whole => new(Start, Value.End + 1 - Start);

    public bool Next()
    {
        var rest = _text[_next..];
        var start = rest.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0 || rest[start] is (byte)'/' or (byte)'>')
        {
            return false;
        }

        Start = _next + start;
        rest = rest[start..];
        Name = rest[..rest.IndexOfAny(XmlText.EndOfAttributeName)];
        var quote = rest.IndexOfAny((byte)'"', (byte)'\'');
        Value = new(Start + quote + 1, rest[(quote + 1)..].IndexOf(rest[quote]));
        _next = Value.End + 1;
        return true;
    }
}
