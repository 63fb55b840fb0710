using PresignKit.S3.Credentials;

namespace PresignKit.S3.Administration.Checks;

/// <summary>What came of the question whether the settings work.</summary>
/// <param name="Findings">What has to change.</param>
/// <param name="Credentials">The backend's credentials; null where there are none.</param>
/// <param name="SomeKey">The key of an object in the bucket; null where there is none, or it may not be listed.</param>
internal sealed record StoreReachabilityResult(IReadOnlyList<StoreFinding> Findings, CredentialSnapshot? Credentials, string? SomeKey)
{
    /// <summary>What makes all further questions pointless; null where nothing does.</summary>
    public StoreFinding? Error => Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error);
}
