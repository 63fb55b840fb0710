using System.Security.Cryptography;

namespace PresignKit.CloudFront;

/// <summary>
/// Signs with a private key that the application does not hold, such as one in a key service (AWS KMS) or a hardware module. It is called for each URL,
/// folder, or set of cookies, and never for each segment of a playlist. At least 32,768 recent signatures are kept, so that it is not called again for the
/// same URL within a stable window.
/// </summary>
/// <remarks>Implementations must be thread-safe. Requests for the same URL at the same time may each call it.</remarks>
public interface ICloudFrontPolicySigner
{
    /// <summary>Signs a hash.</summary>
    /// <param name="hash">The hash of the policy.</param>
    /// <param name="algorithm">Its algorithm, which the signature names: SHA-256, unless the store's settings say SHA-1. AWS KMS has no SHA-1.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>
    /// The signature: of an RSA key, RSASSA-PKCS1-v1_5 (KMS: <c>RSASSA_PKCS1_V1_5_SHA_256</c>); of a P-256 key, ECDSA as DER (KMS: <c>ECDSA_SHA_256</c>).
    /// </returns>
    ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, HashAlgorithmName algorithm, CancellationToken cancellationToken);
}
