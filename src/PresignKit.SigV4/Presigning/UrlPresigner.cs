using System.Buffers;
using PresignKit.SigV4.Batching;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Templates;

namespace PresignKit.SigV4;

/// <summary>
/// Signs URLs for one bucket with one set of credentials. Immutable and safe to share between threads: create it once and
/// keep it. It reads no clock and does no I/O.
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
/// On x64 batches, and of single URLs the short hashes (texts of up to 256 bytes, above all the HMAC), are computed by this library itself; longer single texts, the
/// signing key, and everything elsewhere than on x64, by the platform. Where only a validated module may compute (FIPS 140), the
/// switch <c>PresignKit.SigV4.UsePlatformCryptography</c> leaves all of it to the platform:
/// in the application's project, <c>&lt;RuntimeHostConfigurationOption Include="PresignKit.SigV4.UsePlatformCryptography" Value="true" Trim="true" /&gt;</c>.
/// The URLs are the same; batches then lose most of their speed.
/// </remarks>
public sealed class UrlPresigner
{
    private readonly CanonicalLayout _layout;
    private readonly PresignTemplates _templates;

    /// <summary>Creates a presigner. Endpoint, host and scope are resolved here, once.</summary>
    /// <param name="endpoint">The bucket's address as the URL's holder reaches it.</param>
    /// <param name="credentials">Sign on behalf of this key; the URL can do what the key may do, and nothing beyond the request.</param>
    /// <param name="region">The store's region, such as <c>eu-central-1</c>; for stores without any, usually <c>us-east-1</c>.</param>
    /// <param name="service">The service in the credential scope; <c>s3</c> for every S3 store.</param>
    /// <exception cref="ArgumentException">Region or service is empty or holds characters that do not belong there.</exception>
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
    /// <returns>The URL. Pass it on as it is: whatever parses and rebuilds it may break the signature.</returns>
    /// <exception cref="ArgumentException">The request names nothing that can be signed; the message says which part.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The expiry is not whole seconds from 1 s to 7 days.</exception>
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
    /// Signs a URL into a caller's buffer, as ASCII bytes, without allocating: but for what the URLs of a second have in common, which the first of them makes.
    /// </summary>
    /// <param name="request">What the URL allows.</param>
    /// <param name="utf8">Receives the URL.</param>
    /// <param name="written">How many bytes were written; 0 if there was no room.</param>
    /// <returns>Whether the URL fitted.</returns>
    /// <exception cref="ArgumentException">The request names nothing that can be signed; the message says which part.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The expiry is not whole seconds from 1 s to 7 days.</exception>
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

    /// <summary>Signs a URL into a buffer writer, as ASCII bytes: a response body, a playlist.</summary>
    /// <param name="request">What the URL allows.</param>
    /// <param name="destination">Receives the URL.</param>
    /// <exception cref="ArgumentException">The request names nothing that can be signed; the message says which part.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The expiry is not whole seconds from 1 s to 7 days.</exception>
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

    /// <summary>Signs many URLs at once, as strings. For more than a few, this takes a fraction of the time of one after the other.</summary>
    /// <param name="batch">What the URLs have in common.</param>
    /// <param name="keys">The objects' keys, each as in <see cref="PresignTarget.ForObject"/>.</param>
    /// <param name="urls">Receives the URLs, in the order of the keys.</param>
    /// <exception cref="ArgumentException">A key is empty, or the batch cannot be signed; the message says why. No URL has been written then.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The expiry is not whole seconds from 1 s to 7 days.</exception>
    public void Presign(in PresignBatch batch, ReadOnlySpan<string> keys, Span<string> urls)
    {
        if (urls.Length < keys.Length)
        {
            throw new ArgumentException($"There is room for {urls.Length} URLs, and there are {keys.Length} keys.", nameof(urls));
        }

        PresignChecks.ThrowIfNotSignable(batch, keys);
        var signer = SignerFor(batch);
        try
        {
            while (signer.Next(keys))
            {
                for (var i = 0; i < signer.Count; i++)
                {
                    urls[signer.First + i] = signer.Url(i).ToUrl();
                }
            }
        }
        finally
        {
            signer.Dispose();
        }
    }

    /// <summary>
    /// Signs many URLs at once, as ASCII bytes one after the other: a playlist, a JSON array. It allocates nothing but what the URLs of a second have in
    /// common, which the first of them make. For more than a few, this takes a fraction of the time of one after the other.
    /// </summary>
    /// <param name="batch">What the URLs have in common.</param>
    /// <param name="keys">The objects' keys, each as in <see cref="PresignTarget.ForObject"/>.</param>
    /// <param name="destination">Receives the URLs, in the order of the keys.</param>
    /// <param name="before">
    /// Called before each URL with its index, to write what stands between them, such as a line feed. Null: the URLs follow each other directly.
    /// </param>
    /// <exception cref="ArgumentException">A key is empty, or the batch cannot be signed; the message says why. Nothing has been written then.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The expiry is not whole seconds from 1 s to 7 days.</exception>
    public void Presign(
        in PresignBatch batch, ReadOnlySpan<string> keys, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        PresignChecks.ThrowIfNotSignable(batch, keys);
        var signer = SignerFor(batch);
        try
        {
            while (signer.Next(keys))
            {
                if (before is null)
                {
                    signer.CopyTo(destination);
                }
                else
                {
                    signer.CopyTo(destination, before);
                }
            }
        }
        finally
        {
            signer.Dispose();
        }
    }

    /// <summary>
    /// Writes the canonical request into the buffer, then the signature after it. The parts point into the buffer and the template: what
    /// is emitted is what was signed.
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

    /// <summary>A template for many requests that differ in nothing but their targets.</summary>
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

    // After the canonical request, which is all that the buffer holds.
    private static void WriteSignature(SigningMoment moment, Utf8Buffer buffer)
    {
        var length = buffer.Length;
        var signature = buffer.Claim(Signature.HexSize);
        Signature.Write(moment, buffer[..length], signature);
    }

    private BatchSigner SignerFor(in PresignBatch batch)
    {
        var moment = Identity.At(batch.SignedAt);
        return new BatchSigner(moment, TemplateFor(moment, batch.For(PresignTarget.Bucket)));
    }
}
