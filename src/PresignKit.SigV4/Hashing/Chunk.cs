using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PresignKit.SigV4.Hashing;

/// <summary>Sixteen bytes of one message: the unit in which messages are loaded into vectors and stored from them.</summary>
internal static class Chunk
{
    // Tables for byte shuffles, in two halves. Written out at each width, they are constants in memory and are not assembled on each use.

    /// <summary>The source of each byte when the bytes of words are reversed: 3, 2, 1, 0, 7, 6, 5, 4.</summary>
    internal const ulong ReversedLow = 0x0405060700010203;

    /// <summary>The second half: 11, 10, 9, 8, 15, 14, 13, 12.</summary>
    internal const ulong ReversedHigh = 0x0c0d0e0f08090a0b;

    /// <summary>The characters of the digits 0 to 7.</summary>
    internal const ulong HexDigitsLow = 0x3736353433323130;

    /// <summary>The characters of the digits 8 to f.</summary>
    internal const ulong HexDigitsHigh = 0x6665646362613938;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<uint> Load(ref byte bytes, int offset) => Vector128.LoadUnsafe(ref bytes, (nuint)offset).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Vector128<uint> vector, ref byte bytes, int offset) => vector.AsByte().StoreUnsafe(ref bytes, (nuint)offset);
}
