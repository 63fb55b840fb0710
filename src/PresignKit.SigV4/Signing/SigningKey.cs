using System.Security.Cryptography;
using System.Text;
using PresignKit.SigV4.Hashing;

namespace PresignKit.SigV4.Signing;

/// <summary>
/// Step: signing key. Four chained HMACs over day, region, service, and terminator. Deriving a key costs several times as much as a
/// signature, so it is kept for its day.
/// </summary>
/// <remarks>Amazon S3 API Reference, "Signature Calculations for the Authorization Header", task 3.</remarks>
#pragma warning disable CA1001 // It is unknown when the last thread stops using a day's key; ThreadLocal and the hash handles have finalizers.
internal sealed class SigningKey
#pragma warning restore CA1001
{
    private readonly HmacSha256? _hmac;

    // For hashing by the platform, each thread creates its own keyed hash object when it first needs one.
    private readonly ThreadLocal<IncrementalHash> _platform;

    private SigningKey(byte[] key)
    {
        _platform = new ThreadLocal<IncrementalHash>(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key));
        if (!PlatformCryptography.IsUsed)
        {
            _hmac = new HmacSha256(key);
        }
    }

    /// <summary>The HMAC with this key, if it is computed by this library.</summary>
    internal HmacSha256 Hmac => _hmac ?? throw new InvalidOperationException("HMACs with this key are computed by the platform.");

    internal static SigningKey Derive(SigV4Credentials credentials, ReadOnlySpan<char> day, string region, string service) =>
        new(DeriveBytes(credentials.SecretBytes, day, region, service));

    internal static byte[] DeriveBytes(ReadOnlySpan<byte> secret, ReadOnlySpan<char> day, string region, string service)
    {
        byte[] start = [.. "AWS4"u8, .. secret];
        var key = HMACSHA256.HashData(start, Encoding.ASCII.GetBytes(day.ToArray()));
        CryptographicOperations.ZeroMemory(start);
        key = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(region));
        key = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(service));
        return HMACSHA256.HashData(key, "aws4_request"u8);
    }

    /// <summary>Signs a string to sign, with the faster implementation for its length, as in <see cref="Sha256.Hash"/>.</summary>
    internal void Sign(ReadOnlySpan<byte> stringToSign, Span<byte> signature)
    {
        if (_hmac is not null && stringToSign.Length <= Sha256.LongestHere)
        {
            _hmac.Sign(stringToSign, signature);
            return;
        }

        var hmac = _platform.Value!;
        hmac.AppendData(stringToSign);
        hmac.GetHashAndReset(signature);
    }
}
