using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>
/// The compression of SHA-256 for one block of every lane: <see cref="ScalarCompression"/> with a vector in place of each word. The words of
/// later rounds are computed during the rounds, sixteen ahead, and kept in memory, so that the registers are free for the state.
/// </summary>
internal static class LaneCompression<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int RoundsOfStep = 8;

    // The number of rounds after which all words have been computed.
    private const int RoundsExtending = Sha256Constants.Rounds - Sha256Constants.WordsOfBlock;

    /// <summary>The number of words in the state of one group.</summary>
    internal static int StateSize => Sha256Constants.WordsOfState * TLanes.Count;

    /// <summary>The number of words in the schedule of one group. The caller fills its first 16 vectors with the block.</summary>
    internal static int ScheduleSize => Sha256Constants.Rounds * TLanes.Count;

    /// <summary>Compresses a block of one group of lanes.</summary>
    /// <param name="state">Eight vectors.</param>
    /// <param name="words">64 vectors, of which the first 16 contain the block.</param>
    internal static void One(ref uint state, ref uint words)
    {
        ref var constants = ref MemoryMarshal.GetReference(Sha256Constants.RoundConstants);
        var a = TLanes.Load(ref state, 0);
        var b = TLanes.Load(ref state, 1);
        var c = TLanes.Load(ref state, 2);
        var d = TLanes.Load(ref state, 3);
        var e = TLanes.Load(ref state, 4);
        var f = TLanes.Load(ref state, 5);
        var g = TLanes.Load(ref state, 6);
        var h = TLanes.Load(ref state, 7);

        for (var round = 0; round < RoundsExtending; round += RoundsOfStep)
        {
            StepAndExtend(a, b, c, ref d, e, f, g, ref h, ref words, ref constants, 0);
            StepAndExtend(h, a, b, ref c, d, e, f, ref g, ref words, ref constants, 1);
            StepAndExtend(g, h, a, ref b, c, d, e, ref f, ref words, ref constants, 2);
            StepAndExtend(f, g, h, ref a, b, c, d, ref e, ref words, ref constants, 3);
            StepAndExtend(e, f, g, ref h, a, b, c, ref d, ref words, ref constants, 4);
            StepAndExtend(d, e, f, ref g, h, a, b, ref c, ref words, ref constants, 5);
            StepAndExtend(c, d, e, ref f, g, h, a, ref b, ref words, ref constants, 6);
            StepAndExtend(b, c, d, ref e, f, g, h, ref a, ref words, ref constants, 7);
            words = ref Unsafe.Add(ref words, RoundsOfStep * TLanes.Count);
            constants = ref Unsafe.Add(ref constants, RoundsOfStep);
        }

        for (var round = RoundsExtending; round < Sha256Constants.Rounds; round += RoundsOfStep)
        {
            Step(a, b, c, ref d, e, f, g, ref h, ref words, ref constants, 0);
            Step(h, a, b, ref c, d, e, f, ref g, ref words, ref constants, 1);
            Step(g, h, a, ref b, c, d, e, ref f, ref words, ref constants, 2);
            Step(f, g, h, ref a, b, c, d, ref e, ref words, ref constants, 3);
            Step(e, f, g, ref h, a, b, c, ref d, ref words, ref constants, 4);
            Step(d, e, f, ref g, h, a, b, ref c, ref words, ref constants, 5);
            Step(c, d, e, ref f, g, h, a, ref b, ref words, ref constants, 6);
            Step(b, c, d, ref e, f, g, h, ref a, ref words, ref constants, 7);
            words = ref Unsafe.Add(ref words, RoundsOfStep * TLanes.Count);
            constants = ref Unsafe.Add(ref constants, RoundsOfStep);
        }

        Accumulate(ref state, 0, a);
        Accumulate(ref state, 1, b);
        Accumulate(ref state, 2, c);
        Accumulate(ref state, 3, d);
        Accumulate(ref state, 4, e);
        Accumulate(ref state, 5, f);
        Accumulate(ref state, 6, g);
        Accumulate(ref state, 7, h);
    }

    /// <summary>
    /// Compresses a block of two groups of lanes, alternating between them in each round. The result is that of two calls of <see cref="One"/>,
    /// in two thirds of the time: while a round waits for the previous one, the round of the other group computes.
    /// </summary>
    /// <param name="states">Eight vectors of the first group, then eight of the second.</param>
    /// <param name="between">Room for as many vectors.</param>
    /// <param name="words">64 vectors of the first group, then 64 of the second.</param>
    internal static void Two(ref uint states, ref uint between, ref uint words)
    {
        // Two methods, because the compiler would not inline all operations into a single one of that length.
        TwoExtending(ref states, ref between, ref words);
        TwoFinishing(ref between, ref states, ref Unsafe.Add(ref words, RoundsExtending * TLanes.Count));
    }

    /// <summary>Computes a round, as <see cref="Sha256Round.Step"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Step(
        TVector a, TVector b, TVector c, ref TVector d, TVector e, TVector f, TVector g, ref TVector h, TVector word)
    {
        // The next round waits for its e, which is this d, so d is computed first, with a single addition after the sigma. What was added to d
        // is also part of h, and a subtraction recovers it: nothing needs h that soon.
        var before = d;
        d = TLanes.Add(TLanes.Add(TLanes.Add(d, TLanes.Add(h, word)), TLanes.Choose(e, f, g)), TLanes.BigSigma1(e));
        h = TLanes.Add(TLanes.Add(TLanes.Subtract(d, before), TLanes.Majority(a, b, c)), TLanes.BigSigma0(a));
    }

    /// <summary>Adds the result of the rounds to a word of the state.</summary>
    internal static void Accumulate(ref uint state, int vector, TVector change) =>
        TLanes.Store(TLanes.Add(TLanes.Load(ref state, vector), change), ref state, vector);

    // The rounds that also compute words of later rounds.
    private static void TwoExtending(ref uint before, ref uint states, ref uint words)
    {
        ref var constants = ref MemoryMarshal.GetReference(Sha256Constants.RoundConstants);
        ref var others = ref Unsafe.Add(ref words, ScheduleSize);
        var a = TLanes.Load(ref before, 0);
        var b = TLanes.Load(ref before, 1);
        var c = TLanes.Load(ref before, 2);
        var d = TLanes.Load(ref before, 3);
        var e = TLanes.Load(ref before, 4);
        var f = TLanes.Load(ref before, 5);
        var g = TLanes.Load(ref before, 6);
        var h = TLanes.Load(ref before, 7);
        var a2 = TLanes.Load(ref before, 8);
        var b2 = TLanes.Load(ref before, 9);
        var c2 = TLanes.Load(ref before, 10);
        var d2 = TLanes.Load(ref before, 11);
        var e2 = TLanes.Load(ref before, 12);
        var f2 = TLanes.Load(ref before, 13);
        var g2 = TLanes.Load(ref before, 14);
        var h2 = TLanes.Load(ref before, 15);
        for (var round = 0; round < RoundsExtending; round += RoundsOfStep)
        {
            StepAndExtend(a, b, c, ref d, e, f, g, ref h, ref words, ref constants, 0);
            StepAndExtend(a2, b2, c2, ref d2, e2, f2, g2, ref h2, ref others, ref constants, 0);
            StepAndExtend(h, a, b, ref c, d, e, f, ref g, ref words, ref constants, 1);
            StepAndExtend(h2, a2, b2, ref c2, d2, e2, f2, ref g2, ref others, ref constants, 1);
            StepAndExtend(g, h, a, ref b, c, d, e, ref f, ref words, ref constants, 2);
            StepAndExtend(g2, h2, a2, ref b2, c2, d2, e2, ref f2, ref others, ref constants, 2);
            StepAndExtend(f, g, h, ref a, b, c, d, ref e, ref words, ref constants, 3);
            StepAndExtend(f2, g2, h2, ref a2, b2, c2, d2, ref e2, ref others, ref constants, 3);
            StepAndExtend(e, f, g, ref h, a, b, c, ref d, ref words, ref constants, 4);
            StepAndExtend(e2, f2, g2, ref h2, a2, b2, c2, ref d2, ref others, ref constants, 4);
            StepAndExtend(d, e, f, ref g, h, a, b, ref c, ref words, ref constants, 5);
            StepAndExtend(d2, e2, f2, ref g2, h2, a2, b2, ref c2, ref others, ref constants, 5);
            StepAndExtend(c, d, e, ref f, g, h, a, ref b, ref words, ref constants, 6);
            StepAndExtend(c2, d2, e2, ref f2, g2, h2, a2, ref b2, ref others, ref constants, 6);
            StepAndExtend(b, c, d, ref e, f, g, h, ref a, ref words, ref constants, 7);
            StepAndExtend(b2, c2, d2, ref e2, f2, g2, h2, ref a2, ref others, ref constants, 7);
            words = ref Unsafe.Add(ref words, RoundsOfStep * TLanes.Count);
            others = ref Unsafe.Add(ref others, RoundsOfStep * TLanes.Count);
            constants = ref Unsafe.Add(ref constants, RoundsOfStep);
        }

        TLanes.Store(a, ref states, 0);
        TLanes.Store(b, ref states, 1);
        TLanes.Store(c, ref states, 2);
        TLanes.Store(d, ref states, 3);
        TLanes.Store(e, ref states, 4);
        TLanes.Store(f, ref states, 5);
        TLanes.Store(g, ref states, 6);
        TLanes.Store(h, ref states, 7);
        TLanes.Store(a2, ref states, 8);
        TLanes.Store(b2, ref states, 9);
        TLanes.Store(c2, ref states, 10);
        TLanes.Store(d2, ref states, 11);
        TLanes.Store(e2, ref states, 12);
        TLanes.Store(f2, ref states, 13);
        TLanes.Store(g2, ref states, 14);
        TLanes.Store(h2, ref states, 15);
    }

    // The last sixteen rounds.
    private static void TwoFinishing(ref uint before, ref uint states, ref uint words)
    {
        ref var constants = ref Unsafe.Add(ref MemoryMarshal.GetReference(Sha256Constants.RoundConstants), RoundsExtending);
        ref var others = ref Unsafe.Add(ref words, ScheduleSize);
        var a = TLanes.Load(ref before, 0);
        var b = TLanes.Load(ref before, 1);
        var c = TLanes.Load(ref before, 2);
        var d = TLanes.Load(ref before, 3);
        var e = TLanes.Load(ref before, 4);
        var f = TLanes.Load(ref before, 5);
        var g = TLanes.Load(ref before, 6);
        var h = TLanes.Load(ref before, 7);
        var a2 = TLanes.Load(ref before, 8);
        var b2 = TLanes.Load(ref before, 9);
        var c2 = TLanes.Load(ref before, 10);
        var d2 = TLanes.Load(ref before, 11);
        var e2 = TLanes.Load(ref before, 12);
        var f2 = TLanes.Load(ref before, 13);
        var g2 = TLanes.Load(ref before, 14);
        var h2 = TLanes.Load(ref before, 15);
        for (var round = RoundsExtending; round < Sha256Constants.Rounds; round += RoundsOfStep)
        {
            Step(a, b, c, ref d, e, f, g, ref h, ref words, ref constants, 0);
            Step(a2, b2, c2, ref d2, e2, f2, g2, ref h2, ref others, ref constants, 0);
            Step(h, a, b, ref c, d, e, f, ref g, ref words, ref constants, 1);
            Step(h2, a2, b2, ref c2, d2, e2, f2, ref g2, ref others, ref constants, 1);
            Step(g, h, a, ref b, c, d, e, ref f, ref words, ref constants, 2);
            Step(g2, h2, a2, ref b2, c2, d2, e2, ref f2, ref others, ref constants, 2);
            Step(f, g, h, ref a, b, c, d, ref e, ref words, ref constants, 3);
            Step(f2, g2, h2, ref a2, b2, c2, d2, ref e2, ref others, ref constants, 3);
            Step(e, f, g, ref h, a, b, c, ref d, ref words, ref constants, 4);
            Step(e2, f2, g2, ref h2, a2, b2, c2, ref d2, ref others, ref constants, 4);
            Step(d, e, f, ref g, h, a, b, ref c, ref words, ref constants, 5);
            Step(d2, e2, f2, ref g2, h2, a2, b2, ref c2, ref others, ref constants, 5);
            Step(c, d, e, ref f, g, h, a, ref b, ref words, ref constants, 6);
            Step(c2, d2, e2, ref f2, g2, h2, a2, ref b2, ref others, ref constants, 6);
            Step(b, c, d, ref e, f, g, h, ref a, ref words, ref constants, 7);
            Step(b2, c2, d2, ref e2, f2, g2, h2, ref a2, ref others, ref constants, 7);
            words = ref Unsafe.Add(ref words, RoundsOfStep * TLanes.Count);
            others = ref Unsafe.Add(ref others, RoundsOfStep * TLanes.Count);
            constants = ref Unsafe.Add(ref constants, RoundsOfStep);
        }

        Accumulate(ref states, 0, a);
        Accumulate(ref states, 1, b);
        Accumulate(ref states, 2, c);
        Accumulate(ref states, 3, d);
        Accumulate(ref states, 4, e);
        Accumulate(ref states, 5, f);
        Accumulate(ref states, 6, g);
        Accumulate(ref states, 7, h);
        Accumulate(ref states, 8, a2);
        Accumulate(ref states, 9, b2);
        Accumulate(ref states, 10, c2);
        Accumulate(ref states, 11, d2);
        Accumulate(ref states, 12, e2);
        Accumulate(ref states, 13, f2);
        Accumulate(ref states, 14, g2);
        Accumulate(ref states, 15, h2);
    }

    /// <summary>Computes the round with an index, counted from the start of the words and constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        TVector a, TVector b, TVector c, ref TVector d, TVector e, TVector f, TVector g, ref TVector h, ref uint words, ref uint constants, int index) =>
        Step(a, b, c, ref d, e, f, g, ref h, TLanes.Add(TLanes.Load(ref words, index), TLanes.Broadcast(Unsafe.Add(ref constants, index))));

    /// <summary>Computes a round, and the word that is needed sixteen rounds later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StepAndExtend(
        TVector a, TVector b, TVector c, ref TVector d, TVector e, TVector f, TVector g, ref TVector h, ref uint words, ref uint constants, int index)
    {
        Step(a, b, c, ref d, e, f, g, ref h, ref words, ref constants, index);
        var near = TLanes.Add(TLanes.Load(ref words, index), TLanes.Load(ref words, index + 9));
        var far = TLanes.Add(TLanes.SmallSigma0(TLanes.Load(ref words, index + 1)), TLanes.SmallSigma1(TLanes.Load(ref words, index + 14)));
        TLanes.Store(TLanes.Add(near, far), ref words, index + Sha256Constants.WordsOfBlock);
    }
}
