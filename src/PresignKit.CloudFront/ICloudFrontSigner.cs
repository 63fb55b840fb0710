namespace PresignKit.CloudFront;

/// <summary>
/// What only a CloudFront distribution can do: signed cookies, one signature for a folder, and URLs with further conditions. Without a key, the service is
/// for the distribution that was added first; with the name of a store as its key, for that store. For everything else, use <see
/// cref="IPresignedUrlIssuer"/>.
/// </summary>
/// <remarks>
/// PresignKit performs no authorization: check permissions first. Every method throws <see cref="PolicyViolationException"/> if the policy does not exist or
/// does not allow the lifetime, and <see cref="StoreException"/> if an external signer fails, or with a code of <see cref="CloudFrontErrorCodes"/>.
/// </remarks>
public interface ICloudFrontSigner
{
    /// <summary>The name of the store.</summary>
    string StoreName { get; }

    /// <summary>
    /// The names of the parameters of a signed query, for playlists that pass them on to what they name (<see cref="IPlaylistSigner.WriteSharedAsync"/>).
    /// </summary>
    IReadOnlyList<string> QueryParameters { get; }

    /// <summary>Issues a URL that reads one object, with conditions that <see cref="IPresignedUrlIssuer"/> does not have.</summary>
    /// <param name="key">The object. It need not exist.</param>
    /// <param name="access">For how long, and to whom.</param>
    /// <param name="cancellationToken">Cancels the call of an external signer.</param>
    /// <returns>The URL.</returns>
    ValueTask<PresignedUrl> IssueUrlAsync(ObjectKey key, CloudFrontAccess access, CancellationToken cancellationToken = default);

    /// <summary>
    /// Issues cookies that grant access to everything in a folder, including what is stored there later. They must be set by the distribution's own host, or
    /// by a host of the same domain (<see cref="CloudFrontStoreOptions.CookieDomain"/>).
    /// </summary>
    /// <param name="folder">The folder in the bucket, ending in <c>/</c>. The root of the distribution is refused.</param>
    /// <param name="access">For how long, and to whom; null: under the policy <c>default</c>.</param>
    /// <param name="cancellationToken">Cancels the call of an external signer.</param>
    /// <returns>The cookies, whose path is that of the folder.</returns>
    /// <exception cref="ArgumentException">It is no folder, or its name is too long for a cookie.</exception>
    ValueTask<CloudFrontCookies> IssueFolderCookiesAsync(string folder, CloudFrontAccess? access = null, CancellationToken cancellationToken = default);

    /// <summary>Issues cookies that grant access to one object.</summary>
    /// <param name="key">The object. It need not exist.</param>
    /// <param name="access">For how long, and to whom; null: under the policy <c>default</c>.</param>
    /// <param name="cancellationToken">Cancels the call of an external signer.</param>
    /// <returns>The cookies, whose path is that of the object.</returns>
    /// <exception cref="ArgumentException">The key is too long for a cookie.</exception>
    ValueTask<CloudFrontCookies> IssueObjectCookiesAsync(ObjectKey key, CloudFrontAccess? access = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Issues a query that grants access to everything in a folder, including what is stored there later, for players and for clients without cookies.
    /// </summary>
    /// <param name="folder">The folder in the bucket, ending in <c>/</c>. The root of the distribution is refused.</param>
    /// <param name="access">For how long, and to whom; null: under the policy <c>default</c>.</param>
    /// <param name="cancellationToken">Cancels the call of an external signer.</param>
    /// <returns>The query.</returns>
    /// <exception cref="ArgumentException">It is no folder.</exception>
    ValueTask<CloudFrontQuery> IssueFolderQueryAsync(string folder, CloudFrontAccess? access = null, CancellationToken cancellationToken = default);

    /// <summary>Gets the address of an object, without a signature: for browsers that have cookies, or to append a query to.</summary>
    /// <param name="key">The object.</param>
    /// <returns>The address.</returns>
    string GetAddress(ObjectKey key);
}
