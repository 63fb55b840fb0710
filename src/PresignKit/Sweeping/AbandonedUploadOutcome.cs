namespace PresignKit;

/// <summary>What has become of a slot that a sweep has tried to complete.</summary>
public enum AbandonedUploadOutcome
{
    /// <summary>It can still be completed, by its client or by a later sweep.</summary>
    Open,

    /// <summary>The upload was completed, and the application has accepted it now.</summary>
    Accepted,

    /// <summary>It has ended in another way: it was accepted before, or it is refused, rejected, or gone.</summary>
    Ended,
}
