namespace PresignKit.Providers;

/// <summary>
/// A signing session that must ask somebody else for each signature, such as a key service. The issuer calls these methods instead of those of
/// <see cref="ISigningSession"/>, which such a session need not support.
/// </summary>
public interface IAsyncSigningSession : ISigningSession
{
    /// <summary>Signs a request that reads one object.</summary>
    /// <param name="specification">What to sign.</param>
    /// <param name="cancellationToken">Cancels obtaining the signature.</param>
    /// <returns>The signed request.</returns>
    /// <exception cref="StoreException">The signature cannot be obtained, or the store cannot sign exactly this.</exception>
    ValueTask<SignedRequest> SignAsync(AccessSpecification specification, CancellationToken cancellationToken);

    /// <summary>Obtains what a whole batch needs, so that it can be signed synchronously.</summary>
    /// <param name="batch">What the objects of the batch have in common.</param>
    /// <param name="cancellationToken">Cancels obtaining the signature.</param>
    /// <returns>A session that signs exactly such a batch.</returns>
    /// <exception cref="StoreException">The signature cannot be obtained, or the batch would need one for each object.</exception>
    ValueTask<ISigningSession> PrepareAsync(AccessBatch batch, CancellationToken cancellationToken);
}
