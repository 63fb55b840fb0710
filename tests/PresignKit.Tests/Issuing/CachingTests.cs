using Microsoft.Extensions.Options;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Issuing;

/// <summary>What lets browsers cache downloads: the same URL for some time, and Cache-Control.</summary>
public sealed class CachingTests
{
    private static readonly ObjectKey Key = new("a/b.jpg");
    private static readonly DateTimeOffset WindowStart = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Issue_DefaultPolicy_TheSameUrlForAQuarterOfAnHour()
    {
        var app = new TestApplication();

        var first = await app.Issuer.IssueDownloadUrlAsync(Key, cancellationToken: Cancellation);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await app.Issuer.IssueDownloadUrlAsync(Key, cancellationToken: Cancellation);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var third = await app.Issuer.IssueDownloadUrlAsync(Key, cancellationToken: Cancellation);

        Assert.Equal(app.Provider.Accesses[0], app.Provider.Accesses[1]);
        Assert.Equal(new ResponseOverrides(null, "attachment", "private,max-age=1800"), app.Provider.Accesses[0].Overrides);
        Assert.Equal((WindowStart, TimeSpan.FromMinutes(30)), (app.Provider.Accesses[0].SignedAt, app.Provider.Accesses[0].Lifetime));
        Assert.Equal((WindowStart.AddMinutes(30), WindowStart.AddMinutes(30)), (first.ExpiresAt, second.ExpiresAt));
        Assert.Equal(WindowStart.AddMinutes(45), third.ExpiresAt);
    }

    [Theory]
    [InlineData(60, 60, "private,max-age=120")]
    [InlineData(1, 1, "private,max-age=2")]
    [InlineData(3_600, 900, "private,max-age=4500")]
    [InlineData(604_799, 1, "private,max-age=604800")]
    [InlineData(604_800, 0, null)]
    public async Task Issue_LifetimeOfThePolicy_AtMostDoubles(int lifetime, int window, string? cacheControl)
    {
        var app = new TestApplication(builder => builder.AddDownloadPolicy("default", p => p.Lifetime = TimeSpan.FromSeconds(lifetime)));
        var now = app.Clock.GetUtcNow();

        var url = await app.Issuer.IssueDownloadUrlAsync(Key, cancellationToken: Cancellation);

        Assert.InRange(url.ExpiresAt - now, TimeSpan.FromSeconds(lifetime - 1), TimeSpan.FromSeconds(lifetime + window));
        Assert.Equal(TimeSpan.FromSeconds(lifetime + window), app.Provider.Accesses[0].Lifetime);
        Assert.Equal(cacheControl, app.Provider.Accesses[0].Overrides?.CacheControl);
    }

    [Fact]
    public async Task Issue_LifetimeOfTheRequest_IsExactAndCachesNothing()
    {
        var app = new TestApplication();

        await app.Issuer.IssueDownloadUrlAsync(Key, new() { Lifetime = TimeSpan.FromSeconds(30) }, Cancellation);
        await app.Issuer.IssueDownloadUrlAsync(Key, new() { Lifetime = TimeSpan.FromSeconds(30), ContentType = "image/jpeg" }, Cancellation);

        Assert.All(app.Provider.Accesses, access => Assert.Equal(TimeSpan.FromSeconds(30), access.Lifetime));
        Assert.All(app.Provider.Accesses, access => Assert.Null(access.Overrides?.CacheControl));
    }

    [Fact]
    public async Task Issue_LifetimeOfTheRequestAndConfiguredWindow_HasTheWindow()
    {
        var app = new TestApplication(builder => builder.AddDownloadPolicy("default", p => p.StableWindow = TimeSpan.FromMinutes(5)));

        await app.Issuer.IssueDownloadUrlAsync(Key, new() { Lifetime = TimeSpan.FromSeconds(30) }, Cancellation);

        Assert.Equal(TimeSpan.FromSeconds(330), Assert.Single(app.Provider.Accesses).Lifetime);
        Assert.Equal("private,max-age=1200", app.Provider.Accesses[0].Overrides?.CacheControl);
    }

    [Fact]
    public async Task Issue_NoWindow_IsExactAndAnswersAsStored()
    {
        var app = new TestApplication(builder => builder.AddDownloadPolicy("default", p => p.StableWindow = TimeSpan.Zero));
        var now = app.Clock.GetUtcNow();

        var url = await app.Issuer.IssueDownloadUrlAsync(Key, cancellationToken: Cancellation);

        Assert.InRange(url.ExpiresAt - now, TimeSpan.FromMinutes(14.98), TimeSpan.FromMinutes(15));
        Assert.Equal(new ResponseOverrides(null, "attachment", null), app.Provider.Accesses[0].Overrides);
    }

    [Theory]
    [InlineData("no-store", false, "no-store")]
    [InlineData(null, true, null)]
    public async Task Issue_CacheControlOfThePolicy_TakesPrecedence(string? cacheControl, bool useStored, string? sent)
    {
        var app = new TestApplication(builder => builder.AddDownloadPolicy(
            "default", p => (p.CacheControl, p.UseStoredCacheControl) = (cacheControl, useStored)));

        await app.Issuer.IssueDownloadUrlsAsync([Key], cancellationToken: Cancellation);

        Assert.Equal(sent, app.Provider.Accesses[0].Overrides?.CacheControl);
        Assert.Equal(WindowStart, app.Provider.Accesses[0].SignedAt);
    }

    [Fact]
    public void Start_CacheControlAndStoredOne_IsRefused()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => new TestApplication(builder => builder.AddDownloadPolicy(
            "default", p => (p.CacheControl, p.UseStoredCacheControl) = ("no-store", true))));

        Assert.Contains(
            "DownloadPolicies:default:UseStoredCacheControl is true, but CacheControl is set; remove one of them.",
            failure.Message,
            StringComparison.Ordinal);
    }

    /// <summary>The start of the window lies before the end of the credentials, but now does not.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    public async Task Issue_CredentialsHaveExpiredWithinTheWindow_Throws(int window)
    {
        var app = new TestApplication(builder => builder.AddDownloadPolicy("default", p => p.StableWindow = TimeSpan.FromMinutes(window)));
        app.Provider.CredentialsExpireAt = app.Clock.GetUtcNow().AddMinutes(-1);

        var failure = await Assert.ThrowsAsync<StoreException>(
            async () => await app.Issuer.IssueDownloadUrlAsync(Key, cancellationToken: Cancellation));

        Assert.Equal(ErrorCodes.CredentialsExpired, failure.Code);
        Assert.Empty(app.Provider.Accesses);
    }
}
