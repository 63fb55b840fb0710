using System.Buffers;
using System.Text;

namespace PresignKit.Providers;

/// <summary>Signs with one set of credentials. Immutable, and used by many threads at once.</summary>
/// <remarks>Every specification is fully resolved: instants, lifetimes, types and keys are final, nothing is a default to fill in.</remarks>
public interface ISigningSession
{
    /// <summary>
    /// Until when the credentials are good for signing; null where they do not end. Nothing may be signed for longer. It is before the
    /// credentials' own end where a provider allows for clocks that differ.
    /// </summary>
    DateTimeOffset? CredentialsExpireAt { get; }

    /// <summary>Signs a request that reads or deletes one object, and does nothing else.</summary>
    /// <param name="specification">What to sign.</param>
    /// <exception cref="NotSupportedException">
    /// The store cannot sign this and no more: a HEAD that would read bytes too, an override it does not know.
    /// </exception>
    SignedRequest Sign(in AccessSpecification specification);

    /// <summary>
    /// Signs the same access to many objects. A provider that signs one after the other need not implement it; one that can do better at once should.
    /// </summary>
    /// <param name="batch">What to sign.</param>
    /// <param name="keys">The objects.</param>
    /// <param name="requests">Receives one request a key, in their order.</param>
    /// <exception cref="NotSupportedException">As for one.</exception>
    void SignMany(in AccessBatch batch, IReadOnlyList<ObjectKey> keys, Span<SignedRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(keys);
        for (var i = 0; i < keys.Count; i++)
        {
            requests[i] = Sign(batch.For(keys[i]));
        }
    }

    /// <summary>As above, where only URLs are wanted, as UTF-8: what a playlist or a JSON answer is written from.</summary>
    /// <param name="batch">What to sign.</param>
    /// <param name="keys">The objects.</param>
    /// <param name="destination">Receives the URLs in the order of the keys.</param>
    /// <param name="before">Called before each URL with its index, to write what stands between them; null: nothing stands there.</param>
    /// <exception cref="NotSupportedException">As for one; or the holder would have to send headers, which a URL alone cannot say.</exception>
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
                throw new NotSupportedException("The holder of such a URL has to send headers with it, so it cannot be handed out alone.");
            }

            before?.Invoke(i, destination);
            Encoding.UTF8.GetBytes(signed.Url, destination);
        }
    }

    /// <summary>Signs a request whose body becomes one object.</summary>
    /// <param name="specification">What to sign.</param>
    /// <exception cref="NotSupportedException">The store cannot bind one of the attributes.</exception>
    SignedRequest SignUpload(in UploadSpecification specification);

    /// <summary>Signs a form that uploads one object.</summary>
    /// <param name="specification">What to sign.</param>
    /// <exception cref="NotSupportedException">The store takes no forms: its profile says so.</exception>
    SignedForm SignFormUpload(in UploadSpecification specification);
}
