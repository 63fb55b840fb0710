namespace PresignKit.SigV4.Batching;

/// <summary>
/// Step: deciding which URLs share the lanes. All lanes take as long as the longest message in them, so URLs of equal length are grouped.
/// </summary>
internal static class WindowOrder
{
    // Longer ones (with a session token or a key of a thousand characters) are treated as equal; lanes then wait for each other a little.
    private const int MaxBlocks = 64;

    /// <summary>Keeps the order of the entries.</summary>
    internal static void AsTheyCome(Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
    }

    /// <summary>Sorts the indexes of the entries by their number of blocks. The sort is stable.</summary>
    internal static void ByBlocks(ReadOnlySpan<WindowEntry> entries, Span<int> order)
    {
        Span<int> next = stackalloc int[MaxBlocks + 1];
        next.Clear();
        foreach (ref readonly var entry in entries)
        {
            next[Class(entry)]++;
        }

        // Turns the number of entries of each class into the place of its first entry.
        var place = 0;
        foreach (ref var count in next)
        {
            (count, place) = (place, place + count);
        }

        for (var i = 0; i < entries.Length; i++)
        {
            order[next[Class(entries[i])]++] = i;
        }
    }

    private static int Class(in WindowEntry entry) => Math.Min(entry.Blocks, MaxBlocks);
}
