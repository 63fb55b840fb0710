using System.Text;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4;

/// <summary>
/// Signs the requests that a backend sends itself, with an Authorization header. Immutable and safe to share between threads; it does not
/// read a clock and does no I/O.
/// </summary>
public sealed class HeaderSigner
{
    /// <summary>Creates a signer.</summary>
    /// <param name="credentials">The credentials to sign with.</param>
    /// <param name="region">The store's region.</param>
    /// <param name="service">The service in the credential scope; <c>s3</c> for every S3 store.</param>
    /// <exception cref="ArgumentException">The region or service is empty or contains invalid characters.</exception>
    public HeaderSigner(SigV4Credentials credentials, string region, string service = "s3")
    {
        Identity = new SigningIdentity(credentials, region, service);
    }

    internal SigningIdentity Identity { get; }

    /// <summary>Signs a request.</summary>
    /// <param name="method">The HTTP method, in uppercase.</param>
    /// <param name="path">
    /// The absolute path, decoded: <c>/bucket/key</c>. The request must send it with everything except <c>A-Za-z0-9-._~/</c> percent-encoded,
    /// as the signer encodes it.
    /// </param>
    /// <param name="query">All query parameters, decoded.</param>
    /// <param name="headers">
    /// All headers to sign. The request must send each of them with this value: <c>host</c> and <c>x-amz-date</c> (of
    /// <paramref name="signedAt"/>); for S3, also <c>x-amz-content-sha256</c> and, with temporary credentials, <c>x-amz-security-token</c>.
    /// </param>
    /// <param name="payloadHash">The SHA-256 of the body in lowercase hex, or one of S3's literals such as <c>UNSIGNED-PAYLOAD</c>.</param>
    /// <param name="signedAt">The time of signing.</param>
    /// <returns>The value of the Authorization header.</returns>
    /// <exception cref="ArgumentException">A part cannot be signed, or the host is missing.</exception>
    public string Sign(
        string method, string path, ReadOnlySpan<NameValue> query, ReadOnlySpan<NameValue> headers, string payloadHash, DateTimeOffset signedAt)
    {
        PresignChecks.ThrowIfNotMethod(method);
        if (path is not ['/', ..])
        {
            throw new ArgumentException("A path must start with a slash.", nameof(path));
        }

        if (!UriEncoding.IsEncodable(path))
        {
            throw new ArgumentException("The path contains an unpaired surrogate and cannot be encoded as UTF-8.", nameof(path));
        }

        ArgumentException.ThrowIfNullOrEmpty(payloadHash);
        PresignChecks.ThrowIfNotPayloadHash(payloadHash, nameof(payloadHash));
        PresignChecks.ThrowIfNotHeaders(headers, nameof(headers));
        PresignChecks.ThrowIfNotParameters(query, nameof(query));

        var buffer = Utf8Buffer.Rent();
        try
        {
            return Sign(buffer, method, path, query, headers, payloadHash, signedAt);
        }
        finally
        {
            Utf8Buffer.Return(buffer);
        }
    }

    /// <summary>Writes the canonical request into the buffer and signs it.</summary>
    internal string Sign(
        Utf8Buffer buffer,
        string method,
        string path,
        ReadOnlySpan<NameValue> query,
        ReadOnlySpan<NameValue> headers,
        string payloadHash,
        DateTimeOffset signedAt)
    {
        var names = SignedHeaderNames.Of(headers);
        if (!names.Contains("host"))
        {
            throw new ArgumentException("The headers must contain 'host', which must be signed.", nameof(headers));
        }

        var moment = Identity.At(signedAt);
        CanonicalRequest.Append(buffer, method, path, query, names, headers, payloadHash);
        Span<byte> signature = stackalloc byte[Signature.HexSize];
        Signature.Write(moment, buffer.Written, signature);
        return $"{AuthParameters.AlgorithmValue} Credential={moment.Credential}, SignedHeaders={string.Join(';', names)}, "
            + $"Signature={Encoding.ASCII.GetString(signature)}";
    }
}
