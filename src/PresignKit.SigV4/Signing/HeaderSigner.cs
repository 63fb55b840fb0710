using System.Text;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4;

/// <summary>
/// Signs requests by an Authorization header: the ones a backend sends itself. Immutable and safe to share between threads;
/// it reads no clock and does no I/O.
/// </summary>
public sealed class HeaderSigner
{
    /// <summary>Creates a signer.</summary>
    /// <param name="credentials">Sign on behalf of this key.</param>
    /// <param name="region">The store's region.</param>
    /// <param name="service">The service in the credential scope; <c>s3</c> for every S3 store.</param>
    /// <exception cref="ArgumentException">Region or service is empty or holds characters that do not belong there.</exception>
    public HeaderSigner(SigV4Credentials credentials, string region, string service = "s3")
    {
        Identity = new SigningIdentity(credentials, region, service);
    }

    internal SigningIdentity Identity { get; }

    /// <summary>Signs a request.</summary>
    /// <param name="method">The HTTP method, in upper case.</param>
    /// <param name="path">The absolute path, decoded: <c>/bucket/key</c>. It is sent as this signer encodes it: everything but <c>A-Za-z0-9-._~/</c> escaped.</param>
    /// <param name="query">All query parameters, decoded.</param>
    /// <param name="headers">
    /// All headers to sign, and the request must carry each of them so: <c>host</c> and <c>x-amz-date</c> (of <paramref name="signedAt"/>), for S3
    /// also <c>x-amz-content-sha256</c> and, with temporary credentials, <c>x-amz-security-token</c>.
    /// </param>
    /// <param name="payloadHash">The SHA-256 of the body in lower-case hex, or one of S3's literals such as <c>UNSIGNED-PAYLOAD</c>.</param>
    /// <param name="signedAt">The moment of signing.</param>
    /// <returns>The value of the Authorization header.</returns>
    /// <exception cref="ArgumentException">A part cannot be signed, or the host is missing.</exception>
    public string Sign(
        string method, string path, ReadOnlySpan<NameValue> query, ReadOnlySpan<NameValue> headers, string payloadHash, DateTimeOffset signedAt)
    {
        PresignChecks.ThrowIfNotMethod(method);
        if (path is not ['/', ..])
        {
            throw new ArgumentException("A path must begin with a slash.", nameof(path));
        }

        if (!UriEncoding.IsEncodable(path))
        {
            throw new ArgumentException("The path holds half of a surrogate pair, which has no UTF-8 form.", nameof(path));
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
            throw new ArgumentException("The host must be signed.", nameof(headers));
        }

        var moment = Identity.At(signedAt);
        CanonicalRequest.Append(buffer, method, path, query, names, headers, payloadHash);
        Span<byte> signature = stackalloc byte[Signature.HexSize];
        Signature.Write(moment, buffer.Written, signature);
        return $"{AuthParameters.AlgorithmValue} Credential={moment.Credential}, SignedHeaders={string.Join(';', names)}, "
            + $"Signature={Encoding.ASCII.GetString(signature)}";
    }
}
