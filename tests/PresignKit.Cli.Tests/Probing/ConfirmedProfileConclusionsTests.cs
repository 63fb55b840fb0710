using PresignKit.Cli.Probing;
using PresignKit.S3;

namespace PresignKit.Cli.Tests.Probing;

/// <summary>What a probe must confirm has no effect until then, so a profile is not too much for a store that keeps a part of it.</summary>
public sealed class ConfirmedProfileConclusionsTests
{
    [Fact]
    public void Of_PatchedStoreWithoutKeyService_NeedsNoChangeAndNamesThePatchedProfile()
    {
        var report = Report(S3Profiles.CephPatched, nameof(StoreProfile.KeyServiceEncryption));

        Assert.False(ProbeConclusions.NeedsChanges(report));
        Assert.Equal(S3Profiles.CephPatched.Name, ProbeConclusions.BestOf(report)?.Name);
        Assert.DoesNotContain(ProbeConclusions.Of(report), line => line.StartsWith('!'));
        Assert.Contains(ProbeConclusions.Of(report), line => line.Contains("KeyServiceEncryption stays No", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_StoreThatObeysUnsignedHeaders_NeedsAChangeAndNamesTheOrdinaryProfile()
    {
        var report = Report(S3Profiles.CephPatched, nameof(StoreProfile.IsolatedPut), nameof(StoreProfile.IsolatedPart));

        Assert.True(ProbeConclusions.NeedsChanges(report));
        Assert.Equal(S3Profiles.Ceph.Name, ProbeConclusions.BestOf(report)?.Name);
        Assert.Contains(ProbeConclusions.Of(report), line => line.StartsWith("! Profile 'ceph-patched'", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_OrdinaryProfileThatSaysTooMuch_IsOverstated()
    {
        var report = Report(S3Profiles.Ceph, nameof(StoreProfile.FormUpload));

        Assert.True(ProbeConclusions.NeedsChanges(report));
        Assert.Contains(ProbeConclusions.Of(report), line => line.StartsWith("! Profile 'ceph' is overstated", StringComparison.Ordinal));
    }

    /// <summary>A store that enforces what a profile says, except for some capabilities.</summary>
    private static ProbeReport Report(StoreProfile profile, params string[] missing)
    {
        ProbeMeasurement[] rows =
        [
            .. profile.ListCapabilities().Select(capability => new ProbeMeasurement(
                capability.Key,
                capability.Value == Capability.Yes && !missing.Contains(capability.Key) ? ProbeOutcome.Enforced : ProbeOutcome.NotEnforced,
                "as scripted")),
        ];
        return new("media", "https://store.test", profile, rows) { Findings = [.. missing.Where(_ => profile.UntilConfirmed is not null).Select(Finding)] };

        StoreFinding Finding(string capability) => new(
            FindingCodes.ProfileNotConfirmed,
            capability.StartsWith("Isolated", StringComparison.Ordinal) ? FindingSeverity.Error : FindingSeverity.Information,
            $"Profile '{profile.Name}' of store 'media' is not confirmed: {capability} stays No.");
    }
}
