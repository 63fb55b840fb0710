using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.Issuing;

namespace PresignKit.Administration;

/// <summary>
/// Sees to it that profiles which a probe must confirm are confirmed, and that what a check has found open is looked at again. A store that cannot be
/// asked is asked again, later and later.
/// </summary>
internal sealed class StoreConfirmation(StoreCatalog stores, PolicyCatalog policies, IServiceProvider services, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>The stores whose profile a probe must confirm.</summary>
    public IReadOnlyList<string> Unconfirmed => [.. stores.Registrations.Select(r => r.Name).Where(name =>
        stores.Get(name) is { Profile.UntilConfirmed: not null, Probe: not null } && policies.StandingOf(name).Confirmed is null)];

    /// <summary>The stores that a check or a probe has found open.</summary>
    public IReadOnlyList<string> Exposed =>
        [.. stores.Registrations.Select(r => r.Name).Where(name => policies.StandingOf(name).Exposure is not null)];

    /// <summary>Throws if a store has policies that depend on its profile, and a probe has not confirmed it.</summary>
    public void Require(string store)
    {
        if (policies.NeedsConfirmation(store) && policies.GetRefusals(store).FirstOrDefault() is { } refusal)
        {
            throw new StoreException(ErrorCodes.StoreNotReady, refusal);
        }
    }

    /// <summary>Whether a store has policies that depend on its profile.</summary>
    public bool IsRequired(string store) => policies.NeedsConfirmation(store);

    /// <summary>Asks until every profile is confirmed or known not to hold, and no store is open.</summary>
    public async Task WatchAsync(bool checks, Func<StartupPass, string, CancellationToken, Task> askAsync, CancellationToken cancellationToken)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            var (unconfirmed, exposed) = (Unconfirmed, checks ? Exposed : []);
            if (unconfirmed.Count == 0 && exposed.Count == 0)
            {
                return;
            }

            foreach (var store in unconfirmed)
            {
                var profile = stores.Get(store).Profile;
                SetupLog.ProbedAgain(logger, profile.Name, store, profile.UntilConfirmed!.Name, wait);
            }

            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
            foreach (var store in unconfirmed)
            {
                await askAsync(StartupPass.Probe, store, cancellationToken).ConfigureAwait(false);
            }

            foreach (var store in exposed)
            {
                // Only a probe can find that a store verifies what is signed.
                if (policies.StandingOf(store).Unverified is not null)
                {
                    await askAsync(StartupPass.Probe, store, cancellationToken).ConfigureAwait(false);
                }

                if (policies.StandingOf(store).Open is not null)
                {
                    await services.GetRequiredKeyedService<IStoreSetup>(store).CheckAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }
}
