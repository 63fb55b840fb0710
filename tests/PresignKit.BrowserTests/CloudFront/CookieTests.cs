using Microsoft.Playwright;
using PresignKit.BrowserTests.Clients.Hosting;
using PresignKit.BrowserTests.Hosting;
using PresignKit.CloudFront;

namespace PresignKit.BrowserTests.CloudFront;

/// <summary>Which requests a browser sends signed cookies with, and what they open.</summary>
public sealed class CookieTests(Chromium chromium, NpmBundles npm)
{
    private const string Film = "/films/42/a%20b.txt";
    private const string OtherFilm = "/films/43/a.txt";

    [Fact]
    public async Task Cookies_OnTheSameSite_OpenTheFolderAndAreSentNowhereElse()
    {
        await using var site = await EdgeSite.StartAsync(CloudFrontSameSite.Lax, npm);
        await using var context = await chromium.OpenAsync(site.Origin);
        var page = await SignedInAsync(context, site.Origin);

        Assert.Equal(200, await FetchAsync(page, site.EdgeOrigin + Film));
        Assert.Equal(403, await FetchAsync(page, site.EdgeOrigin + OtherFilm));
        Assert.Equal(403, await FetchAsync(page, site.EdgeOrigin + Film, "omit"));
        Assert.Equal(403, await FetchAsync(page, site.EdgeOrigin + Film, "same-origin"));

        // No script reads them.
        Assert.Equal("", await page.EvaluateAsync<string>("document.cookie"));
        Assert.Equal(
            ["CloudFront-Hash-Algorithm", "CloudFront-Key-Pair-Id", "CloudFront-Policy", "CloudFront-Signature"],
            site.Edge.Requests.First(request => request.IsAllowed).Cookies.Order(StringComparer.Ordinal));
        Assert.Empty(site.Edge.Requests.Single(request => request.Path == OtherFilm).Cookies);

        site.Edge.Ahead = TimeSpan.FromHours(2);
        Assert.Equal(403, await FetchAsync(page, site.EdgeOrigin + Film));
    }

    /// <summary>A page on another site needs cookies of a third party, which SameSite decides about first.</summary>
    [Theory]
    [InlineData(CloudFrontSameSite.Strict, 403)]
    [InlineData(CloudFrontSameSite.Lax, 403)]
    [InlineData(CloudFrontSameSite.None, 200)]
    public async Task Cookies_OnAnotherSite_AreSentOnlyWithSameSiteNone(CloudFrontSameSite sameSite, int status)
    {
        await using var site = await EdgeSite.StartAsync(sameSite, npm);
        var profile = Directory.CreateTempSubdirectory("presignkit-profile-");
        try
        {
            // A profile that lets cookies of third parties through. Distributions of Chromium differ in what they do by default.
            await File.WriteAllTextAsync(
                Path.Combine(profile.CreateSubdirectory("Default").FullName, "Preferences"),
                """{ "profile": { "cookie_controls_mode": 0, "block_third_party_cookies": false } }""",
                TestContext.Current.CancellationToken);
            using var playwright = await Playwright.CreateAsync();
            await using var context = await playwright.Chromium.LaunchPersistentContextAsync(
                profile.FullName,
                new() { ExecutablePath = Prerequisites.Chromium, Args = ["--no-sandbox", "--disable-gpu"], Timeout = WaitLimit.Milliseconds });
            await SignedInAsync(context, site.Origin);
            var other = await context.NewPageAsync();
            await other.GotoAsync(site.OtherOrigin);

            Assert.Equal(status, await FetchAsync(other, site.EdgeOrigin + Film));
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }

    /// <summary>Many browsers block cookies of third parties, whatever SameSite says: Chromium does in its incognito mode, which this context is.</summary>
    [Fact]
    public async Task Cookies_OfAThirdPartyInABrowserThatBlocksThem_AreNotSent_ButAQueryWorks()
    {
        await using var site = await EdgeSite.StartAsync(CloudFrontSameSite.None, npm);
        await using var context = await chromium.OpenAsync(site.Origin);
        var own = await SignedInAsync(context, site.Origin);
        var other = await context.NewPageAsync();
        await other.GotoAsync(site.OtherOrigin);

        Assert.Equal(200, await FetchAsync(own, site.EdgeOrigin + Film));
        Assert.Equal(403, await FetchAsync(other, site.EdgeOrigin + Film));
        var query = await own.EvaluateAsync<string>("fetch('/query').then(answer => answer.text())");
        Assert.Equal(200, await FetchAsync(other, $"{site.EdgeOrigin}{Film}?{query}", "omit"));
        Assert.Equal(403, await FetchAsync(other, $"{site.EdgeOrigin}{OtherFilm}?{query}", "omit"));
    }

    private static async Task<IPage> SignedInAsync(IBrowserContext context, string origin)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(origin);
        Assert.Equal(200, await page.EvaluateAsync<int>("fetch('/sign-in').then(answer => answer.status)"));
        return page;
    }

    private static Task<int> FetchAsync(IPage page, string url, string credentials = "include") =>
        page.EvaluateAsync<int>(
            "([url, credentials]) => fetch(url, { credentials, cache: 'no-store' }).then(answer => answer.status)", new[] { url, credentials });
}
