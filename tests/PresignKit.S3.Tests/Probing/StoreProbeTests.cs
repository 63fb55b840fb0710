using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Probing;

public sealed class StoreProbeTests(LocalStore store) : IClassFixture<LocalStore>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Probe_AccurateProfile_FindsNoErrorAndLeavesNothing()
    {
        var steps = new ProgressRecorder();

        var report = await ProbeAsync(S3Profiles.Local, steps);

        Assert.Empty(report.Findings);
        Assert.Empty(report.LeftBehind);
        await AssertNothingLeftAsync();

        // The first report is sent before anything is written and contains the folder.
        Assert.Equal([0, .. Enumerable.Range(0, steps.All.Count - 1)], steps.All.Select(s => s.Done));
        Assert.All(steps.All, step => Assert.Equal(steps.All.Count - 2, step.Total));
        Assert.Matches("^presignkit-probe/[0-9a-f]{32}/$", Assert.Single(steps.All.Select(s => s.Folder).Distinct()));
        Assert.Equal(steps.All.Count, steps.All.Select(s => s.Doing).Distinct().Count());
    }

    [Theory]
    [InlineData(nameof(StoreProfile.StorageClasses), "does not offer it", "x-amz-storage-class: STANDARD_IA: 501 NotImplemented")]
    [InlineData(nameof(StoreProfile.KeyServiceEncryption), "does not offer it", "x-amz-server-side-encryption: aws:kms: 501 NotImplemented")]
    public async Task Probe_OverstatedProfile_IsAnErrorWithAllDetails(string capability, string does, string evidence)
    {
        var lie = capability == nameof(StoreProfile.StorageClasses)
            ? S3Profiles.Local with { Name = "liar", StorageClasses = Capability.Yes }
            : S3Profiles.Local with { Name = "liar", KeyServiceEncryption = Capability.Yes };

        var report = await ProbeAsync(lie);

        var error = Assert.Single(report.Findings, f => f.Severity == FindingSeverity.Error);
        Assert.Equal(FindingCodes.ProfileOverstated, error.Code);
        Assert.All(
            [
                "'liar'", "'media'", $"{capability} = Yes", does, evidence, $"Set {capability} to Capability.No",
                "S3StoreOptions.Profile", "Stores:media:Profile",
            ],
            part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.True(report.Capabilities.Single(c => c.Name == capability).IsOverstated);
    }

    [Fact]
    public async Task Probe_UnderstatedProfile_IsInformation()
    {
        var report = await ProbeAsync(S3Profiles.Local with { CreateOnly = Capability.No, IsolatedPut = Capability.Unknown });

        Assert.All(report.Findings, f => Assert.Equal((FindingCodes.ProfileUnderstated, FindingSeverity.Information), (f.Code, f.Severity)));
        Assert.Contains(report.Findings, f => f.Message.Contains("CreateOnly = No", StringComparison.Ordinal));
        Assert.Contains(report.Findings, f => f.Message.Contains("IsolatedPut = Unknown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Probe_GenericProfile_PrintsAProfileToPaste()
    {
        var report = await ProbeAsync(StoreProfile.Generic);

        Assert.Equal(
            S3Profiles.Local with
            {
                Name = "media-measured", StorageClasses = Capability.No, VirtualHostAddressing = Capability.Unknown,
            },
            report.MeasuredProfile);
        Assert.StartsWith(
            "PresignKit.StoreProfile.Generic with\n{\n    Name = \"media-measured\", SignedContentType = PresignKit.Capability.Yes,",
            report.ToCSharp(),
            StringComparison.Ordinal);
        Assert.DoesNotContain("VirtualHostAddressing", report.ToCSharp(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_NameBelowLocalhost_SupportsTheBucketInTheHost()
    {
        await using var services = store.Application(o => o.PublicEndpoint = store.Endpoint.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        var report = await Setup(services).ProbeAsync(cancellationToken: Cancellation);

        Assert.Equal(ProbeOutcome.Enforced, report.Capabilities.Single(c => c.Name == nameof(StoreProfile.VirtualHostAddressing)).Outcome);
    }

    [Fact]
    public async Task Probe_UnreachablePublicEndpoint_MeasuresAtTheInternalOne()
    {
        await using var services = store.Application(o => o.PublicEndpoint = "https://files.invalid");

        var report = await Setup(services).ProbeAsync(cancellationToken: Cancellation);

        Assert.StartsWith(store.Endpoint, report.Address, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Findings, f => f.Severity == FindingSeverity.Error);
        var elsewhere = Assert.Single(report.Findings, f => f.Code == FindingCodes.EndpointUnreachable);
        Assert.Contains("https://files.invalid/", elsewhere.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_CanceledBeforeAnyGroup_LeavesNothing()
    {
        var groups = new ProgressRecorder();
        await ProbeAsync(S3Profiles.Local, groups);

        for (var at = 0; at < groups.All.Count; at++)
        {
            using var cancel = new CancellationTokenSource();
            var stop = groups.All[at].Doing;
            await using var services = store.Application();
            var act = () => Setup(services).ProbeAsync(new ProgressRecorder(step => Cancel(step.Doing == stop)), cancel.Token);

            // Canceled during the cleanup, it still returns its report.
            if (at == groups.All.Count - 1)
            {
                await act();
            }
            else
            {
                Assert.DoesNotContain("could not", (await Assert.ThrowsAsync<OperationCanceledException>(act)).Message, StringComparison.Ordinal);
            }

            await AssertNothingLeftAsync();

            void Cancel(bool now)
            {
                if (now)
                {
                    cancel.Cancel();
                }
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(15)]
    [InlineData(30)]
    [InlineData(40)]
    public async Task Probe_CanceledInTheMiddle_LeavesNothing(int looks)
    {
        using var cancel = new CancellationTokenSource();
        await using var services = store.Application(clock: new CountedClock(looks, cancel.Cancel));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Setup(services).ProbeAsync(cancellationToken: cancel.Token));

        await AssertNothingLeftAsync();
    }

    [Theory]
    [InlineData(FindingCodes.SecretKeyWrong, "Stores:media:SecretAccessKey")]
    [InlineData(FindingCodes.BucketNotFound, "Stores:media:Bucket")]
    [InlineData(FindingCodes.EndpointUnreachable, "Stores:media:Endpoint")]
    public async Task Probe_InvalidSettings_NamesWhatToChange(string code, string expectedText)
    {
        await using var services = store.Application(o => _ = code switch
        {
            FindingCodes.SecretKeyWrong => o.SecretAccessKey = "another-secret",
            FindingCodes.BucketNotFound => o.Bucket = "no-such-bucket",
            _ => o.Endpoint = "http://127.0.0.1:1",
        });

        var failure = await Assert.ThrowsAsync<StoreException>(() => Setup(services).ProbeAsync(cancellationToken: Cancellation));

        Assert.Equal(code, failure.Code);
        Assert.Contains(expectedText, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_ClockTwentyMinutesOff_IsReportedAndNothingWritten()
    {
        await using var services = store.Application(clock: new FakeTimeProvider(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(20.5)));

        var failure = await Assert.ThrowsAsync<StoreException>(() => Setup(services).ProbeAsync(cancellationToken: Cancellation));

        Assert.Equal(FindingCodes.ClockSkewed, failure.Code);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Probe_AnyOutput_ContainsNoSecretAndNoSignature()
    {
        var steps = new ProgressRecorder();
        var report = await ProbeAsync(S3Profiles.Local with { StorageClasses = Capability.Yes, CreateOnly = Capability.No }, steps);

        string[] shown = [report.ToString(), report.ToCSharp(), .. report.Findings.Select(f => f.ToString()), .. steps.All.Select(s => s.ToString())];

        Assert.NotEmpty(steps.All);
        Assert.All(shown, text => Assert.All(
            [LocalStore.Secret, LocalStore.AccessKey, "X-Amz-Signature", "X-Amz-Credential"],
            secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase)));
    }

    private async Task<ProbeReport> ProbeAsync(StoreProfile profile, ProgressRecorder? steps = null)
    {
        await using var services = store.Application(o => o.Profile = profile, configure: static _ => { });
        return await Setup(services).ProbeAsync(steps, Cancellation);
    }

    private static IStoreSetup Setup(IServiceProvider services) => services.GetRequiredService<IStoreSetup>();

    private async Task AssertNothingLeftAsync()
    {
        Assert.Empty((await store.Client.ListObjectsV2Async(new() { BucketName = LocalStore.Bucket }, Cancellation)).S3Objects ?? []);
        Assert.Empty((await store.Client.ListMultipartUploadsAsync(LocalStore.Bucket, Cancellation)).MultipartUploads ?? []);
    }
}
