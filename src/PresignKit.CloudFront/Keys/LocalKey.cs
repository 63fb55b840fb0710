using System.Security.Cryptography;
using PresignKit.CloudFront.Documents;

namespace PresignKit.CloudFront.Keys;

/// <summary>A key in the memory of the application.</summary>
internal abstract class LocalKey(string keyPairId, CloudFrontHashAlgorithm algorithm, byte[] pkcs8) : PolicyKey(keyPairId, algorithm), IDisposable
{
    // The DER of a P-256 signature has at most 72 bytes; an RSA signature, as many as the key.
    private const int LongestSignature = 512;

    private readonly byte[] _hash = SHA256.HashData(pkcs8);

    /// <summary>What keeps signatures; null: a policy has the same signature each time.</summary>
    protected abstract SignatureCache? Cache { get; }

    /// <summary>Signs a policy, or returns the signature that it has already.</summary>
    /// <returns>The signature as it is in addresses and cookies.</returns>
    public byte[] Sign(ReadOnlySpan<byte> policy)
    {
        var value = HashValue.Of(policy, Algorithm);
        return Cache is not { } cache ? Sign(value) : cache.TryGet(value, out var known) ? known : cache.Add(value, Sign(value));
    }

    /// <summary>Signs a policy that nobody asks for again, and keeps nothing of it.</summary>
    /// <returns>The signature as it is in addresses and cookies.</returns>
    public byte[] SignAnew(ReadOnlySpan<byte> policy) => Sign(HashValue.Of(policy, Algorithm));

    public override ValueTask<byte[]> SignAsync(byte[] policy, CancellationToken cancellationToken) => new(Sign(policy));

    public override bool IsSame(PolicyKey other) => other is LocalKey local && _hash.AsSpan().SequenceEqual(local._hash) && HasSameName(other);

    public abstract void Dispose();

    /// <summary>Signs a hash. Returns the size of the signature.</summary>
    protected abstract int SignHash(ReadOnlySpan<byte> hash, Span<byte> signature);

    private byte[] Sign(in HashValue value)
    {
        Span<byte> hash = stackalloc byte[HashValue.SizeOf(CloudFrontHashAlgorithm.Sha256)];
        hash = hash[..value.Write(hash, Algorithm)];
        Span<byte> signature = stackalloc byte[LongestSignature];
        return QueryText.Encode(signature[..SignHash(hash, signature)]);
    }
}
