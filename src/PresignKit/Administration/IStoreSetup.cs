using PresignKit.Providers;

namespace PresignKit;

/// <summary>
/// What one store needs before browsers can use it, CORS and settings that are right; and what it can keep watch over by itself: a
/// bucket policy and a lifecycle. Registered as a keyed service under the
/// store's name, and plainly for the default store.
/// </summary>
public interface IStoreSetup
{
    /// <summary>The store's name.</summary>
    string StoreName { get; }

    /// <summary>
    /// Makes the store answer browsers as the policies need, and leaves its other rules alone. It can be called at every start: a
    /// store that answers rightly is not changed. Where the credentials may not change it, the outcome says what to run.
    /// </summary>
    /// <param name="origins">The origins of the pages, such as <c>https://app.example.com</c>; null: <see cref="PresignKitOptions.PageOrigins"/>.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ArgumentException">There are no origins, or one is not valid, or one contains a wildcard and <see cref="PresignKitOptions.AllowWildcardOrigins"/> is false.</exception>
    /// <exception cref="StoreException">The store could not be reached, or failed; credentials cannot be obtained.</exception>
    Task<SetupOutcome> EnsureCorsAsync(IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Compares what the store answers browsers with what the policies need, and changes nothing: the same as
    /// <see cref="EnsureCorsAsync"/> would do, to be read or printed.
    /// </summary>
    /// <param name="origins">The origins of the pages, such as <c>https://app.example.com</c>; null: <see cref="PresignKitOptions.PageOrigins"/>.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns><see cref="SetupStatus.Sufficient"/>, <see cref="SetupStatus.Missing"/>, or why it could not be compared; the configuration is there in each case.</returns>
    /// <exception cref="ArgumentException">There are no origins, or one is not valid, or one contains a wildcard and <see cref="PresignKitOptions.AllowWildcardOrigins"/> is false.</exception>
    /// <exception cref="StoreException">The store could not be reached, or failed; credentials cannot be obtained.</exception>
    Task<SetupOutcome> CompareCorsAsync(IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the bucket's policy refuse what no slot and no download of this application is: signatures of Version 2, signatures older
    /// than the longest policy's, plain http, and, where the provider is told who else may reach objects, what is not presigned at all.
    /// Statements of others stay. What would shut the application itself out is left out, with a note, or taken back.
    /// It can be called at every start: a bucket whose policy is right is not changed.
    /// </summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="StoreException">The store could not be reached, or failed; credentials cannot be obtained.</exception>
    Task<SetupOutcome> EnsureBucketPolicyAsync(CancellationToken cancellationToken = default);

    /// <summary>Compares the bucket's policy, and changes nothing: the same as <see cref="EnsureBucketPolicyAsync"/> would do, to be read or printed.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns><see cref="SetupStatus.Sufficient"/>, <see cref="SetupStatus.Missing"/>, or why it could not be compared.</returns>
    /// <exception cref="StoreException">The store could not be reached, or failed; credentials cannot be obtained.</exception>
    Task<SetupOutcome> CompareBucketPolicyAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the store remove what uploads leave behind after <see cref="PresignKitOptions.AbandonedAfter"/>: parts of multipart uploads
    /// that nobody finished, and uploads that nobody completed in folders where every accepted one is frozen, moved elsewhere. A
    /// folder where an accepted object may be is never expired; the notes say which, and why. Rules of others stay. It can be called at every
    /// start: a bucket whose lifecycle is right is not changed.
    /// </summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="StoreException">The store could not be reached, or failed; credentials cannot be obtained.</exception>
    Task<SetupOutcome> EnsureLifecycleAsync(CancellationToken cancellationToken = default);

    /// <summary>Compares the bucket's lifecycle, and changes nothing: the same as <see cref="EnsureLifecycleAsync"/> would do, to be read or printed.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns><see cref="SetupStatus.Sufficient"/>, <see cref="SetupStatus.Missing"/>, or why it could not be compared.</returns>
    /// <exception cref="StoreException">The store could not be reached, or failed; credentials cannot be obtained.</exception>
    Task<SetupOutcome> CompareLifecycleAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Asks the store harmless questions with the backend's credentials: whether it can be reached, knows the credentials, has the
    /// bucket, agrees on the region and the time, answers the pages of <see cref="PresignKitOptions.PageOrigins"/>, and has the bucket policy and
    /// lifecycle rules that <see cref="PresignKitOptions.ExpectBucketPolicy"/> and <see cref="PresignKitOptions.ExpectLifecycle"/> expect; and
    /// whether upload credentials can upload and do nothing else. Nothing is left in the bucket.
    /// </summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>What has to change, worst first; empty where nothing has.</returns>
    Task<IReadOnlyList<StoreFinding>> CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Measures what the store enforces, and compares it with its profile: uploads small objects under <c>presignkit-probe/</c> and a
    /// random name, sends signed requests rightly and wrongly, and removes all it wrote, also when it is cancelled or fails. Some
    /// ninety requests of a few bytes.
    /// </summary>
    /// <param name="progress">Told before each group of attempts; null: nobody is.</param>
    /// <param name="cancellationToken">Stops further attempts; what was written is removed all the same.</param>
    /// <returns>What was measured; <see cref="ProbeReport.Findings"/> has what to change.</returns>
    /// <exception cref="NotSupportedException">The store's provider has no probe.</exception>
    /// <exception cref="StoreException">Nothing can be measured; the message says what to change, and what could not be removed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the message says what could not be removed, if anything.</exception>
    Task<ProbeReport> ProbeAsync(IProgress<ProbeProgress>? progress = null, CancellationToken cancellationToken = default);
}
