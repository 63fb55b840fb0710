using PresignKit.Providers;

namespace PresignKit;

/// <summary>
/// Checks one store and sets it up: CORS rules, which browsers need, and a bucket policy and lifecycle rules, which are optional. Registered as a
/// keyed service under each store's name, and as a plain service for the default store.
/// </summary>
public interface IStoreSetup
{
    /// <summary>The store's name.</summary>
    string StoreName { get; }

    /// <summary>
    /// Sets the CORS rule that the policies need, and leaves the bucket's other rules unchanged. It can be called at every start: a bucket that
    /// already has what is needed is not changed. If the credentials do not permit the change, the outcome has the command to run.
    /// </summary>
    /// <param name="origins">The origins of the pages, such as <c>https://app.example.com</c>; null: <see cref="PresignKitOptions.PageOrigins"/>.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ArgumentException">
    /// There are no origins, or one is not valid, or one contains a wildcard and <see cref="PresignKitOptions.AllowWildcardOrigins"/> is false.
    /// </exception>
    /// <exception cref="StoreException">The store could not be reached, or failed; credentials cannot be obtained.</exception>
    Task<SetupOutcome> EnsureCorsAsync(IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Compares the bucket's CORS rules with what the policies need, without changing anything. The outcome has what
    /// <see cref="EnsureCorsAsync"/> would set.
    /// </summary>
    /// <param name="origins">The origins of the pages, such as <c>https://app.example.com</c>; null: <see cref="PresignKitOptions.PageOrigins"/>.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>
    /// <see cref="SetupStatus.Sufficient"/>, <see cref="SetupStatus.Missing"/>, or why it could not be compared. The configuration is always
    /// included.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// There are no origins, or one is not valid, or one contains a wildcard and <see cref="PresignKitOptions.AllowWildcardOrigins"/> is false.
    /// </exception>
    /// <exception cref="StoreException">The store could not be reached, or failed; credentials cannot be obtained.</exception>
    Task<SetupOutcome> CompareCorsAsync(IReadOnlyList<string>? origins = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the bucket's policy deny requests that cannot be a slot or a download of this application: Signature Version 2, signatures older than
    /// the longest lifetime of a policy, plain http, and, if the provider knows who else may access objects, requests that are not presigned.
    /// Statements of others remain. A statement that would shut the application itself out is omitted, with a note, or withdrawn.
    /// It can be called at every start: a bucket that already has the policy is not changed.
    /// </summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="StoreException">The store could not be reached, or failed; credentials cannot be obtained.</exception>
    Task<SetupOutcome> EnsureBucketPolicyAsync(CancellationToken cancellationToken = default);

    /// <summary>Compares the bucket's policy without changing anything. The outcome has what <see cref="EnsureBucketPolicyAsync"/> would set.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns><see cref="SetupStatus.Sufficient"/>, <see cref="SetupStatus.Missing"/>, or why it could not be compared.</returns>
    /// <exception cref="StoreException">The store could not be reached, or failed; credentials cannot be obtained.</exception>
    Task<SetupOutcome> CompareBucketPolicyAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the store remove abandoned uploads after <see cref="PresignKitOptions.AbandonedAfter"/>: parts of unfinished multipart uploads, and
    /// uploads that were never completed, in folders from which completion moves every accepted upload by freezing it. A folder that may hold an
    /// accepted object is never expired; the notes say which, and why. Rules of others remain. It can be called at every start: a bucket that
    /// already has the rules is not changed.
    /// </summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="StoreException">The store could not be reached, or failed; credentials cannot be obtained.</exception>
    Task<SetupOutcome> EnsureLifecycleAsync(CancellationToken cancellationToken = default);

    /// <summary>Compares the bucket's lifecycle rules without changing anything. The outcome has what <see cref="EnsureLifecycleAsync"/> would set.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns><see cref="SetupStatus.Sufficient"/>, <see cref="SetupStatus.Missing"/>, or why it could not be compared.</returns>
    /// <exception cref="StoreException">The store could not be reached, or failed; credentials cannot be obtained.</exception>
    Task<SetupOutcome> CompareLifecycleAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Checks the store with the backend's credentials: that it can be reached, knows the credentials, has the bucket, has the same region and time,
    /// allows the origins in <see cref="PresignKitOptions.PageOrigins"/>, has the bucket policy and lifecycle rules that
    /// <see cref="PresignKitOptions.ExpectBucketPolicy"/> and <see cref="PresignKitOptions.ExpectLifecycle"/> require, that it is not open to
    /// everybody, that nobody can lock objects in it with a PUT, and that upload credentials can upload and do nothing else. It leaves nothing in the
    /// bucket.
    /// </summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>What must be changed, most severe first; empty if nothing must be changed.</returns>
    Task<IReadOnlyList<StoreFinding>> CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Measures what the store enforces, and compares it with its profile: uploads small objects under <c>presignkit-probe/</c> and a
    /// random name, sends correct and altered requests, and removes everything it wrote, even if it is canceled or fails. It sends about
    /// ninety requests of a few bytes.
    /// </summary>
    /// <param name="progress">Receives a report before each group of attempts; null: nothing is reported.</param>
    /// <param name="cancellationToken">Stops further attempts; what was written is removed anyway.</param>
    /// <returns>What was measured; <see cref="ProbeReport.Findings"/> lists what to change.</returns>
    /// <exception cref="NotSupportedException">The store's provider has no probe.</exception>
    /// <exception cref="StoreException">Nothing could be measured; the message says what to change, and what could not be removed.</exception>
    /// <exception cref="OperationCanceledException">It was canceled; the message says what could not be removed, if anything.</exception>
    Task<ProbeReport> ProbeAsync(IProgress<ProbeProgress>? progress = null, CancellationToken cancellationToken = default);
}
