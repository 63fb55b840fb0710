namespace PresignKit.Providers;

/// <summary>
/// Uploads that the backend creates and completes, and whose bytes clients send in parts (S3: multipart uploads; Azure: block lists). A
/// client can write only as long as the upload is open: once the backend has completed or aborted it, every URL for one of its parts is
/// dead, whatever happens to the object later.
/// </summary>
/// <remarks>Every method throws <see cref="StoreException"/> if the store refuses the request or cannot be reached.</remarks>
public interface IMultipartUploads
{
    /// <summary>Creates an upload. Nothing is visible under its key before it is completed.</summary>
    /// <param name="key">The object that it becomes.</param>
    /// <param name="contentType">The object's content type.</param>
    /// <param name="attributes">What is stored with the object.</param>
    /// <param name="checksum">The checksum that each part has, which the store verifies; null: none.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The store's identifier of the upload.</returns>
    Task<string> CreateAsync(
        ObjectKey key,
        string contentType,
        StoredAttributes attributes,
        FileChecksumAlgorithm? checksum,
        CancellationToken cancellationToken = default);

    /// <summary>Lists the parts that the store has received.</summary>
    /// <param name="key">The object.</param>
    /// <param name="uploadId">The upload.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The parts by number; null: the upload does not exist, because it was completed or aborted.</returns>
    Task<IReadOnlyList<UploadedPart>?> ListPartsAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Completes an upload: its parts become the object, and no part can be written anymore. Where the store can be asked to, it refuses if the object
    /// would not have exactly the size of the parts, or if there is an object under the key.
    /// </summary>
    /// <param name="key">The object.</param>
    /// <param name="uploadId">The upload.</param>
    /// <param name="parts">The parts, as <see cref="ListPartsAsync"/> returned them.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>False: the upload does not exist, because another request completed or aborted it.</returns>
    /// <exception cref="StoreException">
    /// <see cref="ErrorCodes.ObjectChanged"/>: a part has been replaced in the meantime; <see cref="ErrorCodes.ObjectExists"/>: another object is
    /// under the key, and the upload is still open.
    /// </exception>
    Task<bool> CompleteAsync(
        ObjectKey key, string uploadId, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default);

    /// <summary>Stores the tags that the upload was created with, if the store dropped them when it was completed. Can be repeated.</summary>
    /// <param name="key">The completed object.</param>
    /// <param name="attributes">What the upload was created with.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>A task that completes when the object has the tags. The default implementation does nothing.</returns>
    Task EnsureTagsAsync(ObjectKey key, StoredAttributes attributes, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Lists all open uploads, including those that other applications created.</summary>
    /// <param name="prefix">What their keys begin with; empty: all uploads of the bucket.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The uploads. They are requested in pages as the sequence is read.</returns>
    IAsyncEnumerable<OpenUpload> ListUploadsAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>
    /// Aborts an upload and deletes its parts, those that were being sent at the same moment included. Does nothing if it does not exist.
    /// </summary>
    /// <param name="key">The object.</param>
    /// <param name="uploadId">The upload.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    Task AbortAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken = default);
}
