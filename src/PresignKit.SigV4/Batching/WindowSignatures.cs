using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Hashing.Lanes;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Batching;

/// <summary>Step: the signatures of a window, in the widest lanes that this processor has, or one at a time where it has none.</summary>
internal static class WindowSignatures
{
    /// <summary>
    /// How many URLs are signed at once in this process: as many as the widest vector has lanes, or one where there is no vector or the platform
    /// hashes.
    /// </summary>
    internal static int Lanes
    {
        // Made of constants, if not to the compiler then from the second compilation on: it keeps one of the branches below.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => PlatformCryptography.IsUsed ? 1
            : Lanes512.IsSupported ? Lanes512.Count
            : Lanes256.IsSupported ? Lanes256.Count
            : Lanes128.IsSupported ? Lanes128.Count
            : 1;
    }

    internal static void Write(SigningMoment moment, PresignWindow window)
    {
        // One URL is not worth a vector.
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

    /// <summary>The plain way, which the others are tested against.</summary>
    internal static void WriteOneByOne(SigningMoment moment, PresignWindow window)
    {
        for (var i = 0; i < window.Count; i++)
        {
            Signature.Write(moment, window.Message(window.Entries[i]), window.Signatures.Slice(PresignWindow.PlaceOf(i), Signature.HexSize));
        }
    }
}
