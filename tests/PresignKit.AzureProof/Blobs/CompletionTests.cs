using Microsoft.Extensions.DependencyInjection;
using PresignKit.AzureProof.Azurite;
using PresignKit.AzureProof.Provider;
using PresignKit.Conformance.Stores;

namespace PresignKit.AzureProof.Blobs;

/// <summary>Completion verifies what a slot reports as verified on completion: size and type, which a SAS does not bind.</summary>
public sealed class CompletionTests : IAsyncDisposable
{
    // The start of an MP4 file: a box "ftyp" of 24 bytes.
    private static readonly byte[] Video = Convert.FromHexString("000000186674797069736F6D0000020069736F6D6D703431");

    private readonly AzuriteStore _store;
    private readonly ServiceProvider _application;

    public CompletionTests(AzuriteStore store)
    {
        _store = store.Ready();
        _application = new ServiceCollection()
            .AddPresignKit()
            .AddAzureBlob(_store.Settings(AzureProfiles.Azure, _store.Container))
            .AddUploadPolicy("video", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                policy.MaximumSize = 1000;
            })
            .Services.BuildServiceProvider();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    [Fact]
    public async Task Verify_DeclaredUpload_IsVerified()
    {
        var (_, found) = await UploadAsync(Video);

        Assert.Equal(VerificationOutcome.Verified, found.Outcome);
        Assert.Equal(Video.Length, found.Properties!.Size);
    }

    [Fact]
    public Task Verify_OtherSize_IsRefusedUntilDiscarded() => AssertRefusedAsync(ErrorCodes.SizeMismatch, [.. Video, 0]);

    [Fact]
    public Task Verify_OtherType_IsRefusedUntilDiscarded() => AssertRefusedAsync(
        ErrorCodes.ContentTypeMismatch, Video, request => request.Headers.Add("x-ms-blob-content-type", "text/html"));

    [Fact]
    public Task Verify_OtherContent_IsRefusedUntilDiscarded() => AssertRefusedAsync(ErrorCodes.ContentMismatch, new byte[Video.Length]);

    private async Task AssertRefusedAsync(string code, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        var (slot, found) = await UploadAsync(body, change);

        Assert.Equal(VerificationOutcome.Refused, found.Outcome);
        Assert.Equal(code, found.Code);
        await _store.AssertHoldsAsync(slot.Key, body);
        await _application.GetRequiredService<IUploadVerifier>().DiscardAsync(slot.Declaration, found, Cancellation);
        await _store.AssertNothingAsync(slot.Key);
    }

    private async Task<(UploadSlot Slot, UploadVerification Found)> UploadAsync(byte[] body, Action<HttpRequestMessage>? change = null)
    {
        var slot = await _application.GetRequiredService<IPresignedUrlIssuer>().OpenAsync("video", Video);
        await Browser.AssertStoredAsync(await _store.SendAsync(slot.Request!, body, change));
        var found = await _application.GetRequiredService<IUploadVerifier>().VerifyAsync(
            slot.Declaration, Cancellation);
        return (slot, found);
    }
}
