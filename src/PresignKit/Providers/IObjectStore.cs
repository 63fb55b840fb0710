using PresignKit.Providers;

namespace PresignKit;

/// <summary>
/// The operations that the backend itself performs on the objects of one store, with its own credentials and over the internal endpoint. The plain
/// service is the default store's, and keyed services (the key is the store's name) are those of each store.
/// </summary>
/// <remarks>
/// <para>Every method throws <see cref="StoreException"/> if the store refuses the request or cannot be reached.</para>
/// <para>A version is what <see cref="FindAsync"/> returned: its ETag, and in a versioned bucket its <see cref="ObjectProperties.VersionId"/>.</para>
/// </remarks>
public interface IObjectStore
{
    /// <summary>Reads an object's properties.</summary>
    /// <param name="key">The object.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The properties; null if there is no object.</returns>
    Task<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken = default);

    /// <summary>Reads the first bytes of exactly one version of an object.</summary>
    /// <param name="key">The object.</param>
    /// <param name="version">The version, as <see cref="FindAsync"/> returned it.</param>
    /// <param name="destination">Receives the bytes; at most its length is read.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>How many bytes were read: fewer than the length of <paramref name="destination"/> only if the object is shorter.</returns>
    /// <exception cref="StoreException">
    /// <see cref="ErrorCodes.ObjectChanged"/>: the object has been replaced; <see cref="ErrorCodes.ObjectNotFound"/>: it no longer exists.
    /// </exception>
    Task<int> ReadStartAsync(ObjectKey key, ObjectProperties version, Memory<byte> destination, CancellationToken cancellationToken = default);

    /// <summary>Opens an object for reading. Reading fails if the connection is lost; open it again to repeat.</summary>
    /// <param name="key">The object.</param>
    /// <param name="version">The version to read; null: the current one.</param>
    /// <param name="cancellationToken">Cancels the request; reading the stream has its own token.</param>
    /// <returns>The bytes, from the network as they are read. Dispose of the stream.</returns>
    /// <exception cref="StoreException">
    /// <see cref="ErrorCodes.ObjectChanged"/>: the object has been replaced; <see cref="ErrorCodes.ObjectNotFound"/>: it does not exist.
    /// </exception>
    Task<Stream> OpenReadAsync(ObjectKey key, ObjectProperties? version = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Opens the oldest version of an object that exists; later writes do not change it. Use it to read an object that <see cref="PutAsync"/> has
    /// stored with createOnly, because some stores store another version in a versioned bucket even so.
    /// </summary>
    /// <param name="key">The object.</param>
    /// <param name="cancellationToken">Cancels the request; reading the stream has its own token.</param>
    /// <returns>The bytes. Dispose of the stream. The default implementation opens the current version, which is right where there are no others.</returns>
    /// <exception cref="StoreException"><see cref="ErrorCodes.ObjectNotFound"/>: it does not exist.</exception>
    Task<Stream> OpenFirstAsync(ObjectKey key, CancellationToken cancellationToken = default) => OpenReadAsync(key, version: null, cancellationToken);

    /// <summary>Stores an object of the backend, such as a thumbnail. For files of users, open a slot.</summary>
    /// <param name="key">The object. An existing one is replaced unless <paramref name="createOnly"/> is true.</param>
    /// <param name="content">The bytes, from the stream's position to its end. The stream must be seekable, because the length is sent first.</param>
    /// <param name="contentType">The content type.</param>
    /// <param name="attributes">What is stored with the object; null: nothing.</param>
    /// <param name="createOnly">Whether an existing object stays. The store must support it (<see cref="StoreProfile.CreateOnly"/>).</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>False if <paramref name="createOnly"/> is true and there already is an object; nothing was stored then.</returns>
    /// <exception cref="ArgumentException"><paramref name="content"/> is not seekable, or has more than 5 GiB left.</exception>
    Task<bool> PutAsync(
        ObjectKey key,
        Stream content,
        string contentType,
        StoredAttributes? attributes = null,
        bool createOnly = false,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Copies exactly one version of an object of any size to another key of the same store. The copy has the same bytes and content type.
    /// Of everything else it has exactly <paramref name="attributes"/>, so that no header remains that a client sent unsigned. Access rights
    /// are not copied.
    /// </summary>
    /// <param name="source">The object to copy.</param>
    /// <param name="version">The version, as <see cref="FindAsync"/> returned it.</param>
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
        ObjectKey source, ObjectProperties version, ObjectKey destination, StoredAttributes attributes, CancellationToken cancellationToken = default);

    /// <summary>
    /// Copies as <see cref="CopyAsync"/> does, but only onto exactly the object that was seen under the destination. The store itself compares it at the
    /// moment at which it writes (<see cref="StoreProfile.ConditionalReplace"/>).
    /// </summary>
    /// <param name="source">The object to copy.</param>
    /// <param name="version">Its version, as <see cref="FindAsync"/> returned it.</param>
    /// <param name="destination">The key of the copy.</param>
    /// <param name="replaces">The ETag of the object that the copy replaces, including its quotes.</param>
    /// <param name="attributes">What is stored with the copy.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="NotSupportedException">The store's provider cannot do it. The default implementation throws it.</exception>
    /// <exception cref="StoreException">
    /// <see cref="ErrorCodes.DestinationChanged"/>: there is another object under the destination, or none, and nothing was written;
    /// <see cref="ErrorCodes.ObjectChanged"/>: the source has been replaced; <see cref="ErrorCodes.ObjectNotFound"/>: it no longer exists.
    /// </exception>
    Task ReplaceAsync(
        ObjectKey source,
        ObjectProperties version,
        ObjectKey destination,
        string replaces,
        StoredAttributes attributes,
        CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The store's provider cannot replace exactly one object.");

    /// <summary>Locks one version of an object. Locking it again with the same values changes nothing.</summary>
    /// <param name="key">The object.</param>
    /// <param name="version">The version, as <see cref="FindAsync"/> returned it.</param>
    /// <param name="objectLock">The retention, the legal hold, or both.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="NotSupportedException">The store or its provider has no locks. The default implementation throws it.</exception>
    /// <exception cref="StoreException">
    /// The store refused it, for example because the bucket has no Object Lock. With both a retention and a legal hold, the retention comes first.
    /// </exception>
    Task LockAsync(ObjectKey key, ObjectProperties version, ObjectLock objectLock, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The store's provider cannot lock objects.");

    /// <summary>Deletes an object. Does nothing if it does not exist. In a versioned bucket its versions stay.</summary>
    /// <param name="key">The object.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default);

    /// <summary>In a versioned bucket, deletes one version for good; elsewhere, the object. Does nothing if it does not exist.</summary>
    /// <param name="key">The object.</param>
    /// <param name="version">The version, as <see cref="FindAsync"/> returned it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    Task DeleteVersionAsync(ObjectKey key, ObjectProperties version, CancellationToken cancellationToken = default) =>
        DeleteAsync(key, cancellationToken);

    /// <summary>Lists the objects whose keys begin with a prefix, in the order of their keys' UTF-8 bytes.</summary>
    /// <param name="prefix">The prefix; empty: all objects of the bucket.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The objects. They are requested in pages as the sequence is read.</returns>
    IAsyncEnumerable<ListedObject> ListAsync(string prefix, CancellationToken cancellationToken = default);
}
