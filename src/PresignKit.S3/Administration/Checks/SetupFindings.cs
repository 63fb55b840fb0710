
namespace PresignKit.S3.Administration.Checks;

/// <summary>The findings about a bucket that is not set up as the application expects.</summary>
internal static class SetupFindings
{
    public static StoreFinding? OfPolicy(SetupOutcome outcome) => outcome.Status switch
    {
        // That the bucket is open to everybody is a finding of its own.
        SetupStatus.Sufficient or SetupStatus.Unsafe => null,
        SetupStatus.NotPermitted => Warning(FindingCodes.BucketPolicyUnknown, outcome),
        SetupStatus.NotOffered => Warning(FindingCodes.BucketPolicyNotOffered, outcome),
        _ => Warning(FindingCodes.BucketPolicyMissing, outcome),
    };

    /// <param name="outcome">The result of the comparison.</param>
    /// <param name="overreaching">The folders that expire but should not.</param>
    public static StoreFinding? OfLifecycle(SetupOutcome outcome, IReadOnlyList<string> overreaching) => outcome.Status switch
    {
        SetupStatus.Sufficient => null,
        SetupStatus.NotPermitted => Warning(FindingCodes.LifecycleUnknown, outcome),
        SetupStatus.NotOffered => Warning(FindingCodes.LifecycleNotOffered, outcome),
        _ when overreaching.Count > 0 => new(FindingCodes.LifecycleExpiresAccepted, FindingSeverity.Error, outcome.Message),
        _ => Warning(FindingCodes.LifecycleMissing, outcome),
    };

    // The command is complete and contains no secrets, so it can be run by anyone who reads the log.
    private static StoreFinding Warning(string code, SetupOutcome outcome) =>
        new(code, FindingSeverity.Warning, outcome.Command is { } command ? $"{outcome.Message} {command}" : outcome.Message);
}
