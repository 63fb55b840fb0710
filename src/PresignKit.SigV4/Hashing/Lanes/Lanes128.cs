using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>Four messages at once: all x64 processors of the last fifteen years.</summary>
internal readonly struct Lanes128 : ILanes<Vector128<uint>>
{
    public static bool IsSupported => Ssse3.IsSupported;

    public static int Count => 4;

    public static int Groups => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Load(ref uint words, int index = 0) =>
        Vector128.LoadUnsafe(ref words, (nuint)(index * Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<uint> vector, ref uint words, int index = 0) =>
        vector.StoreUnsafe(ref words, (nuint)(index * Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Broadcast(uint word) => Vector128.Create(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Add(Vector128<uint> left, Vector128<uint> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Subtract(Vector128<uint> left, Vector128<uint> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> And(Vector128<uint> left, Vector128<uint> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Or(Vector128<uint> left, Vector128<uint> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> ShiftLeft(Vector128<uint> vector, int count) => vector << count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> ShiftRight(Vector128<uint> vector, int count) => vector >>> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Choose(Vector128<uint> e, Vector128<uint> f, Vector128<uint> g) => ((f ^ g) & e) ^ g;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Majority(Vector128<uint> a, Vector128<uint> b, Vector128<uint> c) => ((a ^ b) & c) ^ (a & b);

    // A rotation takes two shifts here. All terms of a sigma are combined with XOR, in any order, which keeps the dependency chain short.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> BigSigma0(Vector128<uint> a) =>
        (((a >>> 2) ^ (a << 30)) ^ ((a >>> 13) ^ (a << 19))) ^ ((a >>> 22) ^ (a << 10));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> BigSigma1(Vector128<uint> e) =>
        (((e >>> 6) ^ (e << 26)) ^ ((e >>> 11) ^ (e << 21))) ^ ((e >>> 25) ^ (e << 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> SmallSigma0(Vector128<uint> word) =>
        (((word >>> 7) ^ (word << 25)) ^ ((word >>> 18) ^ (word << 14))) ^ (word >>> 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> SmallSigma1(Vector128<uint> word) =>
        (((word >>> 17) ^ (word << 15)) ^ ((word >>> 19) ^ (word << 13))) ^ (word >>> 10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Gather(ref byte bytes, ref int offsets) => Chunk.Load(ref bytes, offsets);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(Vector128<uint> vector, ref byte bytes, ref int offsets) => Chunk.Store(vector, ref bytes, offsets);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> ReverseBytes(Vector128<uint> vector) =>
        Ssse3.Shuffle(vector.AsByte(), Vector128.Create(Chunk.ReversedLow, Chunk.ReversedHigh).AsByte()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> HexDigits(Vector128<uint> digits) =>
        Ssse3.Shuffle(Vector128.Create(Chunk.HexDigitsLow, Chunk.HexDigitsHigh).AsByte(), digits.AsByte()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> InterleaveLow(Vector128<uint> left, Vector128<uint> right) => Sse2.UnpackLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> InterleaveHigh(Vector128<uint> left, Vector128<uint> right) => Sse2.UnpackHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> JoinLow(Vector128<uint> left, Vector128<uint> right) => Sse2.UnpackLow(left.AsUInt64(), right.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> JoinHigh(Vector128<uint> left, Vector128<uint> right) => Sse2.UnpackHigh(left.AsUInt64(), right.AsUInt64()).AsUInt32();
}
