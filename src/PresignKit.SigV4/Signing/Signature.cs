namespace PresignKit.SigV4.Signing;

/// <summary>Step: signature. The HMAC of the string to sign under the signing key, in lower-case hex.</summary>
internal static class Signature
{
    internal const int HexSize = Sha256.HexSize;

    /// <summary>Signs a canonical request. One at a time for now; signing many at once belongs here, behind the same inputs.</summary>
    internal static void Write(SigningMoment moment, ReadOnlySpan<byte> canonicalRequest, Span<byte> hex)
    {
        Span<byte> stringToSign = stackalloc byte[StringToSign.MaxLength];
        var length = StringToSign.Write(moment.StringToSignHead, canonicalRequest, stringToSign);
        Write(moment.Key, stringToSign[..length], hex);
    }

    /// <summary>Signs text that is a string to sign already: a POST policy, a chunk.</summary>
    internal static void Write(SigningKey key, ReadOnlySpan<byte> stringToSign, Span<byte> hex)
    {
        Span<byte> signature = stackalloc byte[Sha256.Size];
        key.Sign(stringToSign, signature);
        Convert.TryToHexStringLower(signature, hex, out _);
    }
}
