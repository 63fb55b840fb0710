using PresignKit.Errors;
using PresignKit.Setup;

namespace PresignKit.Providers;

/// <summary>
/// What a provider can do for the set-up of its store, beside issuing. Optional: a provider without it leaves
/// <see cref="IStoreProvider.Administration"/> null.
/// </summary>
public interface IStoreAdministration
{
    /// <summary>
    /// Makes the store answer browsers as required. What the store allows beyond that stays as it is: only the rule with the
    /// requirement's id is replaced.
    /// </summary>
    /// <param name="requirement">What browsers need.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>What was done, or what to do by hand where the credentials may not.</returns>
    /// <exception cref="PresignException">The store could not be reached, or failed.</exception>
    ValueTask<CorsOutcome> EnsureCorsAsync(CorsRequirement requirement, CancellationToken cancellationToken);

    /// <summary>Asks the store harmless questions with the backend's credentials. Trouble becomes a finding, never an exception.</summary>
    /// <param name="usage">What the application makes of the store.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>What has to change; empty where nothing has.</returns>
    ValueTask<IReadOnlyList<StoreFinding>> CheckAsync(StoreUsage usage, CancellationToken cancellationToken);
}
