using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>
/// Sixteen messages at once, in two interleaved groups, with AVX-512. Only AVX-512 has rotations, functions of three operands, and 32 registers.
/// </summary>
internal readonly struct Lanes512 : ILanes<Vector512<uint>>
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported;

    public static int Count => 16;

    public static int Groups => 2;

    private static Vector512<byte> ReversedTable => Vector512.Create(
        Chunk.ReversedLow, Chunk.ReversedHigh, Chunk.ReversedLow, Chunk.ReversedHigh,
        Chunk.ReversedLow, Chunk.ReversedHigh, Chunk.ReversedLow, Chunk.ReversedHigh).AsByte();

    private static Vector512<byte> HexDigitsTable => Vector512.Create(
        Chunk.HexDigitsLow, Chunk.HexDigitsHigh, Chunk.HexDigitsLow, Chunk.HexDigitsHigh,
        Chunk.HexDigitsLow, Chunk.HexDigitsHigh, Chunk.HexDigitsLow, Chunk.HexDigitsHigh).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Load(ref uint words, int index = 0) =>
        Vector512.LoadUnsafe(ref words, (nuint)(index * Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<uint> vector, ref uint words, int index = 0) =>
        vector.StoreUnsafe(ref words, (nuint)(index * Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Broadcast(uint word) => Vector512.Create(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Add(Vector512<uint> left, Vector512<uint> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Subtract(Vector512<uint> left, Vector512<uint> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> And(Vector512<uint> left, Vector512<uint> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Or(Vector512<uint> left, Vector512<uint> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftLeft(Vector512<uint> vector, int count) => vector << count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftRight(Vector512<uint> vector, int count) => vector >>> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Choose(Vector512<uint> e, Vector512<uint> f, Vector512<uint> g) => Avx512F.TernaryLogic(e, f, g, 0xCA);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Majority(Vector512<uint> a, Vector512<uint> b, Vector512<uint> c) => Avx512F.TernaryLogic(a, b, c, 0xE8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> BigSigma0(Vector512<uint> a) =>
        Xor(Avx512F.RotateRight(a, 2), Avx512F.RotateRight(a, 13), Avx512F.RotateRight(a, 22));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> BigSigma1(Vector512<uint> e) =>
        Xor(Avx512F.RotateRight(e, 6), Avx512F.RotateRight(e, 11), Avx512F.RotateRight(e, 25));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> SmallSigma0(Vector512<uint> word) =>
        Xor(Avx512F.RotateRight(word, 7), Avx512F.RotateRight(word, 18), word >>> 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> SmallSigma1(Vector512<uint> word) =>
        Xor(Avx512F.RotateRight(word, 17), Avx512F.RotateRight(word, 19), word >>> 10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Gather(ref byte bytes, ref int offsets) =>
        Vector512.Create(Lanes256.Gather(ref bytes, ref offsets), Lanes256.Gather(ref bytes, ref Unsafe.Add(ref offsets, 8)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(Vector512<uint> vector, ref byte bytes, ref int offsets)
    {
        Lanes256.Scatter(vector.GetLower(), ref bytes, ref offsets);
        Lanes256.Scatter(vector.GetUpper(), ref bytes, ref Unsafe.Add(ref offsets, 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ReverseBytes(Vector512<uint> vector) =>
        Avx512BW.Shuffle(vector.AsByte(), ReversedTable).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> HexDigits(Vector512<uint> digits) =>
        Avx512BW.Shuffle(HexDigitsTable, digits.AsByte()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> InterleaveLow(Vector512<uint> left, Vector512<uint> right) => Avx512F.UnpackLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> InterleaveHigh(Vector512<uint> left, Vector512<uint> right) => Avx512F.UnpackHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> JoinLow(Vector512<uint> left, Vector512<uint> right) => Avx512F.UnpackLow(left.AsUInt64(), right.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> JoinHigh(Vector512<uint> left, Vector512<uint> right) => Avx512F.UnpackHigh(left.AsUInt64(), right.AsUInt64()).AsUInt32();

    // A function of three operands; the number is its truth table.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Xor(Vector512<uint> a, Vector512<uint> b, Vector512<uint> c) => Avx512F.TernaryLogic(a, b, c, 0x96);
}
