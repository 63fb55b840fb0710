namespace PresignKit.Providers;

/// <summary>
/// What a provider can do for the set-up of its store, beside issuing. Optional: a provider without it leaves
/// <see cref="IStoreProvider.Administration"/> null.
/// </summary>
public interface IStoreAdministration
{
    /// <summary>
    /// Compares what the store answers browsers with what is required, or makes it so. What the store allows beyond that stays as it
    /// is: only the rule with the requirement's id is replaced.
    /// </summary>
    /// <param name="requirement">What browsers need.</param>
    /// <param name="action">Whether to set it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>What was done, or what to do by hand where the credentials may not.</returns>
    /// <exception cref="StoreException">The store could not be reached, or failed.</exception>
    Task<SetupOutcome> SetUpCorsAsync(CorsRequirement requirement, SetupAction action, CancellationToken cancellationToken);

    /// <summary>
    /// Compares what the store refuses by itself with what is required, or makes it so. It only ever adds refusals; what others have set
    /// stays as it is. Whatever would shut the backend itself out is not set, or is taken back at once.
    /// </summary>
    /// <param name="requirement">What to refuse.</param>
    /// <param name="action">Whether to set it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>What was done, or what to do by hand where the credentials may not; <see cref="SetupOutcome.Notes"/> has what was left out.</returns>
    /// <exception cref="StoreException">The store could not be reached, or failed.</exception>
    Task<SetupOutcome> SetUpBucketPolicyAsync(BucketPolicyRequirement requirement, SetupAction action, CancellationToken cancellationToken);

    /// <summary>
    /// Compares what the store removes by itself with what is required, or makes it so. What others have set stays as it is; what an
    /// earlier requirement of the same store led to and this one has not is withdrawn.
    /// </summary>
    /// <param name="requirement">What to remove, and when.</param>
    /// <param name="action">Whether to set it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>What was done, or what to do by hand where the credentials may not.</returns>
    /// <exception cref="StoreException">The store could not be reached, or failed.</exception>
    Task<SetupOutcome> SetUpLifecycleAsync(LifecycleRequirement requirement, SetupAction action, CancellationToken cancellationToken);

    /// <summary>Asks the store harmless questions with the backend's credentials. Trouble becomes a finding, never an exception.</summary>
    /// <param name="usage">What the application makes of the store.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>What has to change; empty where nothing has.</returns>
    Task<IReadOnlyList<StoreFinding>> CheckAsync(StoreUsage usage, CancellationToken cancellationToken);
}
