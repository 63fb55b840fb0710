using System.Collections.Immutable;

namespace PresignKit;

/// <summary>What became of one part of a store's set-up: its CORS, its bucket policy, or its lifecycle.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Message">The same in a sentence: what was done, or what to do.</param>
/// <param name="Configuration">The store's whole configuration as it should be, in the store's own form (S3: JSON); null where nothing is to be set.</param>
/// <param name="Command">A command that sets it, without any secret; null where nothing is to be set, or there is no command for it.</param>
public sealed record SetupOutcome(SetupStatus Status, string Message, string? Configuration = null, string? Command = null)
{
    /// <summary>Whether the store answers as required.</summary>
    public bool IsSufficient => Status is SetupStatus.Sufficient or SetupStatus.Changed;

    /// <summary>What was left out on purpose, each with its reason, and what a change removes that is there already; each in a sentence.</summary>
    /// <value>Empty: there is nothing to say.</value>
    public ImmutableArray<string> Notes { get; init; } = [];
}
