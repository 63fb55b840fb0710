using PresignKit.Cli.Probing;
using PresignKit.S3;

namespace PresignKit.Cli.Tests.Probing;

/// <summary>The profile that a probe advises is one that helps: an application starts with it, and its guarantees hold.</summary>
public sealed class ProbeConclusionsTests
{
    private const string Advice = "\"Profile\": ";

    public static TheoryData<string> ReadyMade => [.. S3Profiles.All.Select(profile => profile.Name).Where(name => name != StoreProfile.Generic.Name)];

    /// <summary>As OpenStack Swift and s3rver, which accept requests that differ from what was signed.</summary>
    [Theory]
    [InlineData("Signature")]
    [InlineData("Key")]
    [InlineData("Method")]
    [InlineData("Parameters")]
    [InlineData("Expiry")]
    public void Of_StoreDoesNotVerifySignatures_AdvisesNoProfile(string check)
    {
        var report = Report(S3Profiles.Local, new ProbeMeasurement(check, ProbeOutcome.NotEnforced, "200"));

        Assert.Null(ProbeConclusions.BestOf(report));
        Assert.True(ProbeConclusions.NeedsChanges(report));
        var conclusions = ProbeConclusions.Of(report).ToArray();
        Assert.StartsWith($"! This store does not verify signatures ({check}), so a URL limits nothing. ", conclusions[0], StringComparison.Ordinal);
        Assert.DoesNotContain(conclusions, IsAboutAnotherProfile);
    }

    [Theory]
    [InlineData("Unsigned")]
    [InlineData("PublicGrants")]
    public void Of_BucketOpenToEverybody_AdvisesNoProfile(string check)
    {
        var report = Report(S3Profiles.Local, new ProbeMeasurement(check, ProbeOutcome.NotEnforced, "200"));

        Assert.Null(ProbeConclusions.BestOf(report));
        Assert.True(ProbeConclusions.NeedsChanges(report));
        Assert.DoesNotContain(ProbeConclusions.Of(report), IsAboutAnotherProfile);
    }

    /// <summary>The store keeps exactly what one of the ready-made profiles says.</summary>
    [Theory]
    [MemberData(nameof(ReadyMade))]
    public void Of_MeasuredAsReadyMadeProfile_AdvisesOneThatStarts(string name)
    {
        var report = Report(S3Profiles.All.Single(profile => profile.Name == name));

        var best = ProbeConclusions.BestOf(report);

        var advice = Assert.Single(ProbeConclusions.Of(report), IsAboutAnotherProfile);
        if (best is null)
        {
            Assert.False(ProfileTrial.CanStart(S3Profiles.All.Single(profile => profile.Name == name)));
            Assert.StartsWith("No ready-made profile fits", advice, StringComparison.Ordinal);
            Assert.Contains("(AllowUnenforced)", advice, StringComparison.Ordinal);
        }
        else
        {
            Assert.True(ProfileTrial.CanStart(best));
            Assert.EndsWith($"{Advice}\"{best.Name}\".", advice, StringComparison.Ordinal);
        }
    }

    /// <summary>Profiles b2 and r2 claim nothing that this store does not keep, but no upload policy starts with them.</summary>
    [Fact]
    public void Of_OnlyProfilesFitWithWhichNothingStarts_AdvisesNone()
    {
        var kept = StoreProfile.Generic with { HeadUrls = Capability.Yes, PathAddressing = Capability.Yes, VirtualHostAddressing = Capability.Yes };

        var report = Report(kept);

        Assert.Null(ProbeConclusions.BestOf(report));
        Assert.Contains(ProbeConclusions.Of(report), line => line.StartsWith("No ready-made profile fits", StringComparison.Ordinal));
    }

    private static bool IsAboutAnotherProfile(string line) =>
        line.Contains(Advice, StringComparison.Ordinal) || line.Contains("ready-made profile", StringComparison.Ordinal)
        || line.Contains("measured, below", StringComparison.Ordinal);

    /// <summary>A report on a store that keeps what a profile says, and nothing else, compared with the generic profile.</summary>
    private static ProbeReport Report(StoreProfile kept, params ProbeMeasurement[] checks) => new(
        "media",
        "http://store.example.com:9000/media",
        StoreProfile.Generic,
        [
            .. kept.ListCapabilities().Select(capability => new ProbeMeasurement(
                capability.Key, capability.Value == Capability.Yes ? ProbeOutcome.Enforced : ProbeOutcome.NotEnforced, "as measured")),
            .. checks,
        ]);
}
