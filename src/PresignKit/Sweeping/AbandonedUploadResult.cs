namespace PresignKit;

/// <summary>What has become of a slot that a sweep has tried to complete.</summary>
/// <param name="Outcome">What has become of it.</param>
/// <param name="Code">The code of why it is still open, as a client would receive it; null: it is not.</param>
public sealed record AbandonedUploadResult(AbandonedUploadOutcome Outcome, string? Code = null);
