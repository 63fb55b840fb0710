using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PresignKit.Conformance.Ceph;
using PresignKit.Conformance.Stores;
using PresignKit.S3;

namespace PresignKit.Conformance.Profiles;

/// <summary>Profile ceph-patched takes effect only on a gateway that a probe has found to refuse unsigned headers.</summary>
public abstract class PatchedProfileConformance(CephStore store)
{
    private static readonly byte[] Body = [.. StoredObject.Video];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private bool IsPatched => store.Release.UnsignedHeader == 403;

    [Fact]
    public async Task Probe_PatchedProfile_MatchesWhatIsMeasured()
    {
        await using var services = Application();

        var report = await services.GetRequiredService<IStoreSetup>().ProbeAsync(cancellationToken: Cancellation);

        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        var overstated = report.Capabilities.Where(row => row.IsOverstated).Select(row => row.Name).ToArray();
        if (IsPatched)
        {
            // The gateway of the tests has a key service, but it encrypts only with the ID of a key, which a probe does not know.
            Assert.Equal([nameof(StoreProfile.KeyServiceEncryption)], overstated);
            Assert.DoesNotContain(report.Findings, finding => finding.Severity == FindingSeverity.Error);
        }
        else
        {
            Assert.Contains(nameof(StoreProfile.IsolatedPut), overstated);
            Assert.Contains(nameof(StoreProfile.IsolatedPart), overstated);
            Assert.All(report.Findings.Where(f => f.Severity == FindingSeverity.Error), f => Assert.Equal(FindingCodes.ProfileNotConfirmed, f.Code));
            Assert.Contains(report.Findings, f => f.Message.Contains("CVE-2026-54330", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Start_PatchedProfile_UploadsInPartsOnlyWhereItIsConfirmed()
    {
        await using var services = Application();
        var before = await OpenAsync(services);
        await StartAsync(services);

        // The probe runs in the background, although StartupProbe is Off.
        var slot = await OpenAsync(services);
        for (var tries = 0; IsPatched && slot.Declaration.UploadId is null && tries < 120; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), Cancellation);
            slot = await OpenAsync(services);
        }

        if (!IsPatched)
        {
            // The one of the start may not have ended yet, so this one shows that a finished probe does not confirm the profile either.
            await services.GetRequiredService<IStoreSetup>().ProbeAsync(cancellationToken: Cancellation);
            slot = await OpenAsync(services);
        }

        Assert.Equal(UploadTransport.Post, before.Transport);
        Assert.Equal(IsPatched, slot.Declaration.UploadId is not null);
        Assert.Equal(IsPatched ? UploadTransport.Put : UploadTransport.Post, slot.Transport);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, slot.Guarantees.Isolation);
        await StopAsync(services);
    }

    /// <summary>Slots are completed as they were opened: also by an instance that has learned more, or less, since then.</summary>
    [Fact]
    public async Task Complete_SlotOfAnInstanceThatKnowsMoreOrLess_IsVerified()
    {
        await using var knows = Application();
        await using var doesNot = Application();
        var early = await UploadAsync(knows);
        await knows.GetRequiredService<IStoreSetup>().ProbeAsync(cancellationToken: Cancellation);
        var late = await UploadAsync(knows);
        var other = await UploadAsync(doesNot);

        await AssertVerifiedAsync(knows, early);
        await AssertVerifiedAsync(doesNot, late);
        await AssertVerifiedAsync(knows, other);

        Assert.Equal(IsPatched, late.Declaration.UploadId is not null);
        Assert.Null(early.Declaration.UploadId);
        Assert.Null(other.Declaration.UploadId);
    }

    [Fact]
    public async Task Start_PolicyThatInsistsOnPut_StartsOnlyWhereItIsConfirmed()
    {
        await using var services = Application(policy => policy.Transport = UploadTransport.Put);
        var failure = await Assert.ThrowsAsync<StoreException>(async () => await OpenAsync(services));
        Assert.Equal(ErrorCodes.StoreNotReady, failure.Code);

        if (IsPatched)
        {
            await StartAsync(services);
            await AssertVerifiedAsync(services, await UploadAsync(services));
            await StopAsync(services);
        }
        else
        {
            failure = await Assert.ThrowsAsync<StoreException>(() => StartAsync(services));
            Assert.Equal(ErrorCodes.StoreNotReady, failure.Code);
            Assert.Contains("IsolatedPut is No", failure.Message, StringComparison.Ordinal);
        }
    }

    private static async Task StartAsync(IServiceProvider services)
    {
        foreach (var service in services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StartedAsync(Cancellation);
        }
    }

    private static async Task StopAsync(IServiceProvider services)
    {
        foreach (var service in services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StoppingAsync(Cancellation);
        }
    }

    private static ValueTask<UploadSlot> OpenAsync(IServiceProvider services) => services.GetRequiredService<IPresignedUrlIssuer>().OpenUploadSlotAsync(
        new() { Policy = "video", FileName = "video.mp4", ContentType = "video/mp4", Size = Body.Length }, Cancellation);

    private static async Task AssertVerifiedAsync(IServiceProvider services, UploadSlot slot)
    {
        var found = await services.GetRequiredService<IUploadVerifier>().VerifyAsync(slot.Declaration, Cancellation);
        Assert.True(found.IsVerified, $"{found.Outcome} {found.Reason}");
    }

    private async Task<UploadSlot> UploadAsync(IServiceProvider services)
    {
        var slot = await OpenAsync(services);
        await Browser.AssertStoredAsync(await store.UploadAsync(slot, Body));
        return slot;
    }

    private ServiceProvider Application(Action<UploadPolicyOptions>? change = null) => new ServiceCollection()
        .AddPresignKit(options => options.StartupCheck = StartupCheckMode.Off)
        .AddS3("media", options =>
        {
            var path = store.Options();
            (options.Endpoint, options.Region, options.Bucket) = (path.Endpoint, "us-east-1", store.Container);
            (options.AccessKeyId, options.SecretAccessKey, options.Profile) = (path.AccessKeyId, path.SecretAccessKey, S3Profiles.CephPatched);
        })
        .AddUploadPolicy("video", policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            policy.MaximumSize = 1_000_000;
            policy.Key = "patched/{id}{ext}";
            change?.Invoke(policy);
        })
        .Services.BuildServiceProvider();
}
