using System.Security.Cryptography;
using PresignKit.CloudFront.Documents;

namespace PresignKit.CloudFront.Keys;

/// <summary>A key that the application does not hold.</summary>
internal sealed class ExternalKey(string keyPairId, CloudFrontHashAlgorithm algorithm, ICloudFrontPolicySigner signer) : PolicyKey(keyPairId, algorithm)
{
    private const int LongestSignature = 512;

    private readonly SignatureCache _cache = new();

    public ICloudFrontPolicySigner Signer => signer;

    public override ValueTask<byte[]> SignAsync(byte[] policy, CancellationToken cancellationToken) =>
        SignAsync(HashValue.Of(policy, Algorithm), cancellationToken);

    public override bool IsSame(PolicyKey other) => other is ExternalKey { Signer: var theirs } && ReferenceEquals(signer, theirs) && HasSameName(other);

    /// <summary>Signs the hash of a policy.</summary>
    /// <exception cref="StoreException">The signer failed, or returned something else.</exception>
    public async ValueTask<byte[]> SignAsync(HashValue value, CancellationToken cancellationToken)
    {
        if (_cache.TryGet(value, out var known))
        {
            return known;
        }

        var hash = new byte[HashValue.SizeOf(Algorithm)];
        value.Write(hash, Algorithm);
        byte[] signature;
        try
        {
            // A canceled request must not wait for a signer that ignores its token.
            signature = await signer.SignHashAsync(hash, HashValue.NameOf(Algorithm), cancellationToken).AsTask().WaitAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new StoreException(
                ErrorCodes.CredentialsUnavailable,
                $"The signer of key {KeyPairId} failed with {exception.GetType().Name}. Check its permissions and its key.",
                exception);
        }

        return signature is { Length: > 0 and <= LongestSignature }
            ? _cache.Add(value, QueryText.Encode(signature))
            : throw new StoreException(
                ErrorCodes.CredentialsUnavailable,
                $"The signer of key {KeyPairId} returned {signature?.Length ?? 0} bytes. A signature of RSA has 256 bytes, and one of P-256 at most 72.");
    }
}
