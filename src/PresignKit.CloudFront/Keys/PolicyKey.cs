using System.Text;

namespace PresignKit.CloudFront.Keys;

/// <summary>A key that signs policies.</summary>
/// <param name="keyPairId">The ID of its public key.</param>
/// <param name="algorithm">The hash of what is signed.</param>
internal abstract class PolicyKey(string keyPairId, CloudFrontHashAlgorithm algorithm)
{
    public string KeyPairId => keyPairId;

    public CloudFrontHashAlgorithm Algorithm => algorithm;

    /// <summary>The end of each signed query: which key, and which hash. CloudFront assumes SHA-1 if no hash is named.</summary>
    public byte[] QueryEnd { get; } = Encoding.ASCII.GetBytes(
        algorithm == CloudFrontHashAlgorithm.Sha256 ? $"&Key-Pair-Id={keyPairId}&Hash-Algorithm=SHA256" : $"&Key-Pair-Id={keyPairId}");

    /// <summary>Signs a policy. Returns the signature as it is in addresses and cookies.</summary>
    /// <exception cref="StoreException">An external signer failed.</exception>
    public abstract ValueTask<byte[]> SignAsync(byte[] policy, CancellationToken cancellationToken);

    /// <summary>Whether the other one is the same key, so that what it has signed can be issued again.</summary>
    public abstract bool IsSame(PolicyKey other);

    /// <summary>The ID of the key, without the key.</summary>
    public override string ToString() => keyPairId;

    protected bool HasSameName(PolicyKey other) => other.KeyPairId == keyPairId && other.Algorithm == algorithm;
}
