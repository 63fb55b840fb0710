namespace PresignKit;

/// <summary>
/// Issues presigned URLs for tools rather than for browsers: HEAD reads an object's properties, DELETE deletes it. Registered in the same way as
/// <see cref="IPresignedUrlIssuer"/>: the plain service is the default store's, and keyed services (the key is the store's name) are those of each store.
/// </summary>
/// <remarks>PresignKit performs no authorization: check permissions before you issue a URL.</remarks>
public interface ITrustedToolUrlIssuer
{
    /// <summary>
    /// Issues a URL that returns one object's size, type, and ETag by HEAD, with the same headers as a download with the same request.
    /// </summary>
    /// <param name="key">The object.</param>
    /// <param name="request">Policy, file name, type, disposition, and lifetime; null: the <c>default</c> policy.</param>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    /// <returns>The URL, and when it expires.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="ArgumentException">The request's content type, version, part number, language, or encoding is malformed.</exception>
    /// <exception cref="PolicyViolationException">The policy does not allow the request, or does not exist.</exception>
    /// <exception cref="StoreException">
    /// The store's credentials are missing or expired, or a part is asked for that the store may not return alone
    /// (<see cref="ErrorCodes.PartDownloadNotAvailable"/>).
    /// </exception>
    /// <exception cref="NotSupportedException">The store cannot limit a URL to HEAD (<see cref="StoreProfile.HeadUrls"/>).</exception>
    ValueTask<PresignedUrl> IssueHeadUrlAsync(
        ObjectKey key, DownloadRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Issues a URL that deletes one object by DELETE. Prefer to delete from the backend; this is for trusted tools that may delete a
    /// single object.
    /// </summary>
    /// <param name="key">The object.</param>
    /// <param name="lifetime">How long the URL is valid: 1 second to 7 days.</param>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    /// <returns>The URL, and when it expires.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lifetime"/> is outside 1 second to 7 days.</exception>
    /// <exception cref="StoreException">The store's credentials are missing or expired.</exception>
    ValueTask<PresignedUrl> IssueDeleteUrlAsync(
        ObjectKey key, TimeSpan lifetime, CancellationToken cancellationToken = default);
}
