using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using PresignKit.Issuing;
using PresignKit.Uploads;

namespace PresignKit.Administration;

/// <summary>Turns what checks and probes find into what counts for new slots.</summary>
internal sealed class StoreLearning(string storeName, StoreProfile profile, PolicyCatalog policies, ILogger logger)
{
    /// <summary>Findings after which nothing that is signed limits anything, if they are errors.</summary>
    private static readonly FrozenSet<string> Exposures = new[] { FindingCodes.BucketPublic, FindingCodes.SignatureNotVerified }.ToFrozenSet();

    /// <summary>Findings that say that the store was not asked everything, so that nothing follows from what they do not mention.</summary>
    private static readonly FrozenSet<string> Unasked = new[]
    {
        FindingCodes.AccessKeyUnknown, FindingCodes.SecretKeyWrong, FindingCodes.CredentialsExpired, FindingCodes.BucketAccessDenied,
        FindingCodes.BucketNotFound, FindingCodes.RegionMismatch, FindingCodes.RegionUnknown, FindingCodes.EndpointUnreachable,
        FindingCodes.EndpointNotAStore, FindingCodes.StoreBusy, FindingCodes.ClockSkewed, ErrorCodes.CredentialsUnavailable,
        ErrorCodes.CredentialsTooShort, ErrorCodes.StoreUnavailable, ErrorCodes.StoreAccessDenied,
    }.ToFrozenSet();

    /// <summary>Learns from a check. One that could not ask the store changes nothing.</summary>
    public void Learn(IReadOnlyCollection<StoreFinding> findings)
    {
        var exposure = findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error && Exposures.Contains(finding.Code));
        var isUndecided = exposure is null && findings.Any(finding => Exposures.Contains(finding.Code) || Unasked.Contains(finding.Code));
        if (isUndecided)
        {
            return;
        }

        var before = policies.Learn(storeName, standing => standing with { Exposure = exposure?.Message });
        if (exposure is not null && before.Exposure is null)
        {
            SetupLog.Exposed(logger, storeName, exposure.Code);
        }
        else if (exposure is null && before.Exposure is not null)
        {
            SetupLog.Closed(logger, storeName);
        }
    }

    /// <summary>Learns from a probe: in addition, whether the store keeps what its profile says, if that has to be confirmed.</summary>
    public void Learn(ProbeReport report)
    {
        Learn(report.Findings);
        if (profile.UntilConfirmed is not { } weaker || ProfileConfirmation.Read(profile, weaker, report) is not { } confirmed)
        {
            return;
        }

        var before = policies.Learn(storeName, standing => standing with { Confirmed = confirmed });
        if (before.Confirmed != confirmed)
        {
            Log(confirmed, weaker);
        }
    }

    private void Log(StoreProfile confirmed, StoreProfile weaker)
    {
        var (all, some) = (profile.ListCapabilities(), confirmed.ListCapabilities());
        string[] missing = [.. all.Where((capability, i) => capability.Value != some[i].Value).Select(capability => capability.Key)];
        if (missing.Length == 0)
        {
            SetupLog.ProfileConfirmed(logger, profile.Name, storeName);
        }
        else if (missing.Any(GuaranteeTable.RestsOn))
        {
            SetupLog.ProfileNotConfirmed(logger, profile.Name, storeName, string.Join(", ", missing), weaker.Name);
        }
        else
        {
            SetupLog.ProfileConfirmedInPart(logger, profile.Name, storeName, string.Join(", ", missing), weaker.Name);
        }
    }
}
