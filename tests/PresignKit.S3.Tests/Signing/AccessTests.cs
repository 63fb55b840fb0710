using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;
using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Signing;

public sealed class AccessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task IssueDownloadUrl_UnicodeName_IsSignedAsRfc8187AndAscii()
    {
        await using var services = TestApp.WithStore(static _ => { });

        var url = await services.Issuer().IssueDownloadUrlAsync(
            new("v.mp4"), new() { FileName = "Überraschung \"日本\".mp4", ContentType = "video/mp4", Disposition = DispositionType.Inline }, Cancellation);

        Assert.Equal(
            "inline; filename=\"_berraschung ____.mp4\"; filename*=UTF-8''%C3%9Cberraschung%20%22%E6%97%A5%E6%9C%AC%22.mp4",
            ClientRequest.Query(url, "response-content-disposition"));
        Assert.Equal("video/mp4", ClientRequest.Query(url, "response-content-type"));
        Assert.True(ClientRequest.Verify(url, TestApp.Now).IsVerified);
    }

    [Fact]
    public async Task IssueDownloadUrl_NameWithLineBreaks_HeaderContainsNone()
    {
        await using var services = TestApp.WithStore(static _ => { });

        var url = await services.Issuer().IssueDownloadUrlAsync(new("v.mp4"), new() { FileName = "a\r\nSet-Cookie: x=1\u202E.mp4" }, Cancellation);

        var disposition = ClientRequest.Query(url, "response-content-disposition")!;
        Assert.DoesNotContain('\r', disposition);
        Assert.DoesNotContain('\n', disposition);
        Assert.DoesNotContain("%E2%80%AE", disposition, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IssueDownloadUrl_CacheControlOfThePolicy_IsSigned()
    {
        await using var services = TestApp.Build(presignKit => presignKit
            .AddS3("media", o => (o.Bucket, o.Region, o.AccessKeyId, o.SecretAccessKey) = ("media-bucket", "eu-central-1", TestApp.AccessKey, TestApp.Secret))
            .AddDownloadPolicy("default", p => p.CacheControl = "private, max-age=300"));

        var url = await services.Issuer().IssueDownloadUrlAsync(new("v.mp4"), cancellationToken: Cancellation);

        Assert.Equal("private, max-age=300", ClientRequest.Query(url, "response-cache-control"));
        Assert.True(ClientRequest.Verify(url, TestApp.Now).IsVerified);
    }

    [Fact]
    public async Task IssueDownloadUrl_OverrideChangedAfterwards_NoLongerVerifies()
    {
        await using var services = TestApp.WithStore(static _ => { });
        var url = await services.Issuer().IssueDownloadUrlAsync(new("v.mp4"), new() { FileName = "a.mp4" }, Cancellation);
        var tampered = new PresignedUrl(
            url.Method, url.RevealUrl().Replace("attachment", "inline", StringComparison.Ordinal), url.Headers, url.Key, url.ExpiresAt, url.LimitedBy);

        Assert.Equal(SigV4Failure.SignatureMismatch, ClientRequest.Verify(tampered, TestApp.Now).Failure);
    }

    [Fact]
    public async Task IssueHeadUrl_SignsHeadWithTheHeadersOfTheDownload()
    {
        await using var services = TestApp.WithStore(static _ => { });

        var url = await ((ITrustedToolUrlIssuer)services.Issuer()).IssueHeadUrlAsync(
            new("v.mp4"), new() { FileName = "v\r\n.mp4", ContentType = "video/mp4" }, Cancellation);

        Assert.Equal("HEAD", url.Method);
        Assert.Empty(url.Headers);
        Assert.Equal("attachment; filename=\"v__.mp4\"", ClientRequest.Query(url, "response-content-disposition"));
        Assert.Equal("video/mp4", ClientRequest.Query(url, "response-content-type"));
        Assert.True(ClientRequest.Verify(url, TestApp.Now).IsVerified);
        var turned = new PresignedUrl("GET", url.RevealUrl(), url.Headers, url.Key, url.ExpiresAt, url.LimitedBy);
        Assert.Equal(SigV4Failure.SignatureMismatch, ClientRequest.Verify(turned, TestApp.Now).Failure);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("HEAD")]
    public async Task IssueDeleteUrl_OtherMethod_DoesNotVerify(string other)
    {
        await using var services = TestApp.WithStore(static _ => { });
        var url = await ((ITrustedToolUrlIssuer)services.Issuer()).IssueDeleteUrlAsync(new("v.mp4"), TimeSpan.FromMinutes(1), Cancellation);
        var turned = new PresignedUrl(other, url.RevealUrl(), url.Headers, url.Key, url.ExpiresAt, url.LimitedBy);

        Assert.Equal("DELETE", url.Method);
        Assert.True(ClientRequest.Verify(url, TestApp.Now).IsVerified);
        Assert.Equal(SigV4Failure.SignatureMismatch, ClientRequest.Verify(turned, TestApp.Now).Failure);
    }

    [Fact]
    public async Task IssueDownloadUrl_AfterItsExpiry_DoesNotVerify()
    {
        await using var services = TestApp.WithStore(static _ => { });
        var url = await services.Issuer().IssueDownloadUrlAsync(new("v.mp4"), new() { Lifetime = TimeSpan.FromSeconds(30) }, Cancellation);

        Assert.True(ClientRequest.Verify(url, TestApp.Now.AddSeconds(29)).IsVerified);
        Assert.Equal(SigV4Failure.Expired, ClientRequest.Verify(url, TestApp.Now.AddSeconds(31)).Failure);
    }

    [Theory]
    [InlineData("video/mp4\r\nX: y")]
    [InlineData("vidéo")]
    public async Task Sign_OverrideInvalidInAHeader_IsRefused(string value)
    {
        using var provider = TestStoreProvider.Create(static _ => { });
        var session = await provider.OpenSessionAsync(Cancellation);

        Assert.Throws<ArgumentException>(() => session.Sign(
            new(ObjectAccess.Read, new("k"), TestApp.Now, TimeSpan.FromMinutes(1), new(value, null, null))));
    }

    [Fact]
    public async Task Sign_OverridesOnADeletion_AreRefusedInsteadOfIgnored()
    {
        using var provider = TestStoreProvider.Create(static _ => { });
        var session = await provider.OpenSessionAsync(Cancellation);

        Assert.Throws<NotSupportedException>(() => session.Sign(
            new(ObjectAccess.Delete, new("k"), TestApp.Now, TimeSpan.FromMinutes(1), new("text/plain", null, null))));
    }
}
