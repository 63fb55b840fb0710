using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Network;
using PresignKit.BrowserTests.Pages;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>Playback: the video plays and seeks, and every byte of it comes from the store.</summary>
public abstract class PlaybackTests : PageTest
{
    // The pages, their scripts, and a few JSON answers. The film is about twenty times as large.
    private const long EverythingButTheFilm = 512 * 1024;
    private const long LongestAnswer = 16 * 1024;
    private const double NearTheEnd = 27;

    private protected PlaybackTests(MediaSite site, Footage footage)
        : base(site, footage)
    {
    }

    [Fact]
    public async Task MediaPage_UploadedVideo_PlaysIt()
    {
        var visitor = await VisitAsync();
        var (id, _) = await visitor.UploadAsync(Footage.FilmNamed("My_holiday-film.mp4"));

        await visitor.Row("My_holiday-film.mp4").Open.ClickAsync();
        await Expect(visitor.Hook("media-title")).ToHaveTextAsync("My holiday film");
        Assert.EndsWith($"/media/{id}", visitor.Page.Url, StringComparison.Ordinal);

        var view = new MediaView(visitor);
        Assert.InRange(await view.WaitUntilLoadedAsync(), Footage.FilmSeconds - 0.5, Footage.FilmSeconds + 0.5);
        await view.PlayAsync();
        await view.WaitForPlaybackAsync();
        Assert.InRange(await view.RunAsync<int>("v => v.readyState"), 2, 4);
        Assert.Equal(640, await view.RunAsync<int>("v => v.videoWidth"));
        Assert.True(await view.RunAsync<bool>("v => v.error === null"));
        await Expect(visitor.Hook("player-error")).ToBeHiddenAsync();
        await Expect(visitor.Hook("media-facts")).ToContainTextAsync("My_holiday-film.mp4");
    }

    [Fact]
    public async Task Seek_NearEnd_RequestsRangeFromStore()
    {
        var visitor = await VisitAsync();
        var (id, key) = await visitor.UploadAsync(Footage.FilmNamed("seek.mp4"));
        var view = await visitor.OpenMediaAsync(id);
        await view.WaitUntilLoadedAsync();
        await view.PlayAsync();
        await view.WaitForPlaybackAsync();
        var before = Site.Store.Requests.Count;

        Assert.InRange(await view.SeekAsync(NearTheEnd), NearTheEnd - 0.5, NearTheEnd + 2);
        await view.WaitForPlaybackAsync();

        var requests = Site.Store.Requests.Skip(before).Where(request => IsOf(request, key)).ToArray();
        Assert.Contains(requests, request => FirstByte(request) > Footage.FilmSize / 2);
        Assert.All(requests, request => Assert.Null(request.Header("Cookie")));

        var answers = visitor.Responses.Where(response => response.Url.Contains(key, StringComparison.Ordinal) && response.Request.Method == "GET").ToArray();
        Assert.All(answers, response => Assert.True(visitor.IsFromStore(response), response.Url.Split('?')[0]));
        Assert.All(answers, response => Assert.Equal(206, response.Status));
        var ranges = await Task.WhenAll(answers.Select(response => response.HeaderValueAsync("content-range")));
        Assert.Contains(ranges, range => range!.EndsWith($"/{Footage.FilmSize}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Video_UploadedAndWatched_SendsNoBytesThroughApplication()
    {
        var visitor = await VisitAsync();
        var (received, answered) = (Site.App.FromBrowser, Site.App.ToBrowser);
        var (stored, streamed) = (Site.Store.FromBrowser, Site.Store.ToBrowser);
        var before = Site.App.Requests.Count;

        var (id, _) = await visitor.UploadAsync(Footage.FilmNamed("straight.mp4"));
        var view = await visitor.OpenMediaAsync(id);
        await view.WaitUntilLoadedAsync();
        await view.PlayAsync();
        await view.WaitForPlaybackAsync();
        await view.SeekAsync(NearTheEnd);

        // All bytes on the connection.
        Assert.InRange(Site.App.FromBrowser - received, 1, EverythingButTheFilm);
        Assert.InRange(Site.App.ToBrowser - answered, 1, EverythingButTheFilm);
        Assert.True(Site.Store.FromBrowser - stored >= Footage.FilmSize);
        Assert.True(Site.Store.ToBrowser - streamed >= EverythingButTheFilm);

        // Each request.
        Assert.All(Site.App.Requests.Skip(before), request => Assert.InRange(request.BodyLength, 0, LongestAnswer));
        foreach (var response in visitor.Responses.Where(visitor.IsFromApp))
        {
            var type = await response.HeaderValueAsync("content-type") ?? "";
            Assert.False(type.StartsWith("video/", StringComparison.Ordinal) || type == "application/octet-stream", $"{response.Url}: {type}");
        }
    }

    private static bool IsOf(RequestHead request, string key) =>
        request.Method == "GET" && request.Target.Contains(key, StringComparison.Ordinal);

    // "bytes=9437184-" -> 9437184
    private static long FirstByte(RequestHead request)
    {
        var range = request.Header("Range");
        Assert.StartsWith("bytes=", range, StringComparison.Ordinal);
        return long.Parse(range!["bytes=".Length..].Split('-')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
