using Microsoft.Extensions.DependencyInjection;
using PresignKit.AzureProof.Azurite;
using PresignKit.AzureProof.Provider;
using PresignKit.Conformance.Stores;

namespace PresignKit.AzureProof.Blobs;

/// <summary>A verified blob is copied to a key that no slot can write to, as an S3 object is: the freeze does not depend on S3.</summary>
public sealed class FreezeTests : IAsyncDisposable
{
    // The start of an MP4 file, a box "ftyp" of 24 bytes; and another of the same size.
    private static readonly byte[] Video = Convert.FromHexString("000000186674797069736F6D0000020069736F6D6D703431");
    private static readonly byte[] Other = Convert.FromHexString("000000186674797069736F6D0000020069736F6D6D703432");

    private readonly AzuriteStore _store;
    private readonly ServiceProvider _application;

    public FreezeTests(AzuriteStore store)
    {
        _store = store.Ready();
        _application = new ServiceCollection()
            .AddPresignKit()
            .AddAzureBlob(_store.Settings(AzureProfiles.Azure, _store.Container))
            .AddUploadPolicy("video", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                policy.MaximumSize = 1000;
                policy.CacheControl = "no-store";
            })
            .AddDownloadPolicy(DownloadRequest.DefaultPolicy, policy => policy.UseStoredCacheControl = true)
            .Services.BuildServiceProvider();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IUploadVerifier Verifier => _application.GetRequiredService<IUploadVerifier>();

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    [Fact]
    public async Task Verify_Upload_IsCopiedAndSlotsBlobStaysUntilSettled()
    {
        var slot = await UploadAsync();

        var found = await Verifier.VerifyAsync(slot.Declaration, Cancellation);

        Assert.True(found.IsVerified, $"{found.Outcome} {found.Code}");
        Assert.StartsWith("accepted/", found.Key.Value, StringComparison.Ordinal);
        Assert.Equal("video/mp4", found.Properties!.ContentType);
        var issuer = _application.GetRequiredService<IPresignedUrlIssuer>();
        using (var download = await _store.SendAsync(await issuer.IssueDownloadUrlAsync(found.Key, null, Cancellation)))
        {
            Assert.Equal("no-store", download.Headers.CacheControl?.ToString());
        }

        await _store.AssertHoldsAsync(found.Key, Video);
        await _store.AssertHoldsAsync(slot.Key, Video);

        await Verifier.SettleAsync(slot.Declaration, found.Key, found, Cancellation);

        await _store.AssertNothingAsync(slot.Key);
        await _store.AssertHoldsAsync(found.Key, Video);
    }

    [Fact]
    public async Task Verify_Twice_ReturnsSameCopy()
    {
        var slot = await UploadAsync();

        var first = await Verifier.VerifyAsync(slot.Declaration, Cancellation);

        Assert.Equal(first.Key, (await Verifier.VerifyAsync(slot.Declaration, Cancellation)).Key);
    }

    [Fact]
    public async Task Verify_UploadReplacedAfterwards_DoesNotChangeAcceptedBlob()
    {
        var slot = await UploadAsync();
        var accepted = await Verifier.VerifyAsync(slot.Declaration, Cancellation);
        Assert.True(accepted.IsVerified);

        // Permission to create does not replace a blob, but a blob that was deleted can be created again.
        await _store.Objects.DeleteAsync(slot.Key, Cancellation);
        await Browser.AssertStoredAsync(await _store.SendAsync(slot.Request!, Other));

        await _store.AssertHoldsAsync(accepted.Key, Video);
        var second = await Verifier.VerifyAsync(slot.Declaration, Cancellation);
        Assert.True(second.IsVerified);
        Assert.Equal(accepted.Key, second.Key);
        await Verifier.SettleAsync(slot.Declaration, accepted.Key, second, Cancellation);

        await _store.AssertHoldsAsync(accepted.Key, Video);
        await _store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Verify_AcceptedBlobDeletedAndUploadedAgain_HasEnded()
    {
        var slot = await UploadAsync();
        var accepted = await Verifier.VerifyAsync(slot.Declaration, Cancellation);
        await Verifier.SettleAsync(slot.Declaration, accepted.Key!, accepted, Cancellation);
        await _store.Objects.DeleteAsync(accepted.Key!, Cancellation);
        await Browser.AssertStoredAsync(await _store.SendAsync(slot.Request!, Other));

        Assert.Equal(VerificationOutcome.Ended, (await Verifier.VerifyAsync(slot.Declaration, Cancellation)).Outcome);

        await Verifier.DiscardAsync(slot.Declaration, cancellationToken: Cancellation);
        await _store.AssertNothingAsync(slot.Key);
    }

    private async Task<UploadSlot> UploadAsync()
    {
        var slot = await _application.GetRequiredService<IPresignedUrlIssuer>().OpenAsync("video", Video);
        await Browser.AssertStoredAsync(await _store.SendAsync(slot.Request!, Video));
        return slot;
    }
}
