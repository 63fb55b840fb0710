namespace PresignKit.Manifests;

/// <summary>Finds the lines of places in a text: counted block by block, once one is needed, because each of many addresses may need one.</summary>
/// <param name="text">The text.</param>
internal sealed class LineIndex(ReadOnlyMemory<byte> text)
{
    private const int BlockSize = 16 * 1024;

    private int[]? _before;

    /// <summary>The line of a place, counted from 1.</summary>
    public int LineOf(int offset)
    {
        _before ??= Count();
        var block = offset / BlockSize;
        return 1 + _before[block] + text.Span[(block * BlockSize)..offset].Count((byte)'\n');
    }

    private int[] Count()
    {
        var before = new int[(text.Length / BlockSize) + 1];
        for (var block = 1; block < before.Length; block++)
        {
            before[block] = before[block - 1] + text.Span.Slice((block - 1) * BlockSize, BlockSize).Count((byte)'\n');
        }

        return before;
    }
}
