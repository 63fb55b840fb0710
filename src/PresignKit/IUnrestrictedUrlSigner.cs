namespace PresignKit;

/// <summary>
/// Signs any request for a store's bucket or one of its objects: every method, subresource, query parameter, and header that the store knows. No policy
/// is applied, nothing is checked except whether the request can be signed, and no guarantee is given: the URL can delete, list, or publish
/// whatever the store's credentials can. It is for what <see cref="IPresignedUrlIssuer"/> has no word for. Registered in the same way as it: the plain
/// service is the default store's, and keyed services (the key is the store's name) are those of each store.
/// </summary>
/// <remarks>
/// PresignKit performs no authorization: check permissions before you sign a URL, and let no client choose a part of the request. The bucket, its
/// public endpoint, and the backend's credentials are the store's.
/// </remarks>
public interface IUnrestrictedUrlSigner
{
    /// <summary>The name of the store.</summary>
    string StoreName { get; }

    /// <summary>Signs a URL for exactly one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels obtaining credentials.</param>
    /// <returns>The URL, and when it expires: at the end of the lifetime, or when signatures with the store's credentials do.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The request cannot be signed, or would mean different things to a client, a proxy, and the store; the message names the part.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is outside 1 second to 7 days.</exception>
    /// <exception cref="StoreException">The store's credentials are missing or expired.</exception>
    /// <exception cref="NotSupportedException">The store's provider signs only what policies can express.</exception>
    ValueTask<UnrestrictedUrl> SignUrlAsync(UnrestrictedRequest request, CancellationToken cancellationToken = default);
}
