using System.Security.Cryptography;
using PresignKit.CloudFront.Documents;

namespace PresignKit.CloudFront.Keys;

/// <summary>A key in the memory of the application.</summary>
internal abstract class LocalKey(string keyPairId, CloudFrontHashAlgorithm algorithm, byte[] pkcs8) : PolicyKey(keyPairId, algorithm), IDisposable
{
    // The DER of a P-256 signature has at most 72 bytes; an RSA signature, as many as the key.
    private const int LongestSignature = 512;

    private readonly byte[] _hash = SHA256.HashData(pkcs8);

    /// <summary>Whether a policy has the same signature each time.</summary>
    protected abstract SignatureCache? Cache { get; }

    /// <summary>Signs a policy. Returns the signature as it is in addresses and cookies.</summary>
    public byte[] Sign(ReadOnlySpan<byte> policy)
    {
        var value = HashValue.Of(policy, Algorithm);
        if (Cache?.TryGet(value, out var known) == true)
        {
            return known;
        }

        Span<byte> hash = stackalloc byte[HashValue.SizeOf(CloudFrontHashAlgorithm.Sha256)];
        hash = hash[..value.Write(hash, Algorithm)];
        Span<byte> signature = stackalloc byte[LongestSignature];
        var text = QueryText.Encode(signature[..SignHash(hash, signature)]);
        return Cache?.Add(value, text) ?? text;
    }

    public override ValueTask<byte[]> SignAsync(byte[] policy, CancellationToken cancellationToken) => new(Sign(policy));

    public override bool IsSame(PolicyKey other) => other is LocalKey local && _hash.AsSpan().SequenceEqual(local._hash) && HasSameName(other);

    public abstract void Dispose();

    /// <summary>Signs a hash. Returns the size of the signature.</summary>
    protected abstract int SignHash(ReadOnlySpan<byte> hash, Span<byte> signature);
}
