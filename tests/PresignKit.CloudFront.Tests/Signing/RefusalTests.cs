using Microsoft.Extensions.DependencyInjection;
using PresignKit.CloudFront.Tests.Fakes;

namespace PresignKit.CloudFront.Tests.Signing;

public sealed class RefusalTests
{
    private static readonly DownloadRequest Stream = new() { Policy = "stream" };
    private static readonly ObjectKey Key = new("a.mp4");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delete_IsRefused() => await RefuseAsync(
        CloudFrontErrorCodes.NotSupportedByCdn,
        app => app.GetRequiredKeyedService<ITrustedToolUrlIssuer>("cdn").IssueDeleteUrlAsync(Key, TimeSpan.FromMinutes(1), Cancellation));

    [Fact]
    public async Task Head_IsRefused() => await RefuseAsync(
        CloudFrontErrorCodes.NotSupportedByCdn, app => app.GetRequiredKeyedService<ITrustedToolUrlIssuer>("cdn").IssueHeadUrlAsync(Key, Stream, Cancellation));

    [Fact]
    public async Task Version_IsRefused() => await RefuseAsync(
        CloudFrontErrorCodes.NotSupportedByCdn, app => app.Issuer().IssueDownloadUrlAsync(Key, Stream with { VersionId = "1" }, Cancellation));

    [Fact]
    public async Task Part_IsRefused() => await RefuseAsync(
        ErrorCodes.PartDownloadNotAvailable, app => app.Issuer().IssueDownloadUrlAsync(Key, Stream with { PartNumber = 1 }, Cancellation));

    [Fact]
    public async Task ResponseHeaders_NotForwarded_AreRefusedInEveryForm()
    {
        await RefuseAsync(CloudFrontErrorCodes.ResponseHeadersNotForwarded, app => app.Issuer().IssueDownloadUrlAsync(Key, cancellationToken: Cancellation));
        await RefuseAsync(
            CloudFrontErrorCodes.ResponseHeadersNotForwarded, async app => await app.Issuer().IssueDownloadUrlsAsync([Key], cancellationToken: Cancellation));
        await RefuseAsync(
            CloudFrontErrorCodes.ResponseHeadersNotForwarded,
            async app => await app.Issuer().IssueDownloadUrlsAsync([new DownloadItem(Key) { FileName = "b.mp4" }], cancellationToken: Cancellation));
    }

    [Fact]
    public async Task ResponseHeaders_Forwarded_AreSignedAndCannotBeChanged()
    {
        await using var app = TestApp.With(options => options.ForwardsResponseHeaders = true);

        var url = (await app.Issuer().IssueDownloadUrlAsync(Key, new() { FileName = "Film 1.mp4", ContentType = "video/mp4" }, Cancellation)).RevealUrl();

        Assert.StartsWith(
            $"{TestApp.Root}a.mp4?response-cache-control=private%2Cmax-age%3D1800&response-content-disposition=attachment%3B%20filename%3D%22Film%201.mp4%22",
            url,
            StringComparison.Ordinal);
        Assert.Contains("&response-content-type=video%2Fmp4&Expires=", url, StringComparison.Ordinal);
        var edge = EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Ecdsa);
        Assert.True(edge.Allows(url, TestApp.Now));
        Assert.False(edge.Allows(url.Replace("video%2Fmp4", "text%2Fhtml", StringComparison.Ordinal), TestApp.Now));
    }

    [Fact]
    public async Task RequestForAHeader_UnderAPolicyWithStoredHeaders_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(async () =>
        {
            await using var app = TestApp.With();
            await app.Issuer().IssueDownloadUrlAsync(Key, Stream with { FileName = "b.mp4" }, Cancellation);
        });

    [Fact]
    public void UploadPolicy_OfTheDistribution_IsRefusedAtStart()
    {
        using var app = TestApp.With(more: presignKit => presignKit.AddUploadPolicy("video", policy =>
        {
            policy.AllowedContentTypes = ["video/mp4"];
            policy.MaximumSize = 1000;
            policy.StoreName = "cdn";
            policy.AllowUnenforced = (GuaranteeKinds)(-1);
        }));

        Assert.Equal(
            ["UploadPolicies:video:StoreName is 'cdn', but it is a CloudFront distribution, which accepts no uploads; use 'media', whose bucket it delivers."],
            app.Flaws());
    }

    [Fact]
    public async Task Upload_OfAStoreWithoutPolicies_IsRefused() => await Assert.ThrowsAsync<PolicyViolationException>(async () =>
    {
        await using var app = TestApp.With();
        await app.Issuer().OpenUploadSlotAsync(new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 1 }, Cancellation);
    });

    private static async Task RefuseAsync(string code, Func<IServiceProvider, ValueTask<PresignedUrl>> request)
    {
        await using var app = TestApp.With();
        Assert.Equal(code, (await Assert.ThrowsAsync<StoreException>(async () => await request(app))).Code);
    }

    private static async Task RefuseAsync(string code, Func<IServiceProvider, Task> request)
    {
        await using var app = TestApp.With();
        Assert.Equal(code, (await Assert.ThrowsAsync<StoreException>(async () => await request(app))).Code);
    }
}
