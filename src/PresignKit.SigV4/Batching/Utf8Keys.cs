namespace PresignKit.SigV4.Batching;

/// <summary>Object keys in UTF-8, one after another.</summary>
/// <param name="text">All keys without separators.</param>
/// <param name="ends">Where each of them ends.</param>
internal readonly ref struct Utf8Keys(ReadOnlySpan<byte> text, ReadOnlySpan<int> ends)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly ReadOnlySpan<int> _ends = ends;

    internal int Count => _ends.Length;

    internal ReadOnlySpan<byte> this[int index] => _text[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];
}
