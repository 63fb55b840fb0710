using System.Runtime.CompilerServices;
using PresignKit.SigV4.Hashing;

namespace PresignKit.SigV4.Signing;

/// <summary>Step: signature. The HMAC of the string to sign under the signing key, in lower-case hex.</summary>
internal static class Signature
{
    internal const int HexSize = Sha256.HexSize;

    /// <summary>Signs a canonical request. Many at once are signed by <see cref="Batching.WindowSignatures"/>.</summary>
    [SkipLocalsInit]
    internal static void Write(SigningMoment moment, ReadOnlySpan<byte> canonicalRequest, Span<byte> hex)
    {
        Span<byte> stringToSign = stackalloc byte[StringToSign.MaxLength];
        Span<byte> signature = stackalloc byte[Sha256.Size];
        var head = moment.StringToSignHead;
        if (PlatformCryptography.IsUsed)
        {
            var length = StringToSign.Write(head.Text, canonicalRequest, stringToSign);
            moment.Key.Sign(stringToSign[..length], signature);
        }
        else
        {
            var length = StringToSign.Write(head.Rest, canonicalRequest, stringToSign);
            moment.Key.Hmac.Finish(head.State, stringToSign[..length], head.TotalLength, signature);
        }

        Convert.TryToHexStringLower(signature, hex, out _);
    }

    /// <summary>Signs text that is a string to sign already: a POST policy, a chunk.</summary>
    [SkipLocalsInit]
    internal static void Write(SigningKey key, ReadOnlySpan<byte> stringToSign, Span<byte> hex)
    {
        Span<byte> signature = stackalloc byte[Sha256.Size];
        key.Sign(stringToSign, signature);
        Convert.TryToHexStringLower(signature, hex, out _);
    }
}
