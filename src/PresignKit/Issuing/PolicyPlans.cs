using System.Collections.Immutable;
using PresignKit.Policies;
using PresignKit.Stores;
using PresignKit.Uploads;

namespace PresignKit.Issuing;

/// <summary>The plans that a policy can have: one, or several at a store whose profile a probe must confirm.</summary>
internal sealed class PolicyPlans
{
    private readonly StoreProfile _profile;
    private readonly UploadPlans _declared;
    private readonly UploadPlans? _untilConfirmed;

    private PolicyPlans(UploadPolicy policy, StoreProfile profile, UploadPlans declared)
    {
        (Policy, _profile, _declared) = (policy, profile, declared);
        _untilConfirmed = profile.UntilConfirmed is { } weaker ? UploadPlans.TryMake(policy, Least(weaker, profile), out _) : null;
    }

    public UploadPolicy Policy { get; }

    /// <summary>
    /// Every plan that this instance, or another one that has learned more or less about the store, may use: what browsers and lifecycle rules need
    /// follows from all of them.
    /// </summary>
    public ImmutableArray<UploadPlan> Possible => [.. _declared.All, .. _untilConfirmed?.All ?? []];

    /// <summary>Whether slots can be opened only once the profile is confirmed.</summary>
    public bool NeedsConfirmation => _profile.UntilConfirmed is not null && _untilConfirmed is null;

    /// <summary>Null: the store does not keep the policy, even if its profile holds.</summary>
    public static PolicyPlans? TryMake(UploadPolicy policy, StoreProfile profile, out string? refusal) =>
        UploadPlans.TryMake(policy, profile, out refusal) is { } plans ? new(policy, profile, plans) : null;

    /// <summary>The plan in force, given what has been learned about the store; or why there is none.</summary>
    public PlanInForce Choose(StoreStanding standing)
    {
        var (plans, refusal) = (_declared, (string?)null);
        if (_profile.UntilConfirmed is not null)
        {
            (plans, refusal) = standing.Confirmed is { } confirmed
                ? (UploadPlans.TryMake(Policy, confirmed, out var missing),
                    $"A probe has not confirmed what profile '{_profile.Name}' of store '{Policy.StoreName}' says. {missing}")
                : (_untilConfirmed,
                    $"Upload policy '{Policy.Name}' depends on profile '{_profile.Name}' of store '{Policy.StoreName}', which no probe has confirmed yet. "
                    + "The store is probed when the application starts; the log says why it could not be.");
        }

        return plans is null ? new(this, Now: null, refusal) : standing.Exposure is { } exposure ? Exposed(plans, exposure) : new(this, plans, Refusal: null);
    }

    // A profile that is derived from a ready-made one may say less than what would hold until it is confirmed.
    private static StoreProfile Least(StoreProfile weaker, StoreProfile declared) => CapabilityTable.All
        .Where(capability => capability.Get(weaker) == Capability.Yes && capability.Get(declared) != Capability.Yes)
        .Aggregate(weaker, (profile, capability) => capability.Set(profile, capability.Get(declared)));

    // Nothing that was signed limits anybody. Only who has accepted that nothing is enforced gets a slot.
    private PlanInForce Exposed(UploadPlans plans, string exposure)
    {
        var missing = GuaranteeRules.Required(Policy) & ~Policy.AllowUnenforced;
        return missing == GuaranteeKinds.None
            ? new(this, plans.WithoutGuarantees(), Refusal: null)
            : new(this, Now: null, $"Upload policy '{Policy.Name}' requires guarantees, and store '{Policy.StoreName}' keeps none: {exposure}");
    }
}
