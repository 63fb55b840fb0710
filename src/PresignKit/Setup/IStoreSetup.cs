using PresignKit.Errors;

namespace PresignKit.Setup;

/// <summary>
/// What one store needs before browsers can use it: CORS, and settings that are right. Registered as a keyed service under the
/// store's name, and plainly for the default store.
/// </summary>
public interface IStoreSetup
{
    /// <summary>The store's name.</summary>
    string Store { get; }

    /// <summary>
    /// What browsers need of the store: the methods and headers that slots and downloads under the policies in force are made of.
    /// </summary>
    /// <param name="origins">The origins of the pages, such as <c>https://app.example.com</c>; null: <see cref="PresignKitOptions.PageOrigins"/>.</param>
    /// <param name="cancellationToken">Cancels the look-up of credentials.</param>
    /// <exception cref="ArgumentException">There are no origins, or one is none, or has a wildcard that <see cref="PresignKitOptions.PageOriginRule"/> does not allow.</exception>
    /// <exception cref="PresignException">Credentials cannot be obtained.</exception>
    ValueTask<CorsRequirement> GetCorsRequirementAsync(IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the store answer browsers as the policies need, and leaves its other rules alone. It can be called at every start: a
    /// store that answers rightly is not changed. Where the credentials may not change it, the outcome says what to run.
    /// </summary>
    /// <param name="origins">The origins of the pages, such as <c>https://app.example.com</c>; null: <see cref="PresignKitOptions.PageOrigins"/>.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ArgumentException">There are no origins, or one is none, or has a wildcard that <see cref="PresignKitOptions.PageOriginRule"/> does not allow.</exception>
    /// <exception cref="PresignException">The store could not be reached, or failed; credentials cannot be obtained.</exception>
    ValueTask<CorsOutcome> EnsureCorsAsync(IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Asks the store harmless questions with the backend's credentials: whether it can be reached, knows the credentials, has the
    /// bucket, agrees on the region and the time, and answers the pages of <see cref="PresignKitOptions.PageOrigins"/>.
    /// </summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>What has to change, worst first; empty where nothing has.</returns>
    ValueTask<IReadOnlyList<StoreFinding>> CheckAsync(CancellationToken cancellationToken = default);
}
