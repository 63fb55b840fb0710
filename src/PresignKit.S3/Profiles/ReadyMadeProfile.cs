using System.Collections.Frozen;

namespace PresignKit.S3.Profiles;

/// <summary>A ready-made profile, and where each Yes and No of it comes from.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Sources">The source of each capability that is not unknown, by the capability's name.</param>
internal sealed record ReadyMadeProfile(StoreProfile Profile, FrozenDictionary<string, CapabilitySource> Sources)
{
    public static ReadyMadeProfile Of(StoreProfile profile, params CapabilityEvidence[] sources)
    {
        var claimed = profile.ListCapabilities().Where(c => c.Value != Capability.Unknown).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        return new(
            profile,
            sources.SelectMany(
                sourced => sourced.Capabilities.Where(claimed.Contains),
                (sourced, capability) => KeyValuePair.Create(capability, sourced.Source))
                .ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The sources of a profile that may have been derived from this one: what it says otherwise has none.</summary>
    public FrozenDictionary<string, CapabilitySource> SourcesOf(StoreProfile derived)
    {
        if (derived == Profile)
        {
            return Sources;
        }

        var mine = Profile.ListCapabilities();
        return derived.ListCapabilities()
            .Where((capability, i) => capability.Value == mine[i].Value && Sources.ContainsKey(capability.Key))
            .ToFrozenDictionary(capability => capability.Key, capability => Sources[capability.Key], StringComparer.Ordinal);
    }
}
