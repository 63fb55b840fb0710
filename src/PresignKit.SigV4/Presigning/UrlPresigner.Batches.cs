using System.Buffers;
using PresignKit.SigV4.Batching;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Templates;

namespace PresignKit.SigV4;

/// <content>Many URLs at once: of objects, of objects with query parameters of their own, and of the parts of an upload.</content>
public sealed partial class UrlPresigner
{
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
