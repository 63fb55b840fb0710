using System.Buffers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.CloudFront.Tests.Fakes;

namespace PresignKit.CloudFront.Tests.Keys;

public sealed class ExternalSignerTests
{
    private static readonly DownloadRequest Stream = new() { Policy = "stream" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(KeyKind.Rsa, CloudFrontHashAlgorithm.Sha256)]
    [InlineData(KeyKind.Ecdsa, CloudFrontHashAlgorithm.Sha256)]
    [InlineData(KeyKind.Ecdsa, CloudFrontHashAlgorithm.Sha1)]
    public async Task Url_IsSignedByTheServiceOnce(KeyKind kind, CloudFrontHashAlgorithm hash)
    {
        var service = new KeyService(TestKeys.Of(kind));
        await using var app = With(service, hash);

        var url = (await app.Issuer().IssueDownloadUrlAsync(new("a b.mp4"), Stream, Cancellation)).RevealUrl();
        var again = (await app.Issuer().IssueDownloadUrlAsync(new("a b.mp4"), Stream, Cancellation)).RevealUrl();

        Assert.True(EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Of(kind)).Allows(url, TestApp.Now));
        Assert.Equal(url, again);
        Assert.Equal(1, service.Calls);
    }

    /// <summary>The same instance keeps what it has signed; another one is another key.</summary>
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Reload_OfTheConfiguration_AsksOnlyAnotherServiceAgain(bool isSame, int calls)
    {
        var service = new KeyService(TestKeys.Ecdsa);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("PresignKit:Stores:cdn:Origin", "media")]).Build();
        KeyService? other = null;
        await using var app = TestApp.Build(
            presignKit => presignKit.AddStore(new OriginStore("media"))
                .AddCloudFront("cdn", options =>
                {
                    options.Endpoint = "https://media.example.com";
                    options.Key = new() { KeyPairId = TestApp.KeyPairId, Signer = other ?? service };
                })
                .AddDownloadPolicy("stream", policy => policy.UseStoredHeaders = true),
            configuration: configuration);

        await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, Cancellation);
        other = isSame ? null : new KeyService(TestKeys.Ecdsa);
        configuration.Reload();
        await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, Cancellation);

        Assert.Equal(calls, service.Calls + (other?.Calls ?? 0));
    }

    [Fact]
    public async Task Batch_InASharedFolder_AsksTheServiceOnce()
    {
        var service = new KeyService(TestKeys.Rsa);
        await using var app = With(service);
        ObjectKey[] keys = [.. Enumerable.Range(0, 1500).Select(i => new ObjectKey($"movies/42/{i}.ts"))];
        var request = Stream with { SharedFolder = "movies/42/" };

        var urls = await app.Issuer().IssueDownloadUrlsAsync(keys, request, Cancellation);
        await app.Issuer().WriteDownloadUrlsAsync(keys, new ArrayBufferWriter<byte>(), request, cancellationToken: Cancellation);
        await app.Issuer().IssueDownloadUrlsAsync([new DownloadItem(keys[0])], request, Cancellation);

        Assert.All(urls, url => Assert.True(EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Rsa).Allows(url.RevealUrl(), TestApp.Now)));
        Assert.Equal(1, service.Calls);
    }

    [Fact]
    public async Task Batch_WithoutASharedFolder_IsRefusedAndTheServiceNotAsked()
    {
        var service = new KeyService(TestKeys.Ecdsa);
        await using var app = With(service);

        var refusal = await Assert.ThrowsAsync<StoreException>(
            async () => await app.Issuer().IssueDownloadUrlsAsync([new ObjectKey("a.ts")], Stream, Cancellation));

        Assert.Equal(CloudFrontErrorCodes.SharedFolderRequired, refusal.Code);
        Assert.Equal(0, service.Calls);
    }

    [Fact]
    public async Task Cookies_AskTheServiceOnceForAll()
    {
        var service = new KeyService(TestKeys.Ecdsa);
        await using var app = With(service);

        var cookies = await app.GetRequiredService<ICloudFrontSigner>().IssueFolderCookiesAsync("movies/42/", new() { Policy = "stream" }, Cancellation);

        Assert.Equal(4, cookies.All.Count);
        Assert.Equal(1, service.Calls);
    }

    [Fact]
    public async Task Service_Fails_IsAStableCodeAndTheNextRequestAsksAgain()
    {
        var service = new KeyService(TestKeys.Ecdsa) { Failure = new InvalidOperationException("throttled") };
        await using var app = With(service);

        var refusal = await Assert.ThrowsAsync<StoreException>(async () => await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, Cancellation));
        service.Failure = null;
        await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, Cancellation);

        Assert.Equal(ErrorCodes.CredentialsUnavailable, refusal.Code);
        Assert.DoesNotContain("throttled", refusal.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(refusal.InnerException);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(513)]
    public async Task Service_ReturnsNoSignature_IsRefused(int length)
    {
        await using var app = With(new(TestKeys.Ecdsa) { Answer = new byte[length] });

        var refusal = await Assert.ThrowsAsync<StoreException>(async () => await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, Cancellation));

        Assert.Equal(ErrorCodes.CredentialsUnavailable, refusal.Code);
    }

    [Fact]
    public async Task Cancellation_OfTheRequest_IsPassedOn()
    {
        await using var app = With(new(TestKeys.Ecdsa) { Failure = new OperationCanceledException() });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, new(canceled: true)));
    }

    [Fact]
    public async Task Service_GivesUp_IsAStableCodeAndNoCancellation()
    {
        // As clients of HTTP do that have a limit of their own.
        await using var app = With(new(TestKeys.Ecdsa) { Failure = new TaskCanceledException("timeout") });

        var refusal = await Assert.ThrowsAsync<StoreException>(async () => await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, Cancellation));

        Assert.Equal(ErrorCodes.CredentialsUnavailable, refusal.Code);
    }

    [Fact]
    public async Task Service_DoesNotLookAtItsToken_RequestIsGivenUp()
    {
        using var given = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        await using var app = With(new(TestKeys.Ecdsa) { Waits = never.Task });

        var url = app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, given.Token).AsTask();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => url.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
        never.SetResult();
    }

    private static ServiceProvider With(KeyService service, CloudFrontHashAlgorithm hash = default) => TestApp.With(options =>
    {
        options.HashAlgorithm = hash;
        options.Key = new() { KeyPairId = TestApp.KeyPairId, Signer = service };
    });
}
