using System.Net;
using PresignKit.BrowserTests.Players.Hosting;

namespace PresignKit.BrowserTests.Players.Cases;

/// <summary>What can happen while a film plays.</summary>
[Collection(LocalS3PlayersGroup.Name)]
public sealed class PlayerTroubleTests(BriefPlayers site) : PlayerTest(site)
{
    private const int Seconds = 12;
    private const string TenMinutes = "() => clock.sleep(600_000)";

    /// <summary>In every build.</summary>
    [Fact]
    public Task Rights_WithdrawnWhilePlaying_StopAtTheNextRenewal() => StopWhenWithdrawnAsync(PlayerKind.HlsJs, FilmFormat.Fragmented);

    [Theory(Explicit = true)]
    [InlineData(PlayerKind.Shaka, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.VideoJs, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.DashJs, FilmFormat.Dash)]
    [InlineData(PlayerKind.Video, FilmFormat.Mp4)]
    [InlineData(PlayerKind.Video, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.VideoJs, FilmFormat.Mp4)]
    public Task Rights_WithdrawnWhilePlaying_StopEveryPlayer(string player, string format) => StopWhenWithdrawnAsync(player, format);

    /// <summary>Players load a live playlist again by themselves. In every build.</summary>
    [Fact]
    public Task Rights_WithdrawnWhileLive_StopAtTheNextReload() => StopAndGoOnLiveAsync(PlayerKind.HlsJs);

    [Theory(Explicit = true)]
    [InlineData(PlayerKind.Shaka)]
    [InlineData(PlayerKind.VideoJs)]
    public Task Rights_WithdrawnWhileLive_StopEveryPlayer(string player) => StopAndGoOnLiveAsync(player);

    [Theory(Explicit = true)]
    [InlineData(PlayerKind.HlsJs, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.Video, FilmFormat.Mp4)]
    public async Task SignIn_AfterStop_LetsTheFilmGoOn(string player, string format)
    {
        var page = await PlayingAsync(player, format);
        await page.Page.Context.APIRequest.GetAsync("/sign-out");
        await page.WaitForStopAsync();
        Assert.Equal(["authentication-required"], (await page.StatusAsync()).Stopped);

        await page.Page.Context.APIRequest.GetAsync("/sign-in/anna");
        await page.EvaluateAsync<object?>("() => view.kept.renew()");
        await page.PlayAsync();

        await page.WaitForEndAsync();
        Assert.Equal(["authentication-required"], (await page.StatusAsync()).Stopped);
    }

    /// <summary>The machine sleeps for ten minutes: the clock of the day goes on, and the other one stands still. In every build.</summary>
    [Fact]
    public Task Sleep_TenMinutes_PlaysOn() => SleepAsync(PlayerKind.HlsJs, FilmFormat.Fragmented);

    [Theory(Explicit = true)]
    [InlineData(PlayerKind.Shaka, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.VideoJs, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.DashJs, FilmFormat.Dash)]
    [InlineData(PlayerKind.Video, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.Video, FilmFormat.Mp4)]
    public Task Sleep_TenMinutes_PlaysOnInEveryPlayer(string player, string format) => SleepAsync(player, format);

    /// <summary>A clock that is wrong by a year, either way.</summary>
    [Theory(Explicit = true)]
    [InlineData(PlayerKind.HlsJs, FilmFormat.Media, -365)]
    [InlineData(PlayerKind.HlsJs, FilmFormat.Media, 365)]
    [InlineData(PlayerKind.Shaka, FilmFormat.Fragmented, -365)]
    [InlineData(PlayerKind.Video, FilmFormat.Fragmented, 365)]
    public async Task Clock_OfThePage_MayBeWrong(string player, string format, int days)
    {
        var page = await VisitAsync(player, format, Seconds, $"ahead={days * 86_400_000L}");

        var status = await PlayToEndAsync(page, renewals: 3, mayFail: player == PlayerKind.Video);

        Assert.InRange(status.Renewals, 3, 20);
    }

    /// <summary>The store refuses URLs before they are due, as after a change of its key: the application's clock jumps, and the page's does not.</summary>
    [Theory(Explicit = true)]
    [InlineData(PlayerKind.HlsJs, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.Shaka, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.VideoJs, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.DashJs, FilmFormat.Dash)]
    [InlineData(PlayerKind.Video, FilmFormat.Fragmented)]
    public async Task Store_RefusesEarly_IsAskedAgainWithFreshUrl(string player, string format)
    {
        var page = await PlayingAsync(player, format);
        await page.WaitForRenewalsAsync((await page.StatusAsync()).Renewals + 1);

        Site.Clock.Advance(TimeSpan.FromHours(1));

        await page.WaitForEndAsync();
        var status = await ReportAsync(page);
        Assert.Empty(status.Stopped);
        Assert.InRange(page.Refusals, 1, 6);
    }

    /// <summary>No stop: what is buffered plays on, and then the player waits.</summary>
    [Theory(Explicit = true)]
    [InlineData(PlayerKind.HlsJs, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.Shaka, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.VideoJs, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.DashJs, FilmFormat.Dash)]
    [InlineData(PlayerKind.Video, FilmFormat.Fragmented)]
    public async Task Application_Unreachable_IsAskedAgain(string player, string format)
    {
        var page = await PlayingAsync(player, format);
        var before = await page.StatusAsync();

        Site.App.Break();
        await Task.Delay(2 * Site.Lifetime, TestContext.Current.CancellationToken);
        Assert.Equal(before.Renewals, (await page.StatusAsync()).Renewals, 1.0);
        Site.App.Restore();

        await page.WaitForEndAsync();
        var status = await ReportAsync(page);
        Assert.Empty(status.Stopped);
    }

    [Theory(Explicit = true)]
    [InlineData(PlayerKind.HlsJs)]
    [InlineData(PlayerKind.Shaka)]
    [InlineData(PlayerKind.VideoJs)]
    public async Task Quality_SwitchedAfterExpiry_HasUrlsOfItsOwn(string player)
    {
        var page = await VisitAsync(player, FilmFormat.Master, Seconds);
        await page.PlayAsync();
        await page.WaitForPositionAsync(5);

        foreach (var level in (int[])[0, 1, 0])
        {
            await page.EvaluateAsync<object?>("level => switchQuality(level)", level);
            await page.WaitForPositionAsync((await page.StatusAsync()).Position + 2);
        }

        await page.WaitForEndAsync();
        var status = await page.StatusAsync();
        Assert.Empty(status.Errors);
        Assert.Equal(0, status.Reloads);
        Assert.Contains(page.StorePaths, path => path.Contains("/0/", StringComparison.Ordinal));
        Assert.Contains(page.StorePaths, path => path.Contains("/1/", StringComparison.Ordinal));
    }

    /// <summary>A viewer who sees the film again after its end, when all URLs have expired.</summary>
    [Theory(Explicit = true)]
    [InlineData(PlayerKind.HlsJs, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.Shaka, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.VideoJs, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.DashJs, FilmFormat.Dash)]
    public async Task Film_PlayedAgainAfterItsEnd_HasFreshUrls(string player, string format)
    {
        var page = await VisitAsync(player, format, Seconds, "again=2");

        var status = await PlayToEndAsync(page, renewals: 4);

        Assert.Equal((0, 0), (status.Reloads, page.Refusals));
    }

    /// <summary>In every build.</summary>
    [Fact]
    public async Task Key_OfAnotherUser_IsNotFound()
    {
        var page = await PlayingAsync(PlayerKind.HlsJs, FilmFormat.Encrypted);
        var addresses = page.FromApplication.Select(response => response.Url);
        var key = Assert.Single(addresses.Where(url => url.Contains("/playlist-keys/", StringComparison.Ordinal)).Distinct());

        Assert.Equal(HttpStatusCode.NotFound, await Site.StatusForOtherAsync(key));
    }

    /// <summary>Nothing is left behind that asks the application.</summary>
    [Theory(Explicit = true)]
    [InlineData(PlayerKind.HlsJs, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.Shaka, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.VideoJs, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.DashJs, FilmFormat.Dash)]
    [InlineData(PlayerKind.Video, FilmFormat.Mp4)]
    public async Task Dispose_WhilePlaying_EndsAllRenewals(string player, string format)
    {
        var page = await PlayingAsync(player, format);

        await page.EvaluateAsync<object?>("() => view.kept.dispose()");
        var before = page.FromApplication.Count();
        await Task.Delay(2 * Site.Lifetime, TestContext.Current.CancellationToken);

        // Without it, the URLs have expired by now, and nobody has asked for others.
        Assert.Equal(before, page.FromApplication.Count());
    }

    private async Task<PlayerPage> PlayingAsync(string player, string format, int seconds = Seconds)
    {
        var page = await VisitAsync(player, format, seconds);
        await page.PlayAsync();
        await page.WaitForPositionAsync(1);
        return page;
    }

    private async Task StopWhenWithdrawnAsync(string player, string format)
    {
        var page = await PlayingAsync(player, format);

        Site.Rights.Withdrawn = true;
        await page.WaitForStopAsync();

        var status = await page.StatusAsync();
        Assert.Equal(["access-withdrawn"], status.Stopped);
        Assert.True(status.Paused);
        var requests = page.StorePaths.Count;
        await Task.Delay(Site.Lifetime, TestContext.Current.CancellationToken);
        Assert.Equal(["access-withdrawn"], (await page.StatusAsync()).Stopped);
        Assert.InRange(page.StorePaths.Count - requests, 0, 1);
        AssertNoSignatures(page);
    }

    private async Task StopAndGoOnLiveAsync(string player)
    {
        var page = await PlayingAsync(player, FilmFormat.Live, 30);
        Site.Rights.Withdrawn = true;
        await page.WaitForStopAsync();
        var stopped = await page.StatusAsync();
        Assert.Equal(["access-withdrawn"], stopped.Stopped);
        Assert.True(stopped.Paused);
        var requests = page.FromApplication.Count();
        await Task.Delay(Site.Lifetime, TestContext.Current.CancellationToken);
        Assert.InRange(page.FromApplication.Count() - requests, 0, 3);

        Site.Rights.Withdrawn = false;
        await page.EvaluateAsync<object?>("() => view.kept.renew()");
        await page.PlayAsync();
        await page.WaitForPositionAsync(stopped.Position + 5);

        var status = await ReportAsync(page);
        Assert.Equal(["access-withdrawn"], status.Stopped);
        Assert.True(page.FromApplication.Count() > requests + 3);

        // Shaka Player reports its own request, too.
        Assert.True(status.Errors.Count == 0 || player == PlayerKind.Shaka, $"{status}");
        AssertNoSignatures(page);
    }

    private async Task SleepAsync(string player, string format)
    {
        // Half a minute, so that the whole film is not there before.
        var page = await PlayingAsync(player, format, 30);
        await page.PauseAsync();

        await page.EvaluateAsync<object?>(TenMinutes);
        Site.Clock.Advance(TimeSpan.FromMinutes(10));
        var position = (await page.StatusAsync()).Position;
        await page.PlayAsync();
        await page.WaitForPositionAsync(position + 0.1);

        await ReportAsync(page);
        await page.WaitForPositionAsync(position + 6);
        var status = await ReportAsync(page);
        Assert.Empty(status.Stopped);

        // Usually less than two seconds by this machine's own clock; twice that on a busy one.
        Assert.InRange(status.LongestStop, 0, 4_000);
    }
}
