using System.Security.Cryptography;
using System.Text;
using PresignKit.SigV4.Hashing;

namespace PresignKit.SigV4.Signing;

/// <summary>
/// Step: signing key. Four chained HMACs over day, region, service and terminator. Deriving it costs several times a
/// signature, so one object lives for a day.
/// </summary>
/// <remarks>Amazon S3 API Reference, "Signature Calculations for the Authorization Header", task 3.</remarks>
#pragma warning disable CA1001 // Nobody can say when the last thread has done with a day's key: ThreadLocal and the hash handles have finalizers.
internal sealed class SigningKey
#pragma warning restore CA1001
{
    private readonly HmacSha256? _hmac;

    // By the platform, each thread that needs one has a hash object of its own, keyed.
    private readonly ThreadLocal<IncrementalHash> _platform;

    private SigningKey(byte[] key)
    {
        _platform = new ThreadLocal<IncrementalHash>(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key));
        if (!PlatformCryptography.IsUsed)
        {
            _hmac = new HmacSha256(key);
        }
    }

    /// <summary>The HMAC under this key, where it is computed here.</summary>
    internal HmacSha256 Hmac => _hmac ?? throw new InvalidOperationException("The platform computes under this key.");

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

    /// <summary>Signs a string to sign, by whom it is fastest, as <see cref="Sha256.Hash"/>.</summary>
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
