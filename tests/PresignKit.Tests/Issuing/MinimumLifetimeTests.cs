using System.Buffers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Issuing;

public sealed class MinimumLifetimeTests
{
    private static readonly ObjectKey Key = new("a/b.mp4");
    private static readonly DateTimeOffset WholeSecond = new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero);
    private static readonly DownloadRequest Stream = new() { Policy = "stream" };

    private readonly TestApplication _app = new(builder => builder
        .AddUploadPolicy("video", policy => policy.MinimumLifetime = TimeSpan.FromMinutes(10))
        .AddDownloadPolicy("stream", policy => (policy.Lifetime, policy.MinimumLifetime) = (TimeSpan.FromHours(6), TimeSpan.FromHours(2)))
        .AddDownloadPolicy("window", policy =>
            (policy.Lifetime, policy.MinimumLifetime, policy.StableWindow) = (TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5))));

    public static TheoryData<string> EveryWay => ["one", "many", "text", "head", "upload"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task Issue_CredentialsEndBeforeTheMinimum_IsRefusedWithACode(string way)
    {
        _app.Provider.CredentialsExpireAt = WholeSecond.AddMinutes(9);

        var refused = await Assert.ThrowsAsync<StoreException>(() => IssueAsync(way));

        Assert.Equal(ErrorCodes.CredentialsTooShort, refused.Code);
        Assert.Contains("MinimumLifetime", refused.Message, StringComparison.Ordinal);
        Assert.Contains(way == "upload" ? "'video'" : "'stream'", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_app.Provider.Accesses);
        Assert.Empty(_app.Provider.Uploads);
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task Issue_CredentialsLastLongEnough_IsLimitedToTheirLifetime(string way)
    {
        _app.Provider.CredentialsExpireAt = WholeSecond + Minimum(way);

        var expiresAt = await IssueAsync(way);

        Assert.Equal(WholeSecond + Minimum(way), expiresAt);
        Assert.Equal(TestApplication.Now + Minimum(way), Assert.Single(_app.Provider.WantedUntil));
    }

    [Fact]
    public async Task Issue_NoMinimum_OpensAnyCurrentSession()
    {
        await _app.Issuer.IssueDownloadUrlAsync(Key, cancellationToken: Cancellation);

        Assert.Empty(_app.Provider.WantedUntil);
    }

    [Fact]
    public async Task Issue_RequestShorterThanTheMinimum_GetsTheRequestedLifetime()
    {
        _app.Provider.CredentialsExpireAt = WholeSecond.AddMinutes(5);

        var url = await _app.Issuer.IssueDownloadUrlAsync(Key, Stream with { Lifetime = TimeSpan.FromMinutes(5) }, Cancellation);

        Assert.Equal((WholeSecond.AddMinutes(5), ExpiryLimit.Request), (url.ExpiresAt, url.LimitedBy));
        await Assert.ThrowsAsync<StoreException>(async () =>
            await _app.Issuer.IssueDownloadUrlAsync(Key, Stream with { Lifetime = TimeSpan.FromMinutes(6) }, Cancellation));
    }

    /// <summary>The minimum counts from the request, not from the start of the window, for which the URL is signed.</summary>
    [Fact]
    public async Task Issue_StableWindow_CountsTheMinimumFromNow()
    {
        var request = new DownloadRequest { Policy = "window" };
        _app.Provider.CredentialsExpireAt = WholeSecond.AddMinutes(10);
        await _app.Issuer.IssueDownloadUrlAsync(Key, request, Cancellation);

        _app.Provider.CredentialsExpireAt = WholeSecond.AddMinutes(10).AddSeconds(-1);
        await Assert.ThrowsAsync<StoreException>(async () => await _app.Issuer.IssueDownloadUrlAsync(Key, request, Cancellation));
    }

    private static TimeSpan Minimum(string way) => way == "upload" ? TimeSpan.FromMinutes(10) : TimeSpan.FromHours(2);

    private async Task<DateTimeOffset> IssueAsync(string way)
    {
        switch (way)
        {
            case "one":
                return (await _app.Issuer.IssueDownloadUrlAsync(Key, Stream, Cancellation)).ExpiresAt;
            case "many":
                return (await _app.Issuer.IssueDownloadUrlsAsync([Key, Key], Stream, Cancellation))[1].ExpiresAt;
            case "text":
                return await _app.Issuer.WriteDownloadUrlsAsync([Key], new ArrayBufferWriter<byte>(), Stream, before: null, Cancellation);
            case "head":
                return (await ((ITrustedToolUrlIssuer)_app.Issuer).IssueHeadUrlAsync(Key, Stream, Cancellation)).ExpiresAt;
            default:
                return (await _app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation)).ExpiresAt;
        }
    }
}
