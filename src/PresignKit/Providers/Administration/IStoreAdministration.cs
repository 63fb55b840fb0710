namespace PresignKit.Providers;

/// <summary>
/// What a provider can do to set up its store, apart from signing. Optional: a provider without it leaves
/// <see cref="IStoreProvider.Administration"/> null.
/// </summary>
public interface IStoreAdministration
{
    /// <summary>
    /// Compares the store's CORS rules with what is required, or changes them. All other rules are kept: only the rule with the
    /// requirement's ID is replaced.
    /// </summary>
    /// <param name="requirement">What browsers need.</param>
    /// <param name="action">Whether to change the store.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>What was done, or what to do by hand if the credentials are not permitted to.</returns>
    /// <exception cref="StoreException">The store cannot be reached, or failed.</exception>
    Task<SetupOutcome> SetUpCorsAsync(CorsRequirement requirement, SetupAction action, CancellationToken cancellationToken);

    /// <summary>
    /// Compares the bucket's policy with what is required, or changes it. Only denials are added; the statements of others are kept. Whatever
    /// would shut out the backend itself is not set, or is withdrawn at once.
    /// </summary>
    /// <param name="requirement">What to deny.</param>
    /// <param name="action">Whether to change the store.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>
    /// What was done, or what to do by hand if the credentials are not permitted to; <see cref="SetupOutcome.Notes"/> says what was left out.
    /// </returns>
    /// <exception cref="StoreException">The store cannot be reached, or failed.</exception>
    Task<SetupOutcome> SetUpBucketPolicyAsync(BucketPolicyRequirement requirement, SetupAction action, CancellationToken cancellationToken);

    /// <summary>
    /// Compares the bucket's lifecycle with what is required, or changes it. The rules of others are kept; rules of an earlier requirement of
    /// the same store that are no longer required are withdrawn.
    /// </summary>
    /// <param name="requirement">What to remove, and when.</param>
    /// <param name="action">Whether to change the store.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>What was done, or what to do by hand if the credentials are not permitted to.</returns>
    /// <exception cref="StoreException">The store cannot be reached, or failed.</exception>
    Task<SetupOutcome> SetUpLifecycleAsync(LifecycleRequirement requirement, SetupAction action, CancellationToken cancellationToken);

    /// <summary>Sends the store harmless requests with the backend's credentials. Problems are reported as findings, never as exceptions.</summary>
    /// <param name="usage">What the application uses the store for.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>What must be changed; empty if nothing must be changed.</returns>
    Task<IReadOnlyList<StoreFinding>> CheckAsync(StoreUsage usage, CancellationToken cancellationToken);
}
