using System.Globalization;
using PresignKit.BrowserTests.Players.Hosting;

namespace PresignKit.BrowserTests.Players.Cases;

/// <summary>What all tests of players have in common.</summary>
public abstract class PlayerTest : IAsyncLifetime
{
    // Playlists, keys, and JSON. A signed MPD has half a KiB for each segment.
    private const long LargestAnswer = 256 * 1024;

    private readonly List<PlayerPage> _pages = [];

    private protected PlayerTest(PlayerSite site) => Site = site;

    private protected PlayerSite Site { get; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await Site.RequireAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var page in _pages)
        {
            await page.DisposeAsync();
        }

        Site.App.Restore();
        Site.Store.Restore();
        Site.Rights.Withdrawn = false;
    }

    private protected async Task<PlayerPage> VisitAsync(string player, string format, int seconds, string query = "")
    {
        var page = await Site.VisitAsync(player, format, seconds, query);
        _pages.Add(page);
        return page;
    }

    /// <summary>Plays a film to its end while its URLs expire several times.</summary>
    /// <param name="page">The page.</param>
    /// <param name="renewals">How often there must be fresh URLs, the first ones included.</param>
    /// <param name="mayFail">Whether the element may report errors, after which its source is replaced.</param>
    /// <param name="patience">How long to wait, in multiples of the usual limit.</param>
    private protected static async Task<PlayerStatus> PlayToEndAsync(PlayerPage page, int renewals, bool mayFail = false, float patience = 2)
    {
        await page.PlayAsync();
        await page.WaitForEndAsync(patience);
        var status = await ReportAsync(page);
        Assert.True(status.Renewals >= renewals, $"{status}");
        Assert.Empty(status.Stopped);
        Assert.True(mayFail || status.Errors.Count == 0, $"{status}");
        AssertNoSignatures(page);
        return status;
    }

    /// <summary>What the page has seen, which the test's output states, too.</summary>
    private protected static async Task<PlayerStatus> ReportAsync(PlayerPage page)
    {
        var status = await page.StatusAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{status} refusals: {page.Refusals}");
        return status;
    }

    /// <summary>
    /// Asserts that no signature is in the console, but for what Chromium itself says of an answer without CORS headers: Ceph's refusals have none.
    /// </summary>
    private protected static void AssertNoSignatures(PlayerPage page) => Assert.DoesNotContain(page.Console, line =>
        line.Contains("X-Amz-Signature", StringComparison.Ordinal) && !line.StartsWith("Access to ", StringComparison.Ordinal));

    /// <summary>Asserts that what the application has sent since was too little to be media.</summary>
    private protected static async Task AssertNoMediaThroughApplicationAsync(PlayerPage page)
    {
        foreach (var response in page.FromApplication)
        {
            var headers = await response.AllHeadersAsync();
            var type = headers.GetValueOrDefault("content-type", "");
            Assert.False(type.StartsWith("video/", StringComparison.Ordinal), response.Url);
            Assert.True(!type.StartsWith("application/octet-stream", StringComparison.Ordinal) || headers["content-length"] == "16", response.Url);
            var length = long.Parse(headers.GetValueOrDefault("content-length", "0"), CultureInfo.InvariantCulture);
            Assert.True(IsText(type) || length < LargestAnswer, response.Url);
        }
    }

    // Signed MPDs of long films are large.
    private static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type.StartsWith("application/dash+xml", StringComparison.Ordinal);
}
