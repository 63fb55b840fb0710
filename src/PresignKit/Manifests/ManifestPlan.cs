using System.Buffers;

namespace PresignKit.Manifests;

/// <summary>What becomes of an MPD, once all of it has been checked. Reused for others, so that each needs no memory of its own.</summary>
internal sealed class ManifestPlan
{
    private readonly ArrayBufferWriter<byte> _text = new();

    /// <summary>The elements that decide about addresses.</summary>
    public List<ManifestElement> Elements { get; } = [];

    /// <summary>What is written, in its order.</summary>
    public List<ManifestPiece> Pieces { get; } = [];

    /// <summary>The objects that are signed, in the order of their addresses.</summary>
    public ObjectKeyList Media { get; } = new();

    /// <summary>The times of the segments that are being planned.</summary>
    public List<SegmentSeries> Series { get; } = [];

    public int AllowedUris { get; set; }

    public int UnknownElements { get; set; }

    /// <summary>How long the text will be without its signed URLs.</summary>
    public long TextLength { get; private set; }

    /// <summary>Text that was made, and is not in the MPD.</summary>
    public ReadOnlySpan<byte> MadeText => _text.WrittenSpan;

    /// <summary>About how many bytes the plan keeps.</summary>
    public int Capacity => Media.Capacity + _text.Capacity + (32 * Elements.Capacity) + (16 * Pieces.Capacity) + (24 * Series.Capacity);

    public void Clear()
    {
        Elements.Clear();
        Pieces.Clear();
        Media.Clear();
        Series.Clear();
        _text.ResetWrittenCount();
        (AllowedUris, UnknownElements, TextLength) = (0, 0, 0);
    }

    /// <summary>Adds a part of the MPD.</summary>
    public void AddSource(int start, int end)
    {
        if (start == end)
        {
            return;
        }

        TextLength += end - start;
        if (Pieces is [.., { Kind: PieceKind.Source } last] && last.Text.End == start)
        {
            Pieces[^1] = last with { Text = new(last.Text.Start, end - last.Text.Start) };
        }
        else
        {
            Pieces.Add(new(PieceKind.Source, new(start, end - start), Count: 1));
        }
    }

    /// <summary>Adds text, several times.</summary>
    public void AddText(ReadOnlySpan<byte> text, int count = 1)
    {
        if (count > 0)
        {
            TextLength += (long)text.Length * count;
            AddKept(Keep(text), count);
        }
    }

    /// <summary>Adds an address that is not signed.</summary>
    public void AddEncoded(ReadOnlySpan<byte> address)
    {
        var start = _text.WrittenCount;
        XmlText.Encode(address, _text);
        TextLength += _text.WrittenCount - start;
        AddKept(new(start, _text.WrittenCount - start), count: 1);
    }

    /// <summary>Adds signed URLs, with the same text before each. The objects must be added to <see cref="Media"/>.</summary>
    public void AddAddresses(int count, ReadOnlySpan<byte> before = default)
    {
        if (count > 0)
        {
            TextLength += (long)before.Length * count;
            Pieces.Add(new(PieceKind.Addresses, Keep(before), count));
        }
    }

    private void AddKept(TextRange text, int count)
    {
        if (count == 1 && Pieces is [.., { Kind: PieceKind.Text, Count: 1 } last] && last.Text.End == text.Start)
        {
            Pieces[^1] = last with { Text = new(last.Text.Start, text.End - last.Text.Start) };
        }
        else
        {
            Pieces.Add(new(PieceKind.Text, text, count));
        }
    }

    private TextRange Keep(ReadOnlySpan<byte> text)
    {
        _text.Write(text);
        return new(_text.WrittenCount - text.Length, text.Length);
    }
}
