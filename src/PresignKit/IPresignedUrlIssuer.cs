using System.Buffers;

namespace PresignKit;

/// <summary>
/// Issues signed requests for objects of one store, under named policies. The one interface that applications inject; the
/// plain service is the default store's, and keyed services (the key is the store's name) are those of each store.
/// </summary>
/// <remarks>Nothing here asks whether a user may do it: authorize first, then issue.</remarks>
public interface IPresignedUrlIssuer
{
    /// <summary>The name of the store.</summary>
    string Store { get; }

    /// <summary>Opens an upload slot: applies the policy, chooses the key, and signs the request that the client sends to the store.</summary>
    /// <param name="request">What the client declared, and the application's own key values.</param>
    /// <param name="cancellationToken">Cancels a look-up of credentials.</param>
    /// <returns>The slot. Its holder must send the method, headers or fields exactly as given.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="PolicyViolationException">The policy does not allow it.</exception>
    /// <exception cref="StoreException">Credentials are missing or expired.</exception>
    ValueTask<UploadSlot> OpenUploadSlotAsync(UploadRequest request, CancellationToken cancellationToken = default);

    /// <summary>Issues a URL that downloads or streams one object by GET. Its holder sends no particular header; Range works.</summary>
    /// <param name="key">The object. It need not exist.</param>
    /// <param name="request">Policy, file name, type and disposition; null: the <c>default</c> policy, as an attachment.</param>
    /// <param name="cancellationToken">Cancels a look-up of credentials.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="PolicyViolationException">The policy does not allow it.</exception>
    /// <exception cref="StoreException">Credentials are missing or expired.</exception>
    ValueTask<PresignedUrl> IssueDownloadUrlAsync(
        ObjectKey key, DownloadRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Issues many download URLs with one look-up of credentials, such as a page of thumbnails or the segments of a playlist.</summary>
    /// <param name="keys">The objects.</param>
    /// <param name="request">As for one URL; it applies to all.</param>
    /// <param name="cancellationToken">Cancels a look-up of credentials.</param>
    /// <returns>One URL a key, in the order of <paramref name="keys"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> or one of them is null.</exception>
    /// <exception cref="PolicyViolationException">The policy does not allow it.</exception>
    /// <exception cref="StoreException">Credentials are missing or expired.</exception>
    ValueTask<IReadOnlyList<PresignedUrl>> IssueDownloadUrlsAsync(
        IReadOnlyList<ObjectKey> keys, DownloadRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Issues many download URLs and writes them as UTF-8, straight into a response or a playlist: nothing is allocated for a URL. The text is secret, as each
    /// URL in it is.
    /// </summary>
    /// <param name="keys">The objects.</param>
    /// <param name="destination">Receives the URLs in the order of <paramref name="keys"/>, such as the body of a response (<c>HttpResponse.BodyWriter</c>).</param>
    /// <param name="request">As for one URL; it applies to all.</param>
    /// <param name="before">
    /// Called before each URL with its index, to write what stands between them, such as the line of a playlist. Null: the URLs follow each
    /// other directly.
    /// </param>
    /// <param name="cancellationToken">Cancels a look-up of credentials.</param>
    /// <returns>When all of them end.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/>, one of them or <paramref name="destination"/> is null. Nothing has been written then.</exception>
    /// <exception cref="PolicyViolationException">The policy does not allow it. Nothing has been written then.</exception>
    /// <exception cref="StoreException">Credentials are missing or expired. Nothing has been written then.</exception>
    ValueTask<GrantExpiry> WriteDownloadUrlsAsync(
        IReadOnlyList<ObjectKey> keys,
        IBufferWriter<byte> destination,
        DownloadRequest? request = null,
        Action<int, IBufferWriter<byte>>? before = null,
        CancellationToken cancellationToken = default);
}
