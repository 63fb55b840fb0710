using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using PresignKit.Issuing;
using PresignKit.Uploads;

namespace PresignKit.Administration;

/// <summary>Turns what checks and probes find into what counts for new slots.</summary>
/// <param name="storeName">The store whose policies apply.</param>
/// <param name="profile">Its profile.</param>
/// <param name="policies">The policies for which it counts.</param>
/// <param name="logger">Logs what changes.</param>
/// <param name="tenantStoreName">The name in logs, if the store is a tenant's.</param>
internal sealed class StoreLearning(
    string storeName, StoreProfile profile, PolicyCatalog policies, ILogger logger, string? tenantStoreName = null)
{
    /// <summary>The check of a probe that sends requests without a signature.</summary>
    private const string Unsigned = "Unsigned";

    /// <summary>The checks of a probe after which a store is known to verify what is signed.</summary>
    private static readonly string[] Verifications = ["Signature", "Key", "Method", "Parameters", "Expiry"];

    /// <summary>Findings that say that the store was not asked everything, so that nothing follows from what they do not mention.</summary>
    private static readonly FrozenSet<string> Unasked = new[]
    {
        FindingCodes.AccessKeyUnknown, FindingCodes.SecretKeyWrong, FindingCodes.CredentialsExpired, FindingCodes.BucketAccessDenied,
        FindingCodes.BucketNotFound, FindingCodes.RegionMismatch, FindingCodes.RegionUnknown, FindingCodes.EndpointUnreachable,
        FindingCodes.EndpointNotAStore, FindingCodes.StoreBusy, FindingCodes.ClockSkewed, ErrorCodes.CredentialsUnavailable,
        ErrorCodes.CredentialsTooShort, ErrorCodes.StoreUnavailable, ErrorCodes.StoreAccessDenied,
    }.ToFrozenSet();

    private readonly string _shownName = tenantStoreName ?? storeName;

    /// <summary>Learns from a check whether the bucket is open. One that could not ask the store changes nothing.</summary>
    public void Learn(IReadOnlyCollection<StoreFinding> findings)
    {
        var found = Error(findings, FindingCodes.BucketPublic);
        if (found is null && findings.Any(finding => finding.Code == FindingCodes.BucketPublic || Unasked.Contains(finding.Code)))
        {
            return;
        }

        LearnExposure(found, standing => standing with { Open = found?.Message });
    }

    /// <summary>
    /// Learns from a probe: in addition, whether the store verifies what is signed, and whether it keeps what its profile says, if that has to be confirmed.
    /// </summary>
    public void Learn(ProbeReport report)
    {
        // What was measured at another address than that of browsers proves nothing good about theirs.
        var isTheirs = report.Findings.All(finding => finding.Code != FindingCodes.EndpointUnreachable);
        if (WasTried(report, Unsigned) || Error(report.Findings, FindingCodes.BucketPublic) is not null)
        {
            Learn(report.Findings);
        }

        var unverified = Error(report.Findings, FindingCodes.SignatureNotVerified);
        if (unverified is not null || (isTheirs && Verifications.All(name => WasTried(report, name))))
        {
            LearnExposure(unverified, standing => standing with { Unverified = unverified?.Message });
        }

        if (!isTheirs || profile.UntilConfirmed is not { } weaker || ProfileConfirmation.Read(profile, weaker, report) is not { } confirmed)
        {
            return;
        }

        var before = policies.Learn(storeName, standing => standing with { Confirmed = confirmed });
        if (before.Confirmed != confirmed)
        {
            Log(confirmed, weaker);
        }
    }

    private static bool WasTried(ProbeReport report, string check) =>
        report.Checks.Any(measurement => measurement.Name == check && measurement.Outcome != ProbeOutcome.NotTried);

    private static StoreFinding? Error(IEnumerable<StoreFinding> findings, string code) =>
        findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error && finding.Code == code);

    private void LearnExposure(StoreFinding? found, Func<StoreStanding, StoreStanding> change)
    {
        var before = policies.Learn(storeName, change);
        var after = policies.StandingOf(storeName);
        if (found is not null && before.Exposure is null)
        {
            SetupLog.Exposed(logger, _shownName, found.Code);
        }
        else if (found is null && before.Exposure is not null && after.Exposure is null)
        {
            SetupLog.Closed(logger, _shownName);
        }
    }

    private void Log(StoreProfile confirmed, StoreProfile weaker)
    {
        var (all, some) = (profile.ListCapabilities(), confirmed.ListCapabilities());
        string[] missing = [.. all.Where((capability, i) => capability.Value != some[i].Value).Select(capability => capability.Key)];
        if (missing.Length == 0)
        {
            SetupLog.ProfileConfirmed(logger, profile.Name, _shownName);
        }
        else if (missing.Any(GuaranteeTable.RestsOn))
        {
            SetupLog.ProfileNotConfirmed(logger, profile.Name, _shownName, string.Join(", ", missing), weaker.Name);
        }
        else
        {
            SetupLog.ProfileConfirmedInPart(logger, profile.Name, _shownName, string.Join(", ", missing), weaker.Name);
        }
    }
}
