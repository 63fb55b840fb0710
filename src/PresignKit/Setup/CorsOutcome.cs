namespace PresignKit.Setup;

/// <summary>What became of the set-up of CORS.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Message">The same in a sentence: what was done, or what to do.</param>
/// <param name="Configuration">The store's whole configuration as it should be, in the store's own form (S3: JSON); null where there is nothing to do.</param>
/// <param name="Command">A command that sets it, without any secret; null where there is nothing to do, or no command for it.</param>
public sealed record CorsOutcome(CorsStatus Status, string Message, string? Configuration = null, string? Command = null)
{
    /// <summary>Whether browsers get what they need.</summary>
    public bool IsSufficient => Status is CorsStatus.Sufficient or CorsStatus.Changed;
}
