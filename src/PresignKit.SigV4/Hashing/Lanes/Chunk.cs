using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>Sixteen bytes of one message: what goes into a vector, or comes out of it, in one piece.</summary>
internal static class Chunk
{
    /// <summary>Where each byte comes from when the bytes of four words are reversed.</summary>
    internal static Vector128<byte> Reversed => Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<uint> Load(ref byte bytes, int offset) => Vector128.LoadUnsafe(ref bytes, (nuint)offset).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Vector128<uint> vector, ref byte bytes, int offset) => vector.AsByte().StoreUnsafe(ref bytes, (nuint)offset);
}
