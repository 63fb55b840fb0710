using PresignKit.BrowserTests.Players.Hosting;

namespace PresignKit.BrowserTests.Players.Cases;

/// <summary>Every player with every format that it plays, every night.</summary>
public abstract class PlayerTableTests : PlayerTest
{
    private readonly int _seconds;

    private protected PlayerTableTests(PlayerSite site, int seconds)
        : base(site) => _seconds = seconds;

    public static TheoryData<string, string> Streams
    {
        get
        {
            var table = new TheoryData<string, string>();
            foreach (var player in (string[])[PlayerKind.HlsJs, PlayerKind.Shaka, PlayerKind.VideoJs])
            {
                foreach (var format in (string[])[FilmFormat.Master, FilmFormat.Media, FilmFormat.Fragmented, FilmFormat.Ranges, FilmFormat.Encrypted])
                {
                    table.Add(player, format);
                }
            }

            return table;
        }
    }

    public static TheoryData<string, string> Manifests
    {
        get
        {
            var table = new TheoryData<string, string>();
            foreach (var player in (string[])[PlayerKind.DashJs, PlayerKind.Shaka, PlayerKind.VideoJs])
            {
                foreach (var format in (string[])
                    [FilmFormat.Dash, FilmFormat.DashTimeline, FilmFormat.DashNumber, FilmFormat.DashRanges, FilmFormat.DashIndex])
                {
                    table.Add(player, format);
                }
            }

            return table;
        }
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Streams))]
    public Task Play_HlsWhoseUrlsExpire_EndsWithoutReload(string player, string format) => PlayStreamAsync(player, format);

    [Theory(Explicit = true)]
    [MemberData(nameof(Manifests))]
    public Task Play_DashWhoseUrlsExpire_EndsWithoutReload(string player, string format) => PlayStreamAsync(player, format);

    /// <summary>What Chromium plays without any library.</summary>
    [Theory(Explicit = true)]
    [InlineData(FilmFormat.Master)]
    [InlineData(FilmFormat.Media)]
    [InlineData(FilmFormat.Fragmented)]
    [InlineData(FilmFormat.Ranges)]
    [InlineData(FilmFormat.Encrypted)]
    [InlineData(FilmFormat.Mp4)]
    public async Task Play_InBareVideoWhoseUrlsExpire_Ends(string format)
    {
        var page = await VisitAsync(PlayerKind.Video, format, _seconds);

        var status = await PlayToEndAsync(page, renewals: 3, mayFail: true);

        Assert.InRange(page.Refusals, 0, status.Reloads);
        await AssertNoMediaThroughApplicationAsync(page);
    }

    [Fact(Explicit = true)]
    public async Task Play_FileInVideoJsWhoseUrlsExpire_Ends()
    {
        var page = await VisitAsync(PlayerKind.VideoJs, FilmFormat.Mp4, _seconds);

        await PlayToEndAsync(page, renewals: 3);

        await AssertNoMediaThroughApplicationAsync(page);
    }

    private async Task PlayStreamAsync(string player, string format)
    {
        var page = await VisitAsync(player, format, _seconds);

        var status = await PlayToEndAsync(page, renewals: 3);

        Assert.Equal(0, status.Reloads);
        Assert.InRange(page.Refusals, 0, status.Renewals / 2);
        await AssertNoMediaThroughApplicationAsync(page);
    }
}

/// <inheritdoc/>
[Collection(LocalS3PlayersGroup.Name)]
public sealed class LocalS3PlayerTableTests(BriefPlayers site) : PlayerTableTests(site, 12);

/// <inheritdoc/>
[Collection(Ceph20PlayersGroup.Name)]
public sealed class Ceph20PlayerTableTests(Ceph20Players site) : PlayerTableTests(site, 48);
