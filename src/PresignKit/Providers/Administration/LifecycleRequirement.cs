using System.Collections.Immutable;

namespace PresignKit.Providers;

/// <summary>What a bucket's lifecycle rules should remove: uploads that were never finished or completed.</summary>
public sealed record LifecycleRequirement
{
    /// <summary>The name of the store that requires it. Rules that it required before are replaced; those of others are not.</summary>
    public required string StoreName { get; init; }

    /// <summary>The age at which they are removed: whole days, at least one, and at least one day more than the longest lifetime of a slot.</summary>
    public required TimeSpan After { get; init; }

    /// <summary>
    /// The folders from which completion moves every accepted upload, such as <c>incoming/</c>: what is older than <see cref="After"/> there
    /// has been abandoned. Never an empty string, and never a folder that may hold an accepted object under any policy of a store with the same
    /// bucket. Objects that earlier policies left there are removed, too.
    /// </summary>
    public required ImmutableArray<string> AbandonedPrefixes { get; init; }

    /// <summary>For each folder of uploads that is not among them, the reason.</summary>
    public ImmutableArray<string> Kept { get; init; } = [];
}
