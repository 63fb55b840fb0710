using PresignKit.BrowserTests.Players.Hosting;

namespace PresignKit.BrowserTests.Players.Cases;

/// <summary>The least that keepPlaying must do with every player; run with every build.</summary>
[Collection(LocalS3PlayersGroup.Name)]
public sealed class PlayerSmokeTests(BriefPlayers site) : PlayerTest(site)
{
    private const int Seconds = 12;

    // The URLs of a film of twelve seconds expire after four.
    private const int Renewals = 3;

    // Of a viewer: the speed, the volume, and which text track is shown. A browser would begin again with the one that is marked as default.
    private const string Choices =
        """
        async () => {
          const { element } = view;
          for (const label of ['first', 'second']) element.append(Object.assign(document.createElement('track'), { label, kind: 'captions', default: label === 'second' }));
          // The browser's own choice, which comes first.
          await new Promise(resolve => setTimeout(resolve, 500));
          [element.textTracks[0].mode, element.textTracks[1].mode] = ['showing', 'disabled'];
          [element.playbackRate, element.volume] = [1.25, 0.5];
        }
        """;

    private const string ChoicesNow =
        "() => [view.element.playbackRate, view.element.volume, ...[...view.element.textTracks].map(track => track.mode)].join(' ')";

    [Theory]
    [InlineData(PlayerKind.HlsJs, FilmFormat.Master)]
    [InlineData(PlayerKind.Shaka, FilmFormat.Fragmented)]
    [InlineData(PlayerKind.VideoJs, FilmFormat.Encrypted)]
    [InlineData(PlayerKind.DashJs, FilmFormat.DashTimeline)]
    [InlineData(PlayerKind.Shaka, FilmFormat.DashNumber)]
    public async Task Play_UrlsThatExpire_AreReplacedWithoutReload(string player, string format)
    {
        var page = await VisitAsync(player, format, Seconds);

        var status = await PlayToEndAsync(page, Renewals);

        Assert.Equal(0, status.Reloads);
        Assert.InRange(page.Refusals, 0, status.Renewals / 2);
        await AssertNoMediaThroughApplicationAsync(page);
    }

    /// <summary>What the other tests prove: without keepPlaying, the same film stops.</summary>
    [Fact]
    public async Task Play_WithoutKeepPlaying_Stops()
    {
        var page = await VisitAsync(PlayerKind.HlsJs, FilmFormat.Master, Seconds, "keep=no");
        await page.PlayAsync();

        await page.WaitAsync("() => view.status().errors.length > 0", null, 2);

        Assert.NotEqual(0, page.Refusals);
        Assert.False((await page.StatusAsync()).Ended);
    }

    /// <summary>A file is buffered far ahead, so its URL expires while it is paused, and the viewer seeks.</summary>
    [Fact]
    public async Task Video_UrlsThatExpire_AreReplacedAtSeeks()
    {
        var page = await VisitAsync(PlayerKind.Video, FilmFormat.Mp4, 60);
        await page.PlayAsync();
        await page.WaitForPositionAsync(0.5);
        await page.EvaluateAsync<object?>(Choices);
        double[] positions = [30, 10, 50];
        foreach (var position in positions)
        {
            await page.WaitForRenewalsAsync((await page.StatusAsync()).Renewals + 1);
            await page.SeekAsync(position);
            await page.WaitAsync(
                "from => { const { currentTime, seeking } = view.element; return currentTime > from && currentTime < from + 5 && !seeking; }", position, 2);
        }

        var status = await ReportAsync(page);
        Assert.Empty(status.Errors);
        Assert.Empty(status.Stopped);
        Assert.False(status.Paused);
        Assert.InRange(status.Reloads, positions.Length, status.Renewals);
        Assert.Equal("1.25 0.5 showing disabled", await page.EvaluateAsync<string>(ChoicesNow));
    }
}
