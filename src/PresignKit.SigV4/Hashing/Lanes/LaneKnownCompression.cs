using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>
/// <see cref="LaneCompression{TLanes, TVector}"/> of a block that is the same in every lane: its words have already been computed, and each
/// round uses one of them for all lanes.
/// </summary>
internal static class LaneKnownCompression<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int RoundsOfStep = 8;

    /// <summary>Compresses the block into one group of lanes.</summary>
    /// <param name="state">Eight vectors.</param>
    /// <param name="block">Words of <see cref="KnownBlocks"/>.</param>
    internal static void One(ref uint state, ReadOnlySpan<uint> block)
    {
        ref var words = ref MemoryMarshal.GetReference(block);
        var a = TLanes.Load(ref state, 0);
        var b = TLanes.Load(ref state, 1);
        var c = TLanes.Load(ref state, 2);
        var d = TLanes.Load(ref state, 3);
        var e = TLanes.Load(ref state, 4);
        var f = TLanes.Load(ref state, 5);
        var g = TLanes.Load(ref state, 6);
        var h = TLanes.Load(ref state, 7);
        for (var round = 0; round < Sha256Constants.Rounds; round += RoundsOfStep)
        {
            LaneCompression<TLanes, TVector>.Step(a, b, c, ref d, e, f, g, ref h, Word(ref words, 0));
            LaneCompression<TLanes, TVector>.Step(h, a, b, ref c, d, e, f, ref g, Word(ref words, 1));
            LaneCompression<TLanes, TVector>.Step(g, h, a, ref b, c, d, e, ref f, Word(ref words, 2));
            LaneCompression<TLanes, TVector>.Step(f, g, h, ref a, b, c, d, ref e, Word(ref words, 3));
            LaneCompression<TLanes, TVector>.Step(e, f, g, ref h, a, b, c, ref d, Word(ref words, 4));
            LaneCompression<TLanes, TVector>.Step(d, e, f, ref g, h, a, b, ref c, Word(ref words, 5));
            LaneCompression<TLanes, TVector>.Step(c, d, e, ref f, g, h, a, ref b, Word(ref words, 6));
            LaneCompression<TLanes, TVector>.Step(b, c, d, ref e, f, g, h, ref a, Word(ref words, 7));
            words = ref Unsafe.Add(ref words, RoundsOfStep);
        }

        LaneCompression<TLanes, TVector>.Accumulate(ref state, 0, a);
        LaneCompression<TLanes, TVector>.Accumulate(ref state, 1, b);
        LaneCompression<TLanes, TVector>.Accumulate(ref state, 2, c);
        LaneCompression<TLanes, TVector>.Accumulate(ref state, 3, d);
        LaneCompression<TLanes, TVector>.Accumulate(ref state, 4, e);
        LaneCompression<TLanes, TVector>.Accumulate(ref state, 5, f);
        LaneCompression<TLanes, TVector>.Accumulate(ref state, 6, g);
        LaneCompression<TLanes, TVector>.Accumulate(ref state, 7, h);
    }

    /// <summary>Compresses the block into two groups, alternating between them in each round.</summary>
    /// <param name="states">Eight vectors of the first group, then eight of the second.</param>
    /// <param name="block">Words of <see cref="KnownBlocks"/>.</param>
    internal static void Two(ref uint states, ReadOnlySpan<uint> block)
    {
        ref var words = ref MemoryMarshal.GetReference(block);
        var a = TLanes.Load(ref states, 0);
        var b = TLanes.Load(ref states, 1);
        var c = TLanes.Load(ref states, 2);
        var d = TLanes.Load(ref states, 3);
        var e = TLanes.Load(ref states, 4);
        var f = TLanes.Load(ref states, 5);
        var g = TLanes.Load(ref states, 6);
        var h = TLanes.Load(ref states, 7);
        var a2 = TLanes.Load(ref states, 8);
        var b2 = TLanes.Load(ref states, 9);
        var c2 = TLanes.Load(ref states, 10);
        var d2 = TLanes.Load(ref states, 11);
        var e2 = TLanes.Load(ref states, 12);
        var f2 = TLanes.Load(ref states, 13);
        var g2 = TLanes.Load(ref states, 14);
        var h2 = TLanes.Load(ref states, 15);
        for (var round = 0; round < Sha256Constants.Rounds; round += RoundsOfStep)
        {
            var word0 = Word(ref words, 0);
            LaneCompression<TLanes, TVector>.Step(a, b, c, ref d, e, f, g, ref h, word0);
            LaneCompression<TLanes, TVector>.Step(a2, b2, c2, ref d2, e2, f2, g2, ref h2, word0);
            var word1 = Word(ref words, 1);
            LaneCompression<TLanes, TVector>.Step(h, a, b, ref c, d, e, f, ref g, word1);
            LaneCompression<TLanes, TVector>.Step(h2, a2, b2, ref c2, d2, e2, f2, ref g2, word1);
            var word2 = Word(ref words, 2);
            LaneCompression<TLanes, TVector>.Step(g, h, a, ref b, c, d, e, ref f, word2);
            LaneCompression<TLanes, TVector>.Step(g2, h2, a2, ref b2, c2, d2, e2, ref f2, word2);
            var word3 = Word(ref words, 3);
            LaneCompression<TLanes, TVector>.Step(f, g, h, ref a, b, c, d, ref e, word3);
            LaneCompression<TLanes, TVector>.Step(f2, g2, h2, ref a2, b2, c2, d2, ref e2, word3);
            var word4 = Word(ref words, 4);
            LaneCompression<TLanes, TVector>.Step(e, f, g, ref h, a, b, c, ref d, word4);
            LaneCompression<TLanes, TVector>.Step(e2, f2, g2, ref h2, a2, b2, c2, ref d2, word4);
            var word5 = Word(ref words, 5);
            LaneCompression<TLanes, TVector>.Step(d, e, f, ref g, h, a, b, ref c, word5);
            LaneCompression<TLanes, TVector>.Step(d2, e2, f2, ref g2, h2, a2, b2, ref c2, word5);
            var word6 = Word(ref words, 6);
            LaneCompression<TLanes, TVector>.Step(c, d, e, ref f, g, h, a, ref b, word6);
            LaneCompression<TLanes, TVector>.Step(c2, d2, e2, ref f2, g2, h2, a2, ref b2, word6);
            var word7 = Word(ref words, 7);
            LaneCompression<TLanes, TVector>.Step(b, c, d, ref e, f, g, h, ref a, word7);
            LaneCompression<TLanes, TVector>.Step(b2, c2, d2, ref e2, f2, g2, h2, ref a2, word7);
            words = ref Unsafe.Add(ref words, RoundsOfStep);
        }

        LaneCompression<TLanes, TVector>.Accumulate(ref states, 0, a);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 1, b);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 2, c);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 3, d);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 4, e);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 5, f);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 6, g);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 7, h);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 8, a2);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 9, b2);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 10, c2);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 11, d2);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 12, e2);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 13, f2);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 14, g2);
        LaneCompression<TLanes, TVector>.Accumulate(ref states, 15, h2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Word(ref uint words, int index) => TLanes.Broadcast(Unsafe.Add(ref words, index));
}
