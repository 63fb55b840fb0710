using PresignKit.BrowserTests.Players.Hosting;

namespace PresignKit.BrowserTests.Players.Cases;

/// <summary>
/// Ten minutes of film at speed 4, with URLs for 20 seconds and all clocks at rate 4: the application's, the store's, and the page's. That is two and a half
/// minutes, in which every URL expires after five seconds. Players buffer as they do by default.
/// </summary>
[Collection(LocalS3PlayersGroup.Name)]
public sealed class TenMinuteTests(FastPlayers site) : PlayerTest(site)
{
    private const int Seconds = 600;
    private const string Query = "speed=4&buffer=20";

    // Each URL is asked for again after two thirds of its 20 seconds, if a request is due then; segments have six seconds.
    private const int Renewals = 25;

    [Theory(Explicit = true)]
    [InlineData(PlayerKind.HlsJs, FilmFormat.Master)]
    [InlineData(PlayerKind.Shaka, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.VideoJs, FilmFormat.Media)]
    [InlineData(PlayerKind.DashJs, FilmFormat.Dash)]
    public async Task TenMinutes_InPlayer_NeitherStopsNorReloads(string player, string format)
    {
        var page = await VisitAsync(player, format, Seconds, Query);

        var status = await PlayToEndAsync(page, Renewals, patience: 15);

        Assert.Equal((0, 0, 0), (status.Reloads, status.Stops, page.Refusals));
        await AssertNoMediaThroughApplicationAsync(page);
    }

    /// <summary>
    /// A file is one long answer, which goes on when its URL has expired. Where the browser asks again, and for HLS that it plays by itself, the source is
    /// replaced: a refusal may come before that, but no stop of more than a second.
    /// </summary>
    [Theory(Explicit = true)]
    [InlineData(FilmFormat.Mp4)]
    [InlineData(FilmFormat.Fragmented)]
    public async Task TenMinutes_InBareVideo_DoNotStop(string format)
    {
        var page = await VisitAsync(PlayerKind.Video, format, Seconds, Query);

        var status = await PlayToEndAsync(page, Renewals, mayFail: true, patience: 15);

        Assert.Equal(0, status.Stops);
        await AssertNoMediaThroughApplicationAsync(page);
    }

    /// <summary>One real hour: the film six times, at its own speed, in all players at once. Clocks are at rate 4, so that URLs expire after five seconds.</summary>
    [Fact(Explicit = true)]
    public async Task OneHour_InAllPlayersAtOnce_NeitherStopsNorReloads()
    {
        (string Player, string Format)[] cases =
        [
            (PlayerKind.HlsJs, FilmFormat.Fragmented), (PlayerKind.Shaka, FilmFormat.Fragmented), (PlayerKind.VideoJs, FilmFormat.Fragmented),
            (PlayerKind.DashJs, FilmFormat.Dash),
        ];
        var pages = new List<PlayerPage>();
        foreach (var (player, format) in cases)
        {
            pages.Add(await VisitAsync(player, format, Seconds, "again=5&buffer=20"));
        }

        var statuses = await Task.WhenAll(pages.Select(page => PlayToEndAsync(page, 20 * Renewals, patience: 75)));

        Assert.All(statuses, status => Assert.Equal((0, 0), (status.Reloads, status.Stops)));
        Assert.All(pages, page => Assert.Equal(0, page.Refusals));
    }
}
