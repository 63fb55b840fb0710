using System.Buffers;
using PresignKit.SigV4.Batching;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Templates;

namespace PresignKit.SigV4;

/// <summary>
/// Signs URLs for one bucket with one set of credentials. Immutable and safe to share between threads; create it once and reuse it. It
/// does not read a clock and does no I/O.
/// </summary>
/// <example>
/// <code>
/// var presigner = new UrlPresigner(
///     BucketEndpoint.Create("https://s3.eu-central-1.amazonaws.com", "media", BucketAddressing.VirtualHost), credentials, "eu-central-1");
/// string url = presigner.Presign(new PresignRequest
/// {
///     Method = "GET",
///     Target = PresignTarget.ForObject("videos/intro.mp4"),
///     SignedAt = timeProvider.GetUtcNow(),
///     Lifetime = TimeSpan.FromMinutes(5),
/// });
/// </code>
/// </example>
/// <remarks>
/// On x64, this library itself computes the hashes of batches and, for single URLs, those of texts of up to 256 bytes (mainly the HMAC).
/// The platform computes the hashes of longer single texts and the signing key and, on other processors, everything. If only a validated
/// module is allowed (FIPS 140), the switch <c>PresignKit.SigV4.UsePlatformCryptography</c> makes the platform compute everything. In
/// the application's project, add
/// <c>&lt;RuntimeHostConfigurationOption Include="PresignKit.SigV4.UsePlatformCryptography" Value="true" Trim="true" /&gt;</c>.
/// The URLs are the same, but batches lose most of their speed.
/// </remarks>
public sealed partial class UrlPresigner
{
    private readonly CanonicalLayout _layout;
    private readonly PresignTemplates _templates;

    /// <summary>Creates a presigner. Endpoint, host, and scope are resolved once, here.</summary>
    /// <param name="endpoint">The bucket's public endpoint, as the client that uses the URL reaches it.</param>
    /// <param name="credentials">The credentials to sign with. A URL allows only its request, and only if the credentials allow it.</param>
    /// <param name="region">The store's region, such as <c>eu-central-1</c>; for stores without regions, usually <c>us-east-1</c>.</param>
    /// <param name="service">The service in the credential scope; <c>s3</c> for every S3 store.</param>
    /// <exception cref="ArgumentException">The region or service is empty or contains invalid characters.</exception>
    public UrlPresigner(BucketEndpoint endpoint, SigV4Credentials credentials, string region, string service = "s3")
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        Identity = new SigningIdentity(credentials, region, service);
        _layout = new CanonicalLayout(endpoint);
        _templates = new PresignTemplates(_layout);
    }

    internal SigningIdentity Identity { get; }

    /// <summary>Signs a URL.</summary>
    /// <param name="request">What the URL allows.</param>
    /// <returns>The URL. Pass it on unchanged: parsing and rebuilding it may invalidate the signature.</returns>
    /// <exception cref="ArgumentException">The request cannot be signed; the message states which part is invalid.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not a whole number of seconds from 1 second to 7 days.</exception>
    public string Presign(in PresignRequest request)
    {
        PresignChecks.ThrowIfNotSignable(request);
        var buffer = Utf8Buffer.Rent();
        try
        {
            return Sign(request, buffer).ToUrl();
        }
        finally
        {
            Utf8Buffer.Return(buffer);
        }
    }

    /// <summary>
    /// Signs a URL into a caller's buffer, as ASCII bytes. Only the first URL of a second allocates, for what the URLs of that second have
    /// in common.
    /// </summary>
    /// <param name="request">What the URL allows.</param>
    /// <param name="utf8">Receives the URL.</param>
    /// <param name="written">The number of bytes written; 0 if the buffer is too small.</param>
    /// <returns>Whether the URL fit into the buffer.</returns>
    /// <exception cref="ArgumentException">The request cannot be signed; the message states which part is invalid.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not a whole number of seconds from 1 second to 7 days.</exception>
    public bool TryPresign(in PresignRequest request, Span<byte> utf8, out int written)
    {
        PresignChecks.ThrowIfNotSignable(request);
        var buffer = Utf8Buffer.Rent();
        try
        {
            var url = Sign(request, buffer);
            written = url.Length <= utf8.Length ? url.Length : 0;
            if (written > 0)
            {
                url.CopyTo(utf8);
            }

            return written > 0;
        }
        finally
        {
            Utf8Buffer.Return(buffer);
        }
    }

    /// <summary>Signs a URL into a buffer writer, as ASCII bytes, for example into a response body or a playlist.</summary>
    /// <param name="request">What the URL allows.</param>
    /// <param name="destination">Receives the URL.</param>
    /// <exception cref="ArgumentException">The request cannot be signed; the message states which part is invalid.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not a whole number of seconds from 1 second to 7 days.</exception>
    public void Presign(in PresignRequest request, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        PresignChecks.ThrowIfNotSignable(request);
        var buffer = Utf8Buffer.Rent();
        try
        {
            Sign(request, buffer).CopyTo(destination);
        }
        finally
        {
            Utf8Buffer.Return(buffer);
        }
    }

    /// <summary>
    /// Writes the canonical request into the buffer, followed by the signature. The parts point into the buffer and the template: the bytes
    /// that are signed are the bytes that are emitted.
    /// </summary>
    internal PresignedUrlParts Sign(in PresignRequest request, Utf8Buffer buffer)
    {
        var moment = Identity.At(request.SignedAt);
        return request.Target.Key is { } key
            && PresignTemplates.IsRepeatable(request)
            && _templates.Find(moment, request) is { } template
            ? SignFromTemplate(template, moment, key, buffer)
            : SignFromParts(request, moment, buffer);
    }

    /// <summary>Returns a template for requests that differ only in their targets.</summary>
    internal PresignTemplate TemplateFor(SigningMoment moment, in PresignRequest request) => _templates.Get(moment, request);

    private static PresignedUrlParts SignFromTemplate(PresignTemplate template, SigningMoment moment, string key, Utf8Buffer buffer)
    {
        var (keyEnd, length) = template.Append(buffer, key);
        buffer.Cut(length);
        WriteSignature(moment, buffer);
        return new PresignedUrlParts
        {
            Start = template.UrlStart,
            Path = buffer[template.KeyStart..keyEnd],
            Query = template.UrlQuery,
            Signature = buffer[length..],
        };
    }

    private PresignedUrlParts SignFromParts(in PresignRequest request, SigningMoment moment, Utf8Buffer buffer)
    {
        var places = _layout.Append(buffer, moment.Parameters, request, request.Target);
        var signature = buffer.Length;
        WriteSignature(moment, buffer);
        var query = buffer.Length;
        PresignedUrlParts.AppendQuery(buffer, places.Query);
        return new PresignedUrlParts
        {
            Start = _layout.Origin,
            Path = buffer[places.Path],
            Query = buffer[query..],
            Signature = buffer[signature..query],
        };
    }

    // Appends the signature to the canonical request, which is all that the buffer contains.
    private static void WriteSignature(SigningMoment moment, Utf8Buffer buffer)
    {
        var length = buffer.Length;
        var signature = buffer.Claim(Signature.HexSize);
        Signature.Write(moment, buffer[..length], signature);
    }
}
