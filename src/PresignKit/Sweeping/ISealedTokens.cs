namespace PresignKit;

/// <summary>
/// Keeps the tokens of open uploads in parts at the store, in the folder of slot records, so that a sweep can complete uploads whose client went
/// away (<see cref="IAbandonedUploads"/>). The endpoints use it.
/// </summary>
public interface ISealedTokens
{
    /// <summary>Keeps a slot's token. Call it before anybody else has the token; if it fails, abort the slot.</summary>
    /// <param name="upload">What the slot was opened for. Its file is sent in parts.</param>
    /// <param name="token">The token, encrypted and authenticated: anyone who may read the bucket can read this text. At most 8,192 characters.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>A task that completes when it is stored.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="token"/> is empty or too long.</exception>
    /// <exception cref="StoreException">The store refused the request or cannot be reached.</exception>
    Task AddAsync(DeclaredUpload upload, string token, CancellationToken cancellationToken = default);

    /// <summary>Removes the token of a slot that has ended. Does nothing if there is none. What it leaves behind, a sweep removes.</summary>
    /// <param name="upload">What the slot was opened for.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>A task that completes when it is removed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> is null.</exception>
    /// <exception cref="StoreException">The store refused a request or cannot be reached.</exception>
    Task RemoveAsync(DeclaredUpload upload, CancellationToken cancellationToken = default);
}
