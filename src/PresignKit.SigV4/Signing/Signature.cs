using System.Runtime.CompilerServices;
using PresignKit.SigV4.Hashing;

namespace PresignKit.SigV4.Signing;

/// <summary>Step: signature. The HMAC of the string to sign under the signing key, in lowercase hex.</summary>
internal static class Signature
{
    internal const int HexSize = Sha256.HexSize;

    /// <summary>Signs a canonical request. <see cref="Batching.WindowSignatures"/> signs many at once.</summary>
    [SkipLocalsInit]
    internal static void Write(SigningMoment moment, ReadOnlySpan<byte> canonicalRequest, Span<byte> hex)
    {
        if (PlatformCryptography.IsUsed)
        {
            WriteByPlatform(moment, canonicalRequest, hex);
            return;
        }

        Span<byte> hash = stackalloc byte[Sha256.Size];
        Sha256.Hash(canonicalRequest, hash);
        WriteForHash(moment, hash, hex);
    }

    /// <summary>Signs a text that is already a string to sign, such as a POST policy or a chunk.</summary>
    [SkipLocalsInit]
    internal static void Write(SigningKey key, ReadOnlySpan<byte> stringToSign, Span<byte> hex)
    {
        Span<byte> signature = stackalloc byte[Sha256.Size];
        key.Sign(stringToSign, signature);
        Convert.TryToHexStringLower(signature, hex, out _);
    }

    // The blocks that end the string to sign differ only in the hash of the canonical request: they are copied, and the hash is filled in.
    [SkipLocalsInit]
    private static void WriteForHash(SigningMoment moment, ReadOnlySpan<byte> hash, Span<byte> hex)
    {
        var head = moment.StringToSignHead;
        Span<byte> blocks = stackalloc byte[StringToSignHead.MaxBlocksLength];
        blocks = blocks[..head.Blocks.Length];
        head.Blocks.CopyTo(blocks);
        Convert.TryToHexStringLower(hash, blocks[head.Rest.Length..], out _);
        var inner = head.State;
        inner.Absorb(blocks);

        Span<byte> signature = stackalloc byte[Sha256.Size];
        moment.Key.Hmac.FinishOuter(inner, signature);
        Convert.TryToHexStringLower(signature, hex, out _);
    }

    [SkipLocalsInit]
    private static void WriteByPlatform(SigningMoment moment, ReadOnlySpan<byte> canonicalRequest, Span<byte> hex)
    {
        Span<byte> stringToSign = stackalloc byte[StringToSign.MaxLength];
        var length = StringToSign.Write(moment.StringToSignHead.Text, canonicalRequest, stringToSign);
        Write(moment.Key, stringToSign[..length], hex);
    }
}
