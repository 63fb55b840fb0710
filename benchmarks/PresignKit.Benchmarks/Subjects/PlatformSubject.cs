using System.Security.Cryptography;
using System.Text;
using PresignKit.SigV4;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// The same URL, signed by the same code, but hashed by the platform's library with hash objects that each thread keeps, which is the fastest way
/// in .NET (<c>HashData</c>, which sets them up on each call, is slower). The difference is what PresignKit's own hashing saves.
/// </summary>
internal sealed class PlatformSubject
{
    [ThreadStatic]
    private static IncrementalHash? t_hash;

    [ThreadStatic]
    private static Hmac? t_hmac;

    [ThreadStatic]
    private static byte[]? t_url;

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly SigV4Credentials _credentials = new(Workload.AccessKeyId, Workload.SecretAccessKey);
    private readonly UrlPresigner _presigner;

    public PlatformSubject() => _presigner = new(
        BucketEndpoint.Create(Workload.Endpoint, Workload.Bucket, BucketAddressing.Path), _credentials, Workload.Region);

    public string GetUrl(string key) => Encoding.ASCII.GetString(GetUtf8(key, _clock.GetUtcNow()));

    public int GetUtf8(string key) => GetUtf8(key, _clock.GetUtcNow()).Length;

    // Valid until the next call on this thread.
    private ReadOnlySpan<byte> GetUtf8(string key, DateTimeOffset signedAt)
    {
        var moment = _presigner.Identity.At(signedAt);
        var buffer = Utf8Buffer.Rent();
        try
        {
            var template = _presigner.TemplateFor(moment, Workload.Get(key, signedAt));
            var (keyEnd, length) = template.Append(buffer, key);
            buffer.Cut(length);
            Span<byte> signature = stackalloc byte[Signature.HexSize];
            Sign(moment, buffer.Written, signature);
            buffer.Append(signature);
            var url = new PresignedUrlParts
            {
                Start = template.UrlStart,
                Path = buffer[template.KeyStart..keyEnd],
                Query = template.UrlQuery,
                Signature = buffer[length..],
            };
            t_url ??= new byte[2048];
            url.CopyTo(t_url);
            return t_url.AsSpan(0, url.Length);
        }
        finally
        {
            Utf8Buffer.Return(buffer);
        }
    }

    private void Sign(SigningMoment moment, ReadOnlySpan<byte> canonicalRequest, Span<byte> hex)
    {
        Span<byte> stringToSign = stackalloc byte[StringToSign.MaxLength];
        var head = moment.StringToSignHead.Text;
        head.CopyTo(stringToSign);
        Span<byte> result = stackalloc byte[SHA256.HashSizeInBytes];
        var hash = t_hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(canonicalRequest);
        hash.GetHashAndReset(result);
        Convert.TryToHexStringLower(result, stringToSign[head.Length..], out var written);

        var hmac = HmacOf(moment);
        hmac.AppendData(stringToSign[..(head.Length + written)]);
        hmac.GetHashAndReset(result);
        Convert.TryToHexStringLower(result, hex, out _);
    }

    // Kept for its day, like the signing key.
    private IncrementalHash HmacOf(SigningMoment moment)
    {
        if (t_hmac is not { } current || !ReferenceEquals(current.Key, moment.Key))
        {
            var key = SigningKey.DeriveBytes(_credentials.SecretBytes, moment.DateText.AsSpan(0, AmzDate.DayLength), Workload.Region, "s3");
            t_hmac = current = new(moment.Key, IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key));
        }

        return current.Hash;
    }

    private sealed record Hmac(SigningKey Key, IncrementalHash Hash);
}
