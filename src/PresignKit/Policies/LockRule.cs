namespace PresignKit.Policies;

/// <summary>How accepted uploads are locked: a retention, a legal hold, or both.</summary>
/// <param name="Period">How long the retention is; null: there is none.</param>
/// <param name="Mode">Who can end it early.</param>
/// <param name="LegalHold">Whether there is a legal hold.</param>
internal sealed record LockRule(TimeSpan? Period, RetentionMode Mode, bool LegalHold)
{
    /// <summary>Amazon S3 User Guide, "Object Lock considerations": the maximum retention period is 100 years.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromDays(36_500);

    /// <summary>The rule of a policy, or null if it locks nothing; every flaw becomes a sentence that names the setting.</summary>
    public static LockRule? Build(UploadPolicyOptions options, Action<string, string> flaw)
    {
        if (!Enum.IsDefined(options.RetentionMode))
        {
            flaw(
                nameof(options.RetentionMode),
                $"is '{options.RetentionMode}'; it must be one of: {string.Join(", ", Enum.GetNames<RetentionMode>())}");
        }

        else if (options is { RetentionMode: not RetentionMode.Governance, RetentionPeriod: null })
        {
            flaw(nameof(options.RetentionMode), $"is {options.RetentionMode}, but there is no RetentionPeriod; set it, or remove RetentionMode");
        }

        if (options.RetentionPeriod is { } period
            && (period < TimeSpan.FromSeconds(1) || period > _longest || period.Ticks % TimeSpan.TicksPerSecond != 0))
        {
            flaw(nameof(options.RetentionPeriod), $"is {period:c}; it must be 1 second to {_longest.TotalDays:0} days, in whole seconds");
        }

        return options.RetentionPeriod is null && !options.LegalHold
            ? null
            : new(options.RetentionPeriod, options.RetentionMode, options.LegalHold);
    }

    /// <summary>The lock of an object that the store received at a time. It is the same each time, so that it can be set again; null: it has ended already.</summary>
    public ObjectLock? For(DateTimeOffset received, DateTimeOffset now)
    {
        var until = received + Period;
        var isOver = until is null || until <= now;
        return isOver && !LegalHold
            ? null
            : new() { RetentionMode = Mode, RetainUntil = isOver ? null : until, LegalHold = LegalHold };
    }
}
