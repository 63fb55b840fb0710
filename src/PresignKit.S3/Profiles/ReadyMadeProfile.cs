using System.Collections.Frozen;

namespace PresignKit.S3.Profiles;

/// <summary>A ready-made profile and the sources of its claims.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Sources">The source of each Yes and No, by the name of the capability.</param>
internal sealed record ReadyMadeProfile(StoreProfile Profile, FrozenDictionary<string, CapabilitySource> Sources)
{
    public static ReadyMadeProfile Of(StoreProfile profile, params CapabilityEvidence[] sources)
    {
        var claimed = profile.ListCapabilities().Where(c => c.Value != Capability.Unknown).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        return new(
            profile,
            sources.SelectMany(
                evidence => evidence.Capabilities.Where(claimed.Contains),
                (evidence, capability) => KeyValuePair.Create(capability, evidence.Source))
                .ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The sources of a profile that may be derived from this one. Capabilities that differ have no source.</summary>
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
