using System.Collections.Immutable;

namespace PresignKit.Providers;

/// <summary>What a store should remove by itself: what uploads leave behind that nobody finished or completed.</summary>
public sealed record LifecycleRequirement
{
    /// <summary>Whose requirement it is: the store's name. What it led to before is replaced; what others have set is not.</summary>
    public required string StoreName { get; init; }

    /// <summary>After how long; whole days, at least one, and a day longer than any slot lives.</summary>
    public required TimeSpan After { get; init; }

    /// <summary>
    /// The folders in which every accepted upload is moved elsewhere on completion, such as <c>incoming/</c>: what is older than
    /// <see cref="After"/> there has been abandoned. Never empty text, and never a folder where,
    /// under the policies in force, those of other stores with the same bucket included, an accepted object may be. What earlier policies
    /// left there is not known: it is removed like the rest.
    /// </summary>
    public required ImmutableArray<string> AbandonedPrefixes { get; init; }

    /// <summary>For each folder of uploads that is not among them: why not, in a sentence.</summary>
    public ImmutableArray<string> Kept { get; init; } = [];
}
