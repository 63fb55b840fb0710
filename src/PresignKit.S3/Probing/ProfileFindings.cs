using System.Collections.Immutable;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Probing;

/// <summary>Derives the findings of a report: where the profile differs from the measurements, and what to change.</summary>
internal static class ProfileFindings
{
    public static ImmutableArray<StoreFinding> Of(ProbeReport report, S3StoreSettings settings) =>
    [
        .. report.Checks.Where(c => c.Outcome == ProbeOutcome.NotEnforced && CheckNames.IsVerification(c.Name)).Select(c => NotVerified(c, report)),
        .. ConfirmationFindings.Of(report),
        .. report.Capabilities.Where(c => c.IsOverstated && !ConfirmationFindings.IsProvisional(c, report)).Select(c => TooMuch(c, report, settings)),
        .. report.LeftBehind.IsEmpty ? [] : (StoreFinding[])[LeftBehind(report)],
        .. report.Capabilities.Where(c => c.IsUnderstated).Select(c => TooLittle(c, report)),
    ];

    private static StoreFinding NotVerified(ProbeMeasurement check, ProbeReport report) => new(
        FindingCodes.SignatureNotVerified,
        FindingSeverity.Error,
        $"Store '{report.StoreName}' does not verify what was signed ({check.Name}: {check.Evidence}), so its URLs enforce nothing. Use another store, or "
            + $"set Stores:{report.StoreName}:Endpoint to the store itself if another server answers instead.");

    private static StoreFinding TooMuch(ProbeMeasurement row, ProbeReport report, S3StoreSettings settings) => new(
        FindingCodes.ProfileOverstated,
        FindingSeverity.Error,
        $"Profile '{report.Profile.Name}' of store '{report.StoreName}' states {row.Name} = Yes, but the store {Does(row)} ({row.Evidence}). Set {row.Name} "
            + $"to {nameof(Capability)}.No in the profile of the store, {Setting(report)}{AlsoThePolicy(row, settings)}.");

    private static StoreFinding TooLittle(ProbeMeasurement row, ProbeReport report) => new(
        FindingCodes.ProfileUnderstated,
        FindingSeverity.Information,
        $"Profile '{report.Profile.Name}' of store '{report.StoreName}' states {row.Name} = {row.Declared}, but the store enforces it ({row.Evidence}). "
            + $"{row.Name} can be {nameof(Capability)}.Yes in the profile of the store, {Setting(report)}.");

    private static StoreFinding LeftBehind(ProbeReport report) => new(
        FindingCodes.ProbeLeftBehind,
        FindingSeverity.Warning,
        $"The probe of store '{report.StoreName}' could not remove everything it wrote. Grant the backend's credentials s3:DeleteObject and "
            + $"s3:AbortMultipartUpload, and delete {string.Join(", ", report.LeftBehind)}.");

    private static string Does(ProbeMeasurement row) => row.Outcome == ProbeOutcome.Unsupported ? "does not offer it" : "does not enforce it";

    private static string Setting(ProbeReport report) =>
        $"Stores:{report.StoreName}:Profile or S3StoreOptions.Profile in code; the report prints the measured profile for both";

    private static string AlsoThePolicy(ProbeMeasurement row, S3StoreSettings settings) =>
        row.Name == nameof(StoreProfile.ConfinesUploadCredentials)
            ? $"; or let the policy of bucket '{settings.Bucket}' deny the account everything but s3:PutObject"
            : "";
}
