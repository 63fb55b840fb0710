using System.Runtime.CompilerServices;

namespace PresignKit.SigV4.Hashing.Lanes;

/// <summary>Step: the hashes of all lanes as lowercase hex, computed within the lanes.</summary>
internal static class LaneHex<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Turns the eight vectors of a state into sixteen vectors with four characters in each lane.</summary>
    internal static void Write(ref uint state, ref uint text)
    {
        for (var word = 0; word < Sha256Constants.WordsOfState; word++)
        {
            var value = TLanes.Load(ref state, word);
            TLanes.Store(Digits(TLanes.ShiftRight(value, 16)), ref text, 2 * word);
            TLanes.Store(Digits(TLanes.And(value, TLanes.Broadcast(0xFFFF))), ref text, 2 * word + 1);
        }
    }

    /// <summary>Returns four digits from the lower half of each word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Digits(TVector half)
    {
        // 0000abcd, then 00ab00cd, then 0a0b0c0d: each half byte in its own byte.
        var bytes = TLanes.And(TLanes.Or(half, TLanes.ShiftLeft(half, 8)), TLanes.Broadcast(0x00FF00FF));
        var digits = TLanes.And(TLanes.Or(bytes, TLanes.ShiftLeft(bytes, 4)), TLanes.Broadcast(0x0F0F0F0F));
        return TLanes.HexDigits(digits);
    }
}
