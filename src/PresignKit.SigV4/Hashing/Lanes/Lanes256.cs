using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>Eight messages at once, with AVX2.</summary>
internal readonly struct Lanes256 : ILanes<Vector256<uint>>
{
    public static bool IsSupported => Avx2.IsSupported;

    public static int Count => 8;

    public static int Groups => 1;

    private static Vector256<byte> ReversedTable => Vector256.Create(
        Chunk.ReversedLow, Chunk.ReversedHigh, Chunk.ReversedLow, Chunk.ReversedHigh).AsByte();

    private static Vector256<byte> HexDigitsTable => Vector256.Create(
        Chunk.HexDigitsLow, Chunk.HexDigitsHigh, Chunk.HexDigitsLow, Chunk.HexDigitsHigh).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Load(ref uint words, int index = 0) =>
        Vector256.LoadUnsafe(ref words, (nuint)(index * Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<uint> vector, ref uint words, int index = 0) =>
        vector.StoreUnsafe(ref words, (nuint)(index * Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast(uint word) => Vector256.Create(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Add(Vector256<uint> left, Vector256<uint> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Subtract(Vector256<uint> left, Vector256<uint> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> And(Vector256<uint> left, Vector256<uint> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Or(Vector256<uint> left, Vector256<uint> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ShiftLeft(Vector256<uint> vector, int count) => vector << count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ShiftRight(Vector256<uint> vector, int count) => vector >>> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Choose(Vector256<uint> e, Vector256<uint> f, Vector256<uint> g) => ((f ^ g) & e) ^ g;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Majority(Vector256<uint> a, Vector256<uint> b, Vector256<uint> c) => ((a ^ b) & c) ^ (a & b);

    // A rotation takes two shifts here. All terms of a sigma are combined with XOR, in any order, which keeps the dependency chain short.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> BigSigma0(Vector256<uint> a) =>
        (((a >>> 2) ^ (a << 30)) ^ ((a >>> 13) ^ (a << 19))) ^ ((a >>> 22) ^ (a << 10));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> BigSigma1(Vector256<uint> e) =>
        (((e >>> 6) ^ (e << 26)) ^ ((e >>> 11) ^ (e << 21))) ^ ((e >>> 25) ^ (e << 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> SmallSigma0(Vector256<uint> word) =>
        (((word >>> 7) ^ (word << 25)) ^ ((word >>> 18) ^ (word << 14))) ^ (word >>> 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> SmallSigma1(Vector256<uint> word) =>
        (((word >>> 17) ^ (word << 15)) ^ ((word >>> 19) ^ (word << 13))) ^ (word >>> 10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Gather(ref byte bytes, ref int offsets) =>
        Vector256.Create(Chunk.Load(ref bytes, offsets), Chunk.Load(ref bytes, Unsafe.Add(ref offsets, 4)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(Vector256<uint> vector, ref byte bytes, ref int offsets)
    {
        Chunk.Store(vector.GetLower(), ref bytes, offsets);
        Chunk.Store(vector.GetUpper(), ref bytes, Unsafe.Add(ref offsets, 4));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ReverseBytes(Vector256<uint> vector) =>
        Avx2.Shuffle(vector.AsByte(), ReversedTable).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> HexDigits(Vector256<uint> digits) =>
        Avx2.Shuffle(HexDigitsTable, digits.AsByte()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> InterleaveLow(Vector256<uint> left, Vector256<uint> right) => Avx2.UnpackLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> InterleaveHigh(Vector256<uint> left, Vector256<uint> right) => Avx2.UnpackHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> JoinLow(Vector256<uint> left, Vector256<uint> right) => Avx2.UnpackLow(left.AsUInt64(), right.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> JoinHigh(Vector256<uint> left, Vector256<uint> right) => Avx2.UnpackHigh(left.AsUInt64(), right.AsUInt64()).AsUInt32();
}
