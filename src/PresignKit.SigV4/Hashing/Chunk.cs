using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PresignKit.SigV4.Hashing;

/// <summary>Sixteen bytes of one message: what goes into a vector, or comes out of it, in one piece.</summary>
internal static class Chunk
{
    // Tables for byte shuffles, as two halves: spelled out at each width, they are constants in memory, and not put together on each use.

    /// <summary>Where each byte comes from when the bytes of words are reversed: 3, 2, 1, 0, 7, 6, 5, 4.</summary>
    internal const ulong ReversedLow = 0x0405060700010203;

    /// <summary>11, 10, 9, 8, 15, 14, 13, 12.</summary>
    internal const ulong ReversedHigh = 0x0c0d0e0f08090a0b;

    /// <summary>The characters of the digits 0 to 7.</summary>
    internal const ulong HexDigitsLow = 0x3736353433323130;

    /// <summary>And of 8 to f.</summary>
    internal const ulong HexDigitsHigh = 0x6665646362613938;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<uint> Load(ref byte bytes, int offset) => Vector128.LoadUnsafe(ref bytes, (nuint)offset).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Vector128<uint> vector, ref byte bytes, int offset) => vector.AsByte().StoreUnsafe(ref bytes, (nuint)offset);
}
