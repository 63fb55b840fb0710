using System.Collections.Immutable;

namespace PresignKit;

/// <summary>The outcome of setting up one part of a store: its CORS rules, its bucket policy, or its lifecycle rules.</summary>
/// <param name="Status">The result.</param>
/// <param name="Message">What was done, or what to do.</param>
/// <param name="Configuration">
/// The complete configuration that the store should have, in the store's own format (S3: JSON); null if there is nothing to set.
/// </param>
/// <param name="Command">A command that sets it, without a secret; null if there is nothing to set, or no command for it.</param>
public sealed record SetupOutcome(SetupStatus Status, string Message, string? Configuration = null, string? Command = null)
{
    /// <summary>Whether the store has what is required.</summary>
    public bool IsSufficient => Status is SetupStatus.Sufficient or SetupStatus.Changed;

    /// <summary>What was omitted on purpose, with the reason, and which existing objects a change will remove.</summary>
    /// <value>Empty.</value>
    public ImmutableArray<string> Notes { get; init; } = [];
}
