using PresignKit.Providers;

namespace PresignKit;

/// <summary>
/// What the backend itself does with the objects of one store, with its own credentials and over the internal endpoint.
/// Registered as a keyed service under the store's name, and plainly for the default store.
/// </summary>
/// <remarks>Every method throws <see cref="StoreException"/> where the store refuses or cannot be reached.</remarks>
public interface IObjectStore
{
    /// <summary>An object's properties, or null where there is none.</summary>
    /// <param name="key">The object.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    Task<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken = default);

    /// <summary>Reads the first bytes of exactly the version that was seen.</summary>
    /// <param name="key">The object.</param>
    /// <param name="etag">The ETag that <see cref="FindAsync"/> gave.</param>
    /// <param name="destination">Where the bytes go; as many are read as it holds.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>How many bytes were read: fewer than the buffer holds only where the object is shorter.</returns>
    /// <exception cref="StoreException"><see cref="ErrorCodes.ObjectChanged"/> where the object is another one by now; <see cref="ErrorCodes.ObjectNotFound"/> where it is gone.</exception>
    Task<int> ReadStartAsync(ObjectKey key, string etag, Memory<byte> destination, CancellationToken cancellationToken = default);

    /// <summary>
    /// Copies exactly the version that was seen to another key of the same store, of whatever size. The bytes and the type come
    /// along; of all else the copy has exactly what <paramref name="attributes"/> say, so that no header stays that a client sent and
    /// nobody signed. Access rights do not come along either.
    /// </summary>
    /// <param name="source">The object to copy.</param>
    /// <param name="etag">The ETag that <see cref="FindAsync"/> gave.</param>
    /// <param name="destination">The key of the copy; an object there is replaced.</param>
    /// <param name="attributes">
    /// What is stored with the copy. Tags are said to the store where its profile has them (<see cref="StoreProfile.Tags"/>).
    /// </param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="StoreException"><see cref="ErrorCodes.ObjectChanged"/> where the store saw another version; <see cref="ErrorCodes.ObjectNotFound"/> where it is gone.</exception>
    /// <remarks>Not every store honours the ETag condition on copies (<see cref="StoreProfile.ConditionalCopy"/>): verify the copy.</remarks>
    Task CopyAsync(
        ObjectKey source, string etag, ObjectKey destination, StoredAttributes attributes, CancellationToken cancellationToken = default);

    /// <summary>Deletes an object. Nothing happens where there is none.</summary>
    /// <param name="key">The object.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default);
}
