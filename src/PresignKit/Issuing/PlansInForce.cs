using System.Collections.Frozen;
using PresignKit.Policies;

namespace PresignKit.Issuing;

/// <summary>
/// The plans in force. They are computed when something is learned about a store, and all of them are replaced by one reference, so that opening
/// a slot takes no lock.
/// </summary>
internal sealed class PlansInForce
{
    private readonly Lock _learning = new();
    private readonly PolicyPlans[] _all;
    private readonly Dictionary<string, StoreStanding> _standings = new(StringComparer.Ordinal);
    private volatile FrozenDictionary<string, PlanInForce> _now;

    public PlansInForce(IEnumerable<PolicyPlans> plans)
    {
        _all = [.. plans];
        _now = Compute();
    }

    public IEnumerable<PolicyPlans> All => _all;

    public PlanInForce? Find(string name) => _now.GetValueOrDefault(name);

    /// <summary>Records what was learned about a store. Returns what was known before.</summary>
    public StoreStanding Learn(string store, Func<StoreStanding, StoreStanding> change)
    {
        lock (_learning)
        {
            var before = _standings.GetValueOrDefault(store, StoreStanding.Unknown);
            var after = change(before);
            if (after != before)
            {
                _standings[store] = after;
                _now = Compute();
            }

            return before;
        }
    }

    public StoreStanding StandingOf(string store)
    {
        lock (_learning)
        {
            return _standings.GetValueOrDefault(store, StoreStanding.Unknown);
        }
    }

    private FrozenDictionary<string, PlanInForce> Compute() => _all.ToFrozenDictionary(
        plans => plans.Policy.Name,
        plans => plans.Choose(_standings.GetValueOrDefault(plans.Policy.StoreName, StoreStanding.Unknown)),
        NamedPolicies.Comparer);
}
