using PresignKit.Providers;

namespace PresignKit;

/// <summary>
/// The operations that the backend itself performs on the objects of one store, with its own credentials and over the internal endpoint. The plain
/// service is the default store's, and keyed services (the key is the store's name) are those of each store.
/// </summary>
/// <remarks>Every method throws <see cref="StoreException"/> if the store refuses the request or cannot be reached.</remarks>
public interface IObjectStore
{
    /// <summary>Reads an object's properties.</summary>
    /// <param name="key">The object.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The properties; null if there is no object.</returns>
    Task<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken = default);

    /// <summary>Reads the first bytes of exactly one version of an object.</summary>
    /// <param name="key">The object.</param>
    /// <param name="etag">The version's ETag, as <see cref="FindAsync"/> returned it.</param>
    /// <param name="destination">Receives the bytes; at most its length is read.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>How many bytes were read: fewer than the length of <paramref name="destination"/> only if the object is shorter.</returns>
    /// <exception cref="StoreException">
    /// <see cref="ErrorCodes.ObjectChanged"/>: the object has been replaced; <see cref="ErrorCodes.ObjectNotFound"/>: it no longer exists.
    /// </exception>
    Task<int> ReadStartAsync(ObjectKey key, string etag, Memory<byte> destination, CancellationToken cancellationToken = default);

    /// <summary>
    /// Copies exactly one version of an object of any size to another key of the same store. The copy has the same bytes and content type.
    /// Of everything else it has exactly <paramref name="attributes"/>, so that no header remains that a client sent unsigned. Access rights
    /// are not copied.
    /// </summary>
    /// <param name="source">The object to copy.</param>
    /// <param name="etag">The version's ETag, as <see cref="FindAsync"/> returned it.</param>
    /// <param name="destination">The key of the copy; an existing object is replaced.</param>
    /// <param name="attributes">
    /// What is stored with the copy. Tags are sent to the store only if its profile supports them (<see cref="StoreProfile.Tags"/>).
    /// </param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="StoreException">
    /// <see cref="ErrorCodes.ObjectChanged"/>: the object has been replaced; <see cref="ErrorCodes.ObjectNotFound"/>: it no longer exists.
    /// </exception>
    /// <remarks>Not every store enforces the ETag when it copies (<see cref="StoreProfile.ConditionalCopy"/>): verify the copy.</remarks>
    Task CopyAsync(
        ObjectKey source, string etag, ObjectKey destination, StoredAttributes attributes, CancellationToken cancellationToken = default);

    /// <summary>Deletes an object. Does nothing if it does not exist.</summary>
    /// <param name="key">The object.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default);
}
