using PresignKit.Providers;

namespace PresignKit.Sweeping;

/// <summary>A listed object that is old enough to be looked at.</summary>
internal sealed record SweepCandidate(SweepPlace Place, ListedObject Listed, SweptObject Swept)
{
    /// <summary>Objects that are on record for the same slot, and that are there.</summary>
    public HashSet<ObjectKey> KnownOthers { get; } = [];
}
