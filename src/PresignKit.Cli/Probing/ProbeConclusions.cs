using PresignKit.S3.Probing;

namespace PresignKit.Cli.Probing;

/// <summary>Conclusions from a report, in sentences.</summary>
internal static class ProbeConclusions
{
    /// <summary>Whether changes are needed, so that the exit code is 1. An understated profile needs no change.</summary>
    public static bool NeedsChanges(ProbeReport report) =>
        report.Capabilities.Any(c => IsOverstated(c, report)) || report.Findings.Any(IsRefuted) || report.Checks.Any(IsUnsafe)
        || Openness(report) is not null || !report.LeftBehind.IsEmpty;

    /// <summary>Whether the store accepts what was not signed, so that a presigned URL limits nothing.</summary>
    public static bool IsUnsafe(ProbeMeasurement row) => CheckNames.IsFundamental(row.Name) && row.Outcome == ProbeOutcome.NotEnforced;

    /// <summary>Whether the profile says too much. One that a probe must confirm does not: what is not confirmed has no effect.</summary>
    public static bool IsOverstated(ProbeMeasurement row, ProbeReport report) => row.IsOverstated && !ConfirmationFindings.IsProvisional(row, report);

    public static IEnumerable<string> Of(ProbeReport report)
    {
        var profile = report.Profile.Name;
        if (Names(report.Checks.Where(c => IsUnsafe(c) && CheckNames.IsVerification(c.Name))) is { Length: > 0 } unsafeChecks)
        {
            yield return $"! This store does not verify signatures ({unsafeChecks}), so a URL limits nothing. "
                + "Use another store, or an endpoint that leads to it directly.";
        }

        foreach (var finding in report.Findings.Where(f => f.Code == FindingCodes.BucketPublic))
        {
            yield return $"{(finding.Severity == FindingSeverity.Information ? " " : "!")} {SettingNames.Translate(finding.Message)}";
        }

        foreach (var finding in report.Findings.Where(f => f.Code == FindingCodes.ProfileNotConfirmed))
        {
            yield return $"{(IsRefuted(finding) ? "!" : " ")} {SettingNames.Translate(finding.Message)}";
        }

        if (Names(report.Capabilities.Where(c => IsOverstated(c, report))) is { Length: > 0 } overstated)
        {
            yield return $"! Profile '{profile}' is overstated; this store does not enforce or support: {overstated}. "
                + "With this profile, slots would report guarantees that the store does not enforce.";
        }

        if (Names(report.Capabilities.Where(c => c.IsUnderstated)) is { Length: > 0 } understated)
        {
            yield return $"+ Profile '{profile}' is understated; this store also enforces: {understated}.";
        }

        if (report.Capabilities.All(c => !c.IsOverstated && !c.IsUnderstated))
        {
            yield return $"Profile '{profile}' matches the measurement.";
        }
        else if (!report.Checks.Any(IsUnsafe))
        {
            yield return BestOf(report) is not { } best ? Measured(report)
                : best.Name == profile ? $"Keep profile '{profile}', or use the one as measured, below."
                : $"The closest ready-made profile that does not claim more than was measured is '{best.Name}': \"Profile\": \"{best.Name}\".";
        }

        foreach (var item in report.LeftBehind)
        {
            yield return $"! Could not be removed: {item}";
        }
    }

    /// <summary>
    /// The best ready-made profile; null if each is overstated or too weak to start with, or if the store does not verify what was signed, so that no
    /// profile helps.
    /// </summary>
    internal static StoreProfile? BestOf(ProbeReport report) => report.Checks.Any(IsUnsafe) ? null : S3Profiles.All
        .Select(profile => new ProbeReport(report.StoreName, report.Address, profile, report.Capabilities))
        .Where(other => other.Capabilities.All(c => !IsOverstated(c, other)) && !ConfirmationFindings.Of(other).Any(IsRefuted))
        .Select(other => (other.Profile, Confirmed: other.Capabilities.Count(c => c is { Declared: Capability.Yes, Outcome: ProbeOutcome.Enforced })))
        .Where(other => other.Confirmed > 0 && ProfileTrial.CanStart(other.Profile))
        .OrderByDescending(other => other.Confirmed)
        .Select(other => other.Profile)
        .FirstOrDefault();

    /// <summary>Whether a probe has found that a profile that it must confirm is not for this store.</summary>
    private static bool IsRefuted(StoreFinding finding) => finding is { Code: FindingCodes.ProfileNotConfirmed, Severity: FindingSeverity.Error };

    private static StoreFinding? Openness(ProbeReport report) =>
        report.Findings.FirstOrDefault(f => f is { Code: FindingCodes.BucketPublic, Severity: FindingSeverity.Error });

    private static string Measured(ProbeReport report) => ProfileTrial.CanStart(report.MeasuredProfile)
        ? "No ready-made profile fits. Use the one as measured, below."
        : "No ready-made profile fits, and with the one as measured, below, an upload policy starts only if it accepts what is not enforced (AllowUnenforced).";

    private static string Names(IEnumerable<ProbeMeasurement> rows) => string.Join(", ", rows.Select(row => row.Name));
}
