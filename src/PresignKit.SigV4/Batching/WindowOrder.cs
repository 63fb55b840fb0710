namespace PresignKit.SigV4.Batching;

/// <summary>
/// Step: which URLs share the lanes. Lanes run as long as the longest message among them, so URLs of equal length belong together.
/// </summary>
internal static class WindowOrder
{
    // Longer ones (a session token, a key of a thousand characters) count as equal; lanes then wait for each other a little.
    private const int MaxBlocks = 64;

    /// <summary>Leaves the entries as they are.</summary>
    internal static void AsTheyCome(Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
    }

    /// <summary>Sorts the places of the entries by how many blocks they take; the order of equal ones stays.</summary>
    internal static void ByBlocks(ReadOnlySpan<WindowEntry> entries, Span<int> order)
    {
        Span<int> next = stackalloc int[MaxBlocks + 1];
        next.Clear();
        foreach (ref readonly var entry in entries)
        {
            next[Class(entry)]++;
        }

        // From how many there are of each to where the first of each goes.
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
