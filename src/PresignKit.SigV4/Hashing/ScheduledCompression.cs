using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PresignKit.SigV4.Hashing;

/// <summary>
/// The compression of SHA-256 for one message, on processors with 128-bit vectors. The rounds depend on each other and cannot run in
/// parallel, but the words that they need can be computed four at a time, while the rounds wait. The rounds are therefore scalar, and the
/// vector instructions for the words of the next 16 rounds are placed between them.
/// </summary>
internal static class ScheduledCompression
{
    internal static bool IsSupported => Ssse3.IsSupported;

    /// <summary>Compresses whole blocks into a state.</summary>
    internal static void Compress(ref Sha256State state, ReadOnlySpan<byte> blocks)
    {
        for (; blocks.Length >= Sha256Constants.BlockSize; blocks = blocks[Sha256Constants.BlockSize..])
        {
            CompressBlock(ref state, ref MemoryMarshal.GetReference(blocks));
        }
    }

    [SkipLocalsInit]
    private static void CompressBlock(ref Sha256State state, ref byte block)
    {
        // The words of 16 rounds, each with its constant. Used words are replaced with those of the next 16 rounds.
        Span<uint> window = stackalloc uint[Sha256Constants.WordsOfBlock];
        ref var words = ref MemoryMarshal.GetReference(window);
        ref var constants = ref MemoryMarshal.GetReference(Sha256Constants.RoundConstants);

        var w0 = Load(ref block, 0);
        var w1 = Load(ref block, 16);
        var w2 = Load(ref block, 32);
        var w3 = Load(ref block, 48);
        (w0 + Vector128.LoadUnsafe(ref constants, 0)).StoreUnsafe(ref words, 0);
        (w1 + Vector128.LoadUnsafe(ref constants, 4)).StoreUnsafe(ref words, 4);
        (w2 + Vector128.LoadUnsafe(ref constants, 8)).StoreUnsafe(ref words, 8);
        (w3 + Vector128.LoadUnsafe(ref constants, 12)).StoreUnsafe(ref words, 12);

        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (nuint next = 16; next < Sha256Constants.Rounds; next += 16)
        {
            w0 = NextFour(w0, w1, w2, w3);
            Sha256Round.FourSteps(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, ref words);
            (w0 + Vector128.LoadUnsafe(ref constants, next)).StoreUnsafe(ref words, 0);

            w1 = NextFour(w1, w2, w3, w0);
            Sha256Round.FourSteps(ref e, ref f, ref g, ref h, ref a, ref b, ref c, ref d, ref Unsafe.Add(ref words, 4));
            (w1 + Vector128.LoadUnsafe(ref constants, next + 4)).StoreUnsafe(ref words, 4);

            w2 = NextFour(w2, w3, w0, w1);
            Sha256Round.FourSteps(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, ref Unsafe.Add(ref words, 8));
            (w2 + Vector128.LoadUnsafe(ref constants, next + 8)).StoreUnsafe(ref words, 8);

            w3 = NextFour(w3, w0, w1, w2);
            Sha256Round.FourSteps(ref e, ref f, ref g, ref h, ref a, ref b, ref c, ref d, ref Unsafe.Add(ref words, 12));
            (w3 + Vector128.LoadUnsafe(ref constants, next + 12)).StoreUnsafe(ref words, 12);
        }

        Sha256Round.FourSteps(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, ref words);
        Sha256Round.FourSteps(ref e, ref f, ref g, ref h, ref a, ref b, ref c, ref d, ref Unsafe.Add(ref words, 4));
        Sha256Round.FourSteps(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, ref Unsafe.Add(ref words, 8));
        Sha256Round.FourSteps(ref e, ref f, ref g, ref h, ref a, ref b, ref c, ref d, ref Unsafe.Add(ref words, 12));
        state.Add(a, b, c, d, e, f, g, h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Load(ref byte block, nuint offset) =>
        Ssse3.Shuffle(Vector128.LoadUnsafe(ref block, offset), Vector128.Create(Chunk.ReversedLow, Chunk.ReversedHigh).AsByte()).AsUInt32();

    /// <summary>Computes four words of the schedule from the sixteen before them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> NextFour(Vector128<uint> w0, Vector128<uint> w1, Vector128<uint> w2, Vector128<uint> w3)
    {
        var back15 = Ssse3.AlignRight(w1.AsByte(), w0.AsByte(), sizeof(uint)).AsUInt32();
        var back7 = Ssse3.AlignRight(w3.AsByte(), w2.AsByte(), sizeof(uint)).AsUInt32();
        var next = w0 + back7 + (Rotate(back15, 7) ^ Rotate(back15, 18) ^ (back15 >>> 3));

        // Each word depends on the one two places before it, so the last two of the four depend on the first two.
        next += SmallSigma1(Vector128.Shuffle(w3, Vector128.Create(2u, 3, 0, 0))) & Vector128.Create(uint.MaxValue, uint.MaxValue, 0, 0);
        next += SmallSigma1(Vector128.Shuffle(next, Vector128.Create(0u, 0, 0, 1))) & Vector128.Create(0, 0, uint.MaxValue, uint.MaxValue);
        return next;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> SmallSigma1(Vector128<uint> word) => Rotate(word, 17) ^ Rotate(word, 19) ^ (word >>> 10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Rotate(Vector128<uint> word, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(word, count) : (word >>> count) | (word << (32 - count));
}
