namespace PresignKit;

/// <summary>
/// Keeps the tokens of open slots at the store, in the folder of slot records: so that a sweep can complete uploads in parts whose client went away
/// (<see cref="IAbandonedUploads"/>), and that an upload can be completed by a client that knows nothing but its key. The endpoints use it.
/// </summary>
public interface ISealedTokens
{
    /// <summary>Keeps a slot's token. Call it before anybody else has the token; if it fails, abort the slot.</summary>
    /// <param name="upload">What the slot was opened for.</param>
    /// <param name="token">The token, encrypted and authenticated: anyone who may read the bucket can read this text. At most 8,192 characters.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>A task that completes when it is stored.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="token"/> is empty or too long.</exception>
    /// <exception cref="StoreException">The store refused the request or cannot be reached.</exception>
    Task AddAsync(DeclaredUpload upload, string token, CancellationToken cancellationToken = default);

    /// <summary>Finds the token that is kept for a slot.</summary>
    /// <param name="policy">The name of the upload policy that the slot was opened under.</param>
    /// <param name="slotKey">The key that the slot writes. Check the user in the token: a client may send the key of another user's slot.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The token as it was given to <see cref="AddAsync"/>, to be authenticated; null: none is kept.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="PolicyViolationException">There is no such policy (<see cref="ErrorCodes.UnknownPolicy"/>).</exception>
    /// <exception cref="StoreException">The store refused a request or cannot be reached.</exception>
    Task<string?> FindAsync(string policy, ObjectKey slotKey, CancellationToken cancellationToken = default);

    /// <summary>Removes the token of a slot that has ended. Does nothing if there is none. What it leaves behind, a sweep removes.</summary>
    /// <param name="upload">What the slot was opened for.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>A task that completes when it is removed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="upload"/> is null.</exception>
    /// <exception cref="StoreException">The store refused a request or cannot be reached.</exception>
    Task RemoveAsync(DeclaredUpload upload, CancellationToken cancellationToken = default);
}
