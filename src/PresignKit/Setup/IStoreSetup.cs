using PresignKit.Errors;
using PresignKit.Probing;

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
    /// bucket, agrees on the region and the time, and answers the pages of <see cref="PresignKitOptions.PageOrigins"/>; and whether
    /// credentials that are for uploads alone can do that and no more. Nothing is left in the bucket.
    /// </summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>What has to change, worst first; empty where nothing has.</returns>
    ValueTask<IReadOnlyList<StoreFinding>> CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Measures what the store enforces, and compares it with its profile: uploads small objects under <c>presignkit-probe/</c> and a
    /// random name, sends signed requests rightly and wrongly, and removes all it wrote, also when it is cancelled or fails. Some
    /// ninety requests of a few bytes.
    /// </summary>
    /// <param name="progress">Told before each group of attempts; null: nobody is.</param>
    /// <param name="cancellationToken">Stops further attempts; what was written is removed all the same.</param>
    /// <returns>What was measured; <see cref="ProbeReport.Findings"/> has what to change.</returns>
    /// <exception cref="NotSupportedException">The store's provider has no probe.</exception>
    /// <exception cref="PresignException">Nothing can be measured; the message says what to change, and what could not be removed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the message says what could not be removed, if anything.</exception>
    ValueTask<ProbeReport> ProbeAsync(IProgress<ProbeProgress>? progress = null, CancellationToken cancellationToken = default);
}
