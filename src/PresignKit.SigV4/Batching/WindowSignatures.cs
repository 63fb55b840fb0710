using System.Runtime.Intrinsics;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Hashing.Lanes;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Batching;

/// <summary>Step: the signatures of a window, in the widest lanes that this processor has, or one at a time where it has none.</summary>
internal static class WindowSignatures
{
    internal static void Write(SigningMoment moment, PresignWindow window)
    {
        // Fewer are not worth a vector. The rest are constants to the compiler, which keeps one of these branches.
        if (window.Count == 1 || PlatformCryptography.IsUsed)
            WriteOneByOne(moment, window);
        else if (Lanes512.IsSupported)
            LaneSignatures<Lanes512, Vector512<uint>>.Write(moment, window);
        else if (Lanes256.IsSupported)
            LaneSignatures<Lanes256, Vector256<uint>>.Write(moment, window);
        else if (Lanes128.IsSupported)
            LaneSignatures<Lanes128, Vector128<uint>>.Write(moment, window);
        else
            WriteOneByOne(moment, window);
    }

    /// <summary>The plain way, which the others are tested against.</summary>
    internal static void WriteOneByOne(SigningMoment moment, PresignWindow window)
    {
        for (var i = 0; i < window.Count; i++)
            Signature.Write(moment, window.Message(window.Entries[i]), window.Signatures.Slice(i * Signature.HexSize, Signature.HexSize));
    }
}
