namespace PresignKit.S3.Probing;

/// <summary>Derives the findings about a profile that a probe must confirm: what it did not confirm stays as the weaker profile says.</summary>
internal static class ConfirmationFindings
{
    /// <summary>Whether a row is a claim that counts only once it is confirmed. Not to confirm it overstates nothing.</summary>
    public static bool IsProvisional(ProbeMeasurement row, ProbeReport report) =>
        row.Declared == Capability.Yes && report.Profile.UntilConfirmed is { } weaker && Of(row.Name, weaker) != Capability.Yes;

    public static IEnumerable<StoreFinding> Of(ProbeReport report) =>
        report.Capabilities.Where(row => row.IsOverstated && IsProvisional(row, report)).Select(row => Finding(row, report));

    private static StoreFinding Finding(ProbeMeasurement row, ProbeReport report)
    {
        var isIsolation = row.Name is nameof(StoreProfile.IsolatedPut) or nameof(StoreProfile.IsolatedPart);
        var stays = $"Profile '{report.Profile.Name}' of store '{report.StoreName}' is not confirmed: {row.Name} stays "
            + $"{Of(row.Name, report.Profile.UntilConfirmed!)}, as profile '{report.Profile.UntilConfirmed!.Name}' says ({row.Evidence}).";
        return new(
            FindingCodes.ProfileNotConfirmed,
            isIsolation ? FindingSeverity.Error : FindingSeverity.Information,
            isIsolation && report.Profile.Name == S3Profiles.CephPatched.Name
                ? stays + " Headers that nobody signed take effect there (CVE-2026-54330): upgrade the gateways to Ceph 20.2.4, 19.2.6, or later, and set "
                    + "rgw_sigv4_insecure to false."
                : stays);
    }

    private static Capability Of(string name, StoreProfile profile) => profile.ListCapabilities().First(capability => capability.Key == name).Value;
}
