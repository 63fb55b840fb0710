using System.Runtime.CompilerServices;
using PresignKit.SigV4.Hashing;

namespace PresignKit.SigV4.Signing;

/// <summary>Step: string to sign. The algorithm, the date, the scope, and the hex SHA-256 of the canonical request, one on each line.</summary>
/// <remarks>Amazon S3 API Reference, "Signature Calculations for the Authorization Header", task 2.</remarks>
internal static class StringToSign
{
    /// <summary>The maximum length, which exists because the names in a scope have one.</summary>
    internal const int MaxLength = 18 + AmzDate.Length + 1 + AmzDate.DayLength + 2 * (CredentialScope.MaxNameLength + 1) + 14 + Sha256.HexSize;

    /// <summary>The part that is the same for a whole second.</summary>
    internal static string Head(string date, string scope) => $"AWS4-HMAC-SHA256\n{date}\n{scope}\n";

    /// <summary>Writes the head, or the rest of it, and the hash of the canonical request; returns the length.</summary>
    [SkipLocalsInit]
    internal static int Write(ReadOnlySpan<byte> head, ReadOnlySpan<byte> canonicalRequest, Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[Sha256.Size];
        Sha256.Hash(canonicalRequest, hash);
        head.CopyTo(destination);
        Convert.TryToHexStringLower(hash, destination[head.Length..], out var hex);
        return head.Length + hex;
    }
}
