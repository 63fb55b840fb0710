using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Hashing.Lanes;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Batching;

/// <summary>Step: the signatures of a window, in the widest lanes that the processor supports, or one at a time if it supports none.</summary>
internal static class WindowSignatures
{
    /// <summary>
    /// How many URLs are signed at once in this process: the number of lanes in the widest vector, or one if vectors are not supported or
    /// the platform hashes.
    /// </summary>
    internal static int Lanes
    {
        // Consists of values that are constant for the just-in-time compiler, at the latest in tier 1, so only one branch below remains.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => PlatformCryptography.IsUsed ? 1
            : Lanes512.IsSupported ? Lanes512.Count
            : Lanes256.IsSupported ? Lanes256.Count
            : Lanes128.IsSupported ? Lanes128.Count
            : 1;
    }

    internal static void Write(SigningMoment moment, PresignWindow window)
    {
        // A vector does not pay off for one URL.
        if (window.Count == 1 || Lanes == 1)
        {
            WriteOneByOne(moment, window);
        }
        else if (Lanes == Lanes512.Count)
        {
            LaneSignatures<Lanes512, Vector512<uint>>.Write(moment, window);
        }
        else if (Lanes == Lanes256.Count)
        {
            LaneSignatures<Lanes256, Vector256<uint>>.Write(moment, window);
        }
        else
        {
            LaneSignatures<Lanes128, Vector128<uint>>.Write(moment, window);
        }
    }

    /// <summary>The simple implementation, against which the others are tested.</summary>
    internal static void WriteOneByOne(SigningMoment moment, PresignWindow window)
    {
        for (var i = 0; i < window.Count; i++)
        {
            Signature.Write(moment, window.Message(window.Entries[i]), window.Signatures.Slice(PresignWindow.PlaceOf(i), Signature.HexSize));
        }
    }
}
