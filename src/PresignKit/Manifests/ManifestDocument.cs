using System.Buffers;

namespace PresignKit.Manifests;

/// <summary>The text of an MPD, and where its elements are.</summary>
/// <param name="text">The text, which has passed <see cref="ManifestGate"/>.</param>
/// <param name="elements">Receives the elements in their order; reused.</param>
internal sealed class ManifestDocument(ReadOnlyMemory<byte> text, List<ManifestElement> elements)
{
    // An address of the longest key, percent-encoded, each of whose characters is a reference such as "&#x25;".
    private const int MaximumValue = 32 * 1024;

    private readonly LineIndex _lines = new(text);
    private readonly ArrayBufferWriter<byte> _decoded = new(1024);

    public ReadOnlySpan<byte> Text => text.Span;

    public ManifestElement this[int index] => elements[index];

    /// <summary>The first element within another, or the one behind it.</summary>
    public static int FirstChild(int index) => index + 1;

    /// <summary>The only child of a kind; -1: there is none.</summary>
    /// <exception cref="PlaylistException">There are several.</exception>
    public int Child(int parent, Func<ElementKind, bool> isOfKind)
    {
        var found = -1;
        for (var i = parent + 1; i < elements[parent].Next; i = elements[i].Next)
        {
            if (!isOfKind(elements[i].Kind))
            {
                continue;
            }

            found = found < 0
                ? i
                : throw Refuse(PlaylistErrorCodes.PlaylistMalformed, "An element is there twice, or excludes the one before. Remove one.", elements[i].Start);
        }

        return found;
    }

    /// <summary>The value of an attribute without a prefix, as it is written.</summary>
    public bool TryFind(int element, ReadOnlySpan<byte> name, out TextRange value)
    {
        var attributes = new XmlAttributes(Text, elements[element]);
        while (attributes.Next())
        {
            if (attributes.Name.SequenceEqual(name))
            {
                value = attributes.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The value of an attribute, decoded. Valid until the next call.</summary>
    /// <exception cref="PlaylistException">It is too long, or has control characters or white space around it.</exception>
    public ReadOnlySpan<byte> Decode(TextRange value)
    {
        var written = Text.Slice(value.Start, value.Length);
        if (written.Length > MaximumValue)
        {
            throw Refuse(PlaylistErrorCodes.PlaylistMalformed, $"A value is longer than {MaximumValue} bytes. Shorten it.", value.Start);
        }

        var decoded = written;
        if (written.Contains((byte)'&'))
        {
            _decoded.ResetWrittenCount();
            XmlText.Decode(written, _decoded);
            decoded = _decoded.WrittenSpan;
        }

        // Players remove some of them, wherever they are.
        return decoded is [] || (!decoded.ContainsAnyInRange((byte)0, (byte)0x1F) && decoded[0] != (byte)' ' && decoded[^1] != (byte)' ')
            ? decoded
            : throw Refuse(
                PlaylistErrorCodes.PlaylistMalformed,
                "A value has a control character or a line break, or begins or ends with white space. Remove it.",
                value.Start);
    }

    /// <summary>The failure, with its line.</summary>
    public PlaylistException Refuse(string code, string message, int offset) => new(code, message, LineOf(offset));

    public int LineOf(int offset) => _lines.LineOf(offset);

    /// <summary>Finds the elements.</summary>
    public void Read()
    {
        Span<int> open = stackalloc int[64];
        Span<ElementKind> kinds = stackalloc ElementKind[64];
        var depth = 0;
        var cursor = new XmlCursor(Text, 0, text.Length);
        while (cursor.Next())
        {
            switch (cursor.Kind)
            {
                case XmlTokenKind.StartTag or XmlTokenKind.EmptyTag:
                    var kind = ElementKinds.Of(depth == 0 ? null : kinds[depth - 1], cursor.Name);
                    var index = elements.Count;
                    if (kind != ElementKind.None)
                    {
                        elements.Add(new(kind, cursor.Start, cursor.End) { Next = index + 1 });
                    }

                    if (cursor.Kind == XmlTokenKind.StartTag)
                    {
                        (kinds[depth], open[depth]) = (kind, index);
                        depth++;
                    }

                    break;
                case XmlTokenKind.EndTag:
                    depth--;
                    if (kinds[depth] != ElementKind.None)
                    {
                        elements[open[depth]] = elements[open[depth]] with { ContentEnd = cursor.Start, End = cursor.End, Next = elements.Count };
                    }

                    break;
            }
        }
    }
}
