using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>
/// <see cref="LaneBlocks{TLanes, TVector}"/> for vectors that hold a whole block: sixteen messages by sixteen words are transposed in half the
/// time that collecting pieces of 16 bytes takes. First the words in squares of four by four are transposed, then the squares themselves.
/// Transposing twice restores the original, so the reverse direction is the same.
/// </summary>
internal static class WideBlocks
{
    private const int Rows = 4;

    internal static void Load(ref byte messages, ref int offsets, ref uint words)
    {
        for (var i = 0; i < Sha256Constants.WordsOfBlock; i += Rows)
        {
            var a = Row(ref messages, Unsafe.Add(ref offsets, i));
            var b = Row(ref messages, Unsafe.Add(ref offsets, i + 1));
            var c = Row(ref messages, Unsafe.Add(ref offsets, i + 2));
            var d = Row(ref messages, Unsafe.Add(ref offsets, i + 3));
            LaneBlocks<Lanes512, Vector512<uint>>.Transpose(ref a, ref b, ref c, ref d);
            Lanes512.Store(Lanes512.ReverseBytes(a), ref words, i);
            Lanes512.Store(Lanes512.ReverseBytes(b), ref words, i + 1);
            Lanes512.Store(Lanes512.ReverseBytes(c), ref words, i + 2);
            Lanes512.Store(Lanes512.ReverseBytes(d), ref words, i + 3);
        }

        for (var i = 0; i < Rows; i++)
        {
            var (a, b, c, d) = (Square(ref words, i, 0), Square(ref words, i, 1), Square(ref words, i, 2), Square(ref words, i, 3));
            TransposeSquares(ref a, ref b, ref c, ref d);
            Lanes512.Store(a, ref words, i);
            Lanes512.Store(b, ref words, i + Rows);
            Lanes512.Store(c, ref words, i + (2 * Rows));
            Lanes512.Store(d, ref words, i + (3 * Rows));
        }
    }

    /// <summary>Stores the words, which are overwritten in the process.</summary>
    internal static void Store(ref uint words, ref byte texts, ref int offsets)
    {
        for (var i = 0; i < Sha256Constants.WordsOfBlock; i += Rows)
        {
            var a = Lanes512.ReverseBytes(Lanes512.Load(ref words, i));
            var b = Lanes512.ReverseBytes(Lanes512.Load(ref words, i + 1));
            var c = Lanes512.ReverseBytes(Lanes512.Load(ref words, i + 2));
            var d = Lanes512.ReverseBytes(Lanes512.Load(ref words, i + 3));
            LaneBlocks<Lanes512, Vector512<uint>>.Transpose(ref a, ref b, ref c, ref d);
            Lanes512.Store(a, ref words, i);
            Lanes512.Store(b, ref words, i + 1);
            Lanes512.Store(c, ref words, i + 2);
            Lanes512.Store(d, ref words, i + 3);
        }

        for (var i = 0; i < Rows; i++)
        {
            var (a, b, c, d) = (Square(ref words, i, 0), Square(ref words, i, 1), Square(ref words, i, 2), Square(ref words, i, 3));
            TransposeSquares(ref a, ref b, ref c, ref d);
            Put(a, ref texts, Unsafe.Add(ref offsets, i));
            Put(b, ref texts, Unsafe.Add(ref offsets, i + Rows));
            Put(c, ref texts, Unsafe.Add(ref offsets, i + (2 * Rows)));
            Put(d, ref texts, Unsafe.Add(ref offsets, i + (3 * Rows)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Row(ref byte messages, int offset) => Vector512.LoadUnsafe(ref messages, (nuint)offset).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<uint> row, ref byte texts, int offset) => row.AsByte().StoreUnsafe(ref texts, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Square(ref uint words, int column, int row) => Lanes512.Load(ref words, column + (row * Rows));

    /// <summary>Transposes four by four pieces of 16 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSquares(ref Vector512<uint> a, ref Vector512<uint> b, ref Vector512<uint> c, ref Vector512<uint> d)
    {
        // Two bits select each piece of the result: the first two from the first operand, the last two from the second.
        const byte FirstTwo = 0b01_00_01_00;
        const byte LastTwo = 0b11_10_11_10;
        const byte EvenOnes = 0b10_00_10_00;
        const byte OddOnes = 0b11_01_11_01;
        var low = Avx512F.Shuffle4x128(a, b, FirstTwo);
        var high = Avx512F.Shuffle4x128(a, b, LastTwo);
        var otherLow = Avx512F.Shuffle4x128(c, d, FirstTwo);
        var otherHigh = Avx512F.Shuffle4x128(c, d, LastTwo);
        a = Avx512F.Shuffle4x128(low, otherLow, EvenOnes);
        b = Avx512F.Shuffle4x128(low, otherLow, OddOnes);
        c = Avx512F.Shuffle4x128(high, otherHigh, EvenOnes);
        d = Avx512F.Shuffle4x128(high, otherHigh, OddOnes);
    }
}
