using PresignKit.S3.Credentials;

namespace PresignKit.S3.Administration.Checks;

/// <summary>The result of a <see cref="StoreReachabilityCheck"/>.</summary>
/// <param name="Findings">The problems that were found.</param>
/// <param name="Credentials">The backend's credentials; null if there are none.</param>
/// <param name="SomeKey">The key of an object in the bucket; null if it is empty or may not be listed.</param>
internal sealed record StoreReachabilityResult(IReadOnlyList<StoreFinding> Findings, CredentialSnapshot? Credentials, string? SomeKey)
{
    /// <summary>The error that makes all further checks pointless; null if there is none.</summary>
    public StoreFinding? Error => Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error);
}
