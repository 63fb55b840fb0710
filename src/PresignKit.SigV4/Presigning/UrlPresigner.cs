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

    /// <summary>Signs many URLs at once, as strings. For more than a few URLs, this is several times faster than signing them one by one.</summary>
    /// <param name="batch">What the URLs have in common.</param>
    /// <param name="keys">The object keys, each as in <see cref="PresignTarget.ForObject"/>.</param>
    /// <param name="urls">Receives the URLs, in the order of the keys.</param>
    /// <exception cref="ArgumentException">
    /// A key is empty, or the batch cannot be signed; the message states why. No URL has been written.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not a whole number of seconds from 1 second to 7 days.</exception>
    public void Presign(in PresignBatch batch, ReadOnlySpan<string> keys, Span<string> urls)
    {
        if (urls.Length < keys.Length)
        {
            throw new ArgumentException($"The span has room for {urls.Length} URLs, but there are {keys.Length} keys.", nameof(urls));
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
    /// Signs many URLs at once, as consecutive ASCII bytes, for example into a playlist or a JSON array. Only the first URLs of a second
    /// allocate, for what the URLs of that second have in common. For more than a few URLs, this is several times faster than signing
    /// them one by one.
    /// </summary>
    /// <param name="batch">What the URLs have in common.</param>
    /// <param name="keys">The object keys, each as in <see cref="PresignTarget.ForObject"/>.</param>
    /// <param name="destination">Receives the URLs, in the order of the keys.</param>
    /// <param name="before">
    /// Called before each URL with its index, to write separators such as line feeds. If null, the URLs follow each other directly.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A key is empty, or the batch cannot be signed; the message states why. Nothing has been written.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not a whole number of seconds from 1 second to 7 days.</exception>
#pragma warning disable RS0027 // The overload for objects has another first list, and as many parameters.
    public void Presign(
        in PresignBatch batch, ReadOnlySpan<string> keys, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before = null)
#pragma warning restore RS0027
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
    /// Signs many URLs at once, each with query parameters of its own, as strings. For more than a few URLs, this is several times faster than signing
    /// them one by one.
    /// </summary>
    /// <param name="batch">What the URLs have in common.</param>
    /// <param name="objects">The keys, and the parameters that differ.</param>
    /// <param name="urls">Receives the URLs, in the order of the objects.</param>
    /// <exception cref="ArgumentException">
    /// A key is empty, a parameter does not begin with a lowercase letter, or the batch cannot be signed; the message states why. No URL has been written.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not a whole number of seconds from 1 second to 7 days.</exception>
    public void Presign(in PresignBatch batch, ReadOnlySpan<PresignObject> objects, Span<string> urls)
    {
        if (urls.Length < objects.Length)
        {
            throw new ArgumentException($"The span has room for {urls.Length} URLs, but there are {objects.Length} objects.", nameof(urls));
        }

        PresignChecks.ThrowIfNotSignable(batch, objects);
        var signer = ObjectSignerFor(batch);
        try
        {
            while (signer.Next(objects))
            {
                for (var i = 0; i < signer.Count; i++)
                {
                    urls[signer.First + i] = signer.ToUrl(i);
                }
            }
        }
        finally
        {
            signer.Dispose();
        }
    }

    /// <summary>
    /// Signs many URLs at once, each with query parameters of its own, as consecutive ASCII bytes. Only the first URLs of a second allocate, for what
    /// the URLs of that second have in common. For more than a few URLs, this is several times faster than signing them one by one.
    /// </summary>
    /// <param name="batch">What the URLs have in common.</param>
    /// <param name="objects">The keys, and the parameters that differ.</param>
    /// <param name="destination">Receives the URLs, in the order of the objects.</param>
    /// <param name="before">
    /// Called before each URL with its index, to write separators such as line feeds. Null: the URLs follow each other directly.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A key is empty, a parameter does not begin with a lowercase letter, or the batch cannot be signed; the message states why. Nothing has been written.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not a whole number of seconds from 1 second to 7 days.</exception>
    public void Presign(
        in PresignBatch batch, ReadOnlySpan<PresignObject> objects, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before)
    {
        ArgumentNullException.ThrowIfNull(destination);
        PresignChecks.ThrowIfNotSignable(batch, objects);
        var signer = ObjectSignerFor(batch);
        try
        {
            while (signer.Next(objects))
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
    /// Signs parts of one multipart upload at once, as strings. For more than a few parts, this is several times faster than signing them one by
    /// one.
    /// </summary>
    /// <param name="batch">What the URLs have in common.</param>
    /// <param name="partNumbers">The numbers of the parts, in any order; not necessarily all of them.</param>
    /// <param name="urls">Receives the URLs, in the order of the numbers.</param>
    /// <exception cref="ArgumentException">The batch cannot be signed; the message states why. No URL has been written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size, a part number, or the lifetime is out of range. No URL has been written.
    /// </exception>
    public void Presign(in PresignPartBatch batch, ReadOnlySpan<int> partNumbers, Span<string> urls)
    {
        if (urls.Length < partNumbers.Length)
        {
            throw new ArgumentException($"The span has room for {urls.Length} URLs, but there are {partNumbers.Length} part numbers.", nameof(urls));
        }

        PresignChecks.ThrowIfNotSignable(batch, partNumbers);
        var signer = new PartBatchSigner(_layout, Identity.At(batch.SignedAt), batch);
        try
        {
            signer.Sign(partNumbers, urls);
        }
        finally
        {
            signer.Dispose();
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

    private BatchSigner SignerFor(in PresignBatch batch)
    {
        var moment = Identity.At(batch.SignedAt);
        return new BatchSigner(moment, TemplateFor(moment, batch.For(PresignTarget.Bucket)));
    }

    private ObjectBatchSigner ObjectSignerFor(in PresignBatch batch)
    {
        var moment = Identity.At(batch.SignedAt);
        return new ObjectBatchSigner(moment, TemplateFor(moment, batch.WithoutQuery()), batch.Query);
    }
}
