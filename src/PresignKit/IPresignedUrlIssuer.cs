using System.Buffers;
using System.Runtime.CompilerServices;

namespace PresignKit;

/// <summary>
/// Issues signed requests for the objects of one store under named policies. This is the interface that applications inject: the plain
/// service is the default store's, and keyed services (the key is the store's name) are those of each store.
/// </summary>
/// <remarks>PresignKit performs no authorization: check permissions before you issue a request.</remarks>
#pragma warning disable RS0026 // Overloads for keys and for items differ in the type of the first argument, and have the same optional ones.
public interface IPresignedUrlIssuer
{
    /// <summary>The name of the store.</summary>
    string StoreName { get; }

    /// <summary>
    /// Applies the upload policy to a request without choosing a key or signing anything, so that an application can decide about exactly
    /// the upload that a slot would be for. <see cref="OpenUploadSlotAsync"/> applies it again.
    /// </summary>
    /// <param name="request">What the client declared. Its <see cref="UploadRequest.KeyValues"/> are not checked.</param>
    /// <returns>
    /// The request with the content type resolved: the declared one, the one it is an alias of, or the one that the file name's extension
    /// stands for. If the size is unknown, <see cref="UploadRequest.MaximumSize"/> is the most bytes that the slot will allow. The file name and the rest are
    /// unchanged, because whatever the policy does not allow is refused.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="PolicyViolationException">The policy does not allow the request, does not exist, or belongs to another store.</exception>
    UploadRequest CheckUpload(UploadRequest request);

    /// <summary>Opens an upload slot: applies the policy, chooses the key, and signs the request that the client sends to the store.</summary>
    /// <param name="request">What the client declared, and the application's own key values.</param>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    /// <returns>The slot. Its holder must send the method, headers, and fields exactly as they are.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="PolicyViolationException">The policy does not allow the request, does not exist, or belongs to another store.</exception>
    /// <exception cref="StoreException">The store's credentials are missing or expired.</exception>
    ValueTask<UploadSlot> OpenUploadSlotAsync(UploadRequest request, CancellationToken cancellationToken = default);

    /// <summary>Issues a URL that downloads or streams one object by GET. Its holder need not send any header; Range works.</summary>
    /// <param name="key">The object. It need not exist.</param>
    /// <param name="request">Policy, file name, type, and disposition; null: the <c>default</c> policy, as an attachment.</param>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    /// <returns>The URL, and when it expires.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="ArgumentException">The request's content type, version, part number, language, or encoding is malformed.</exception>
    /// <exception cref="PolicyViolationException">The policy does not allow the request, or does not exist.</exception>
    /// <exception cref="StoreException">
    /// The store's credentials are missing or expired, or a part is asked for that the store may not return alone
    /// (<see cref="ErrorCodes.PartDownloadNotAvailable"/>).
    /// </exception>
    ValueTask<PresignedUrl> IssueDownloadUrlAsync(
        ObjectKey key, DownloadRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Issues many download URLs at once, such as those of a page of thumbnails, and obtains credentials only once.</summary>
    /// <param name="keys">The objects.</param>
    /// <param name="request">As for one URL; it applies to all of them.</param>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    /// <returns>One URL per key, in the order of <paramref name="keys"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">The request's content type, version, part number, language, or encoding is malformed.</exception>
    /// <exception cref="PolicyViolationException">The policy does not allow the request, or does not exist.</exception>
    /// <exception cref="StoreException">
    /// The store's credentials are missing or expired, or a part is asked for that the store may not return alone
    /// (<see cref="ErrorCodes.PartDownloadNotAvailable"/>).
    /// </exception>
    [OverloadResolutionPriority(1)] // So that [new("a"), new("b")] are keys.
    ValueTask<IReadOnlyList<PresignedUrl>> IssueDownloadUrlsAsync(
        IReadOnlyList<ObjectKey> keys, DownloadRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Issues many download URLs at once, each with a file name, content type, and so on of its own, such as those of a list of attachments. One policy
    /// applies to all of them, and credentials are obtained only once.
    /// </summary>
    /// <param name="items">The objects, and what is special about each.</param>
    /// <param name="request">Policy, lifetime, and what the items leave open; null: the <c>default</c> policy.</param>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    /// <returns>One URL per item, in the order of <paramref name="items"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> or the key of one of them is null.</exception>
    /// <exception cref="ArgumentException">A content type, version, part number, language, or encoding is malformed.</exception>
    /// <exception cref="PolicyViolationException">The policy does not allow the request, or does not exist.</exception>
    /// <exception cref="StoreException">
    /// The store's credentials are missing or expired, or a part is asked for that the store may not return alone
    /// (<see cref="ErrorCodes.PartDownloadNotAvailable"/>).
    /// </exception>
    /// <exception cref="NotSupportedException">The store cannot sign what is asked for, such as a version.</exception>
    ValueTask<IReadOnlyList<PresignedUrl>> IssueDownloadUrlsAsync(
        IReadOnlyList<DownloadItem> items, DownloadRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Issues many download URLs and writes them as UTF-8 directly into a response or a playlist, without an allocation per URL. The text
    /// is as secret as the URLs in it.
    /// </summary>
    /// <param name="keys">The objects.</param>
    /// <param name="destination">Receives the URLs in the order of <paramref name="keys"/>, such as a response's body (<c>HttpResponse.BodyWriter</c>).</param>
    /// <param name="request">As for one URL; it applies to all of them.</param>
    /// <param name="before">
    /// Called before each URL with its index, to write what precedes it, such as a line of a playlist. Null: the URLs follow each other
    /// directly.
    /// </param>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    /// <returns>When all of them expire.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="keys"/>, one of them, or <paramref name="destination"/> is null. Nothing has been written.
    /// </exception>
    /// <exception cref="ArgumentException">The request's content type, version, part number, language, or encoding is malformed. Nothing has been written.</exception>
    /// <exception cref="PolicyViolationException">The policy does not allow the request, or does not exist. Nothing has been written.</exception>
    /// <exception cref="StoreException">
    /// The store's credentials are missing or expired, or a part is asked for that the store may not return alone
    /// (<see cref="ErrorCodes.PartDownloadNotAvailable"/>). Nothing has been written.
    /// </exception>
    [OverloadResolutionPriority(1)] // So that [new("a"), new("b")] are keys.
    ValueTask<DateTimeOffset> WriteDownloadUrlsAsync(
        IReadOnlyList<ObjectKey> keys,
        IBufferWriter<byte> destination,
        DownloadRequest? request = null,
        Action<int, IBufferWriter<byte>>? before = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Issues many download URLs, each with a file name, content type, and so on of its own, and writes them as UTF-8 directly into a response or a
    /// playlist. The text is as secret as the URLs in it.
    /// </summary>
    /// <param name="items">The objects, and what is special about each.</param>
    /// <param name="destination">Receives the URLs in the order of <paramref name="items"/>, such as a response's body (<c>HttpResponse.BodyWriter</c>).</param>
    /// <param name="request">Policy, lifetime, and what the items leave open; null: the <c>default</c> policy.</param>
    /// <param name="before">
    /// Called before each URL with its index, to write what precedes it, such as a line of a playlist. Null: the URLs follow each other
    /// directly.
    /// </param>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    /// <returns>When all of them expire.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="items"/>, the key of one of them, or <paramref name="destination"/> is null. Nothing has been written.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A content type, version, part number, language, or encoding is malformed. Nothing has been written.
    /// </exception>
    /// <exception cref="PolicyViolationException">The policy does not allow the request, or does not exist. Nothing has been written.</exception>
    /// <exception cref="StoreException">
    /// The store's credentials are missing or expired, or a part is asked for that the store may not return alone
    /// (<see cref="ErrorCodes.PartDownloadNotAvailable"/>). Nothing has been written.
    /// </exception>
    /// <exception cref="NotSupportedException">The store cannot sign what is asked for, such as a version.</exception>
    ValueTask<DateTimeOffset> WriteDownloadUrlsAsync(
        IReadOnlyList<DownloadItem> items,
        IBufferWriter<byte> destination,
        DownloadRequest? request = null,
        Action<int, IBufferWriter<byte>>? before = null,
        CancellationToken cancellationToken = default);
}
