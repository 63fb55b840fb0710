using System.Buffers;
using System.Text;

namespace PresignKit.Providers;

/// <summary>Signs with one set of credentials. It is immutable, and many threads use it at once.</summary>
/// <remarks>Every specification is fully resolved: instants, lifetimes, types, and keys are final, and there are no defaults to fill in.</remarks>
public interface ISigningSession
{
    /// <summary>
    /// The instant until which the credentials can be used for signing. Nothing may be signed for longer. A provider that allows for differing clocks
    /// reports an instant before the credentials' own expiry.
    /// </summary>
    /// <value>Null: the credentials do not expire.</value>
    DateTimeOffset? CredentialsExpireAt { get; }

    /// <summary>Signs a request that reads or deletes one object, and does nothing else.</summary>
    /// <param name="specification">What to sign.</param>
    /// <returns>The signed request.</returns>
    /// <exception cref="NotSupportedException">
    /// The store cannot sign exactly this: for example, a HEAD that would also read bytes, or an override that it does not know.
    /// </exception>
    SignedRequest Sign(in AccessSpecification specification);

    /// <summary>
    /// Signs the same access to many objects. By default, they are signed one after the other; a provider that can be faster should implement it.
    /// </summary>
    /// <param name="batch">What to sign.</param>
    /// <param name="keys">The objects.</param>
    /// <param name="requests">Receives one request per key, in the order of <paramref name="keys"/>.</param>
    /// <exception cref="NotSupportedException">As for one object.</exception>
    void SignMany(in AccessBatch batch, IReadOnlyList<ObjectKey> keys, Span<SignedRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(keys);
        for (var i = 0; i < keys.Count; i++)
        {
            requests[i] = Sign(batch.For(keys[i]));
        }
    }

    /// <summary>Signs the same access to many objects and writes only the URLs, as UTF-8, such as into a playlist or a JSON response.</summary>
    /// <param name="batch">What to sign.</param>
    /// <param name="keys">The objects.</param>
    /// <param name="destination">Receives the URLs in the order of <paramref name="keys"/>.</param>
    /// <param name="before">Called before each URL with its index, to write what precedes it; null: nothing does.</param>
    /// <exception cref="NotSupportedException">As for one object; or the holder would have to send headers, which a URL alone cannot convey.</exception>
    void SignMany(
        in AccessBatch batch, IReadOnlyList<ObjectKey> keys, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(destination);
        for (var i = 0; i < keys.Count; i++)
        {
            var signed = Sign(batch.For(keys[i]));
            if (signed.Headers.Count > 0)
            {
                throw new NotSupportedException("The holder of such a URL must send headers with it, so the URL cannot be issued alone.");
            }

            before?.Invoke(i, destination);
            Encoding.UTF8.GetBytes(signed.Url, destination);
        }
    }

    /// <summary>
    /// Signs access to many objects that differ in more than the key. By default, it is signed one after the other; a provider that can be faster should
    /// implement it.
    /// </summary>
    /// <param name="specifications">What to sign. Usually, they have kind of access, instant, and lifetime in common.</param>
    /// <param name="requests">Receives one request per specification, in their order.</param>
    /// <exception cref="NotSupportedException">As for one object.</exception>
    void SignMany(ReadOnlySpan<AccessSpecification> specifications, Span<SignedRequest> requests)
    {
        for (var i = 0; i < specifications.Length; i++)
        {
            requests[i] = Sign(specifications[i]);
        }
    }

    /// <summary>Signs access to many objects that differ in more than the key, and writes only the URLs, as UTF-8.</summary>
    /// <param name="specifications">What to sign. Usually, they have kind of access, instant, and lifetime in common.</param>
    /// <param name="destination">Receives the URLs in the order of <paramref name="specifications"/>.</param>
    /// <param name="before">Called before each URL with its index, to write what precedes it; null: nothing does.</param>
    /// <exception cref="NotSupportedException">As for one object; or the holder would have to send headers, which a URL alone cannot convey.</exception>
    void SignMany(ReadOnlySpan<AccessSpecification> specifications, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before)
    {
        ArgumentNullException.ThrowIfNull(destination);
        for (var i = 0; i < specifications.Length; i++)
        {
            var signed = Sign(specifications[i]);
            if (signed.Headers.Count > 0)
            {
                throw new NotSupportedException("The holder of such a URL must send headers with it, so the URL cannot be issued alone.");
            }

            before?.Invoke(i, destination);
            Encoding.UTF8.GetBytes(signed.Url, destination);
        }
    }

    /// <summary>
    /// Signs a request that no policy speaks about. What the store's own signatures use (such as <c>X-Amz-Signature</c>) is refused with
    /// <see cref="ArgumentException"/>.
    /// </summary>
    /// <param name="specification">What to sign.</param>
    /// <returns>The signed request.</returns>
    /// <exception cref="NotSupportedException">The provider signs only what the other methods can express.</exception>
    SignedRequest SignUnrestricted(in UnrestrictedSpecification specification) =>
        throw new NotSupportedException("The provider of this store signs only what policies can express, and no other requests.");

    /// <summary>Signs a request whose body becomes one object.</summary>
    /// <param name="specification">What to sign.</param>
    /// <returns>The signed request.</returns>
    /// <exception cref="NotSupportedException">The store cannot bind one of the attributes.</exception>
    SignedRequest SignUpload(in UploadSpecification specification);

    /// <summary>Signs a request whose body becomes one part of an upload.</summary>
    /// <param name="specification">What to sign.</param>
    /// <returns>The signed request.</returns>
    /// <exception cref="NotSupportedException">The store has no uploads in parts (<see cref="IStoreProvider.Uploads"/> is null).</exception>
    SignedRequest SignPart(in PartSpecification specification) =>
        throw new NotSupportedException("The store does not support uploads in parts.");

    /// <summary>
    /// Signs parts of one upload. By default, they are signed one after the other; a provider that can be faster should implement it.
    /// </summary>
    /// <param name="batch">What to sign.</param>
    /// <param name="numbers">The numbers of the parts; the plan has all of them.</param>
    /// <param name="requests">Receives one request per number, in the order of <paramref name="numbers"/>.</param>
    /// <exception cref="NotSupportedException">As for one part.</exception>
    void SignParts(in PartBatch batch, ReadOnlySpan<int> numbers, Span<SignedRequest> requests)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            requests[i] = SignPart(batch.For(numbers[i]));
        }
    }

    /// <summary>Signs a form upload of one object.</summary>
    /// <param name="specification">What to sign.</param>
    /// <returns>The signed form.</returns>
    /// <exception cref="NotSupportedException">The store does not accept forms, as its profile says.</exception>
    SignedForm SignFormUpload(in UploadSpecification specification);
}
