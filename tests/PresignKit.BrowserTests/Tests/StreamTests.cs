using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Pages;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>The film that comes with the sample, as an HLS stream that the browser plays itself.</summary>
public abstract partial class StreamTests : PageTest
{
    private const double DemoSeconds = 60;

    // Three times as long as its links are valid, from a position near its beginning.
    private const int Renewals = 3;
    private const long LongestAnswer = 64 * 1024;

    private protected StreamTests(MediaSite site, Footage footage)
        : base(site, footage)
    {
    }

    [Fact]
    public async Task Stream_OfDemoFilm_PlaysInEachQualityFromStore()
    {
        var visitor = await VisitAsync();
        var id = await AddDemoAsync(visitor);
        var view = await visitor.OpenMediaAsync(id);
        Assert.InRange(await view.WaitUntilLoadedAsync(), DemoSeconds - 1, DemoSeconds + 1);
        await view.PlayAsync();
        await view.WaitForPlaybackAsync();

        foreach (var height in (int[])[180, 360])
        {
            await visitor.Hook("quality").SelectOptionAsync($"{height}p");
            await WaitForHeightAsync(view, height);
            await view.WaitForPlaybackAsync();
        }

        await visitor.Hook("quality").SelectOptionAsync("Original file");
        await view.WaitForPlaybackAsync();
        Assert.Contains("demo-film.mp4", await view.SourceAsync(), StringComparison.Ordinal);
        await Expect(visitor.Hook("cue")).ToHaveCountAsync(6);
        await Expect(visitor.Hook("pictures").Locator("img")).ToHaveCountAsync(10);
        await Expect(visitor.Hook("player-error")).ToBeHiddenAsync();

        var media = visitor.Responses.Where(response => MediaFile().IsMatch(new Uri(response.Url).AbsolutePath)).ToArray();
        Assert.Contains(media, response => response.Url.Contains(".m4s?", StringComparison.Ordinal));
        Assert.All(media, response => Assert.True(visitor.IsFromStore(response), response.Url));
        foreach (var answer in visitor.Responses.Where(visitor.IsFromApp))
        {
            var length = await answer.HeaderValueAsync("Content-Length") ?? "0";
            Assert.InRange(long.Parse(length, CultureInfo.InvariantCulture), 0, LongestAnswer);
        }
    }

    [Fact]
    public async Task Stream_LinksThatExpireAfterTwentySeconds_PlaysOn()
    {
        var visitor = await VisitAsync();
        var view = await visitor.OpenMediaAsync(await AddDemoAsync(visitor));
        await view.WaitUntilLoadedAsync();
        await visitor.Hook("short-links").CheckAsync();
        await view.PlayAsync();

        await visitor.Page.WaitForFunctionAsync(
            $$"""
            () => {
              const times = /signed (\d+) times/.exec(document.querySelector("[data-testid=link-expiry]").textContent);
              return times && Number(times[1]) > {{Renewals}};
            }
            """,
            null,
            new() { Timeout = (float)WaitLimit.Duration.TotalMilliseconds });

        await view.SeekAsync(2);
        await view.WaitForPlaybackAsync();
        Assert.False(await view.RunAsync<bool>("v => v.paused"));
        await Expect(visitor.Hook("player-error")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Stream_OfAnotherUser_IsNotFound()
    {
        var visitor = await VisitAsync();
        var id = await AddDemoAsync(visitor);
        var other = await VisitAsync("demo-b");
        foreach (var path in (string[])["/master.m3u8", ".short/master.m3u8", "/0/index.m3u8", "", "/0/00000.m4s", "/../" + id])
        {
            var address = $"/api/streams/playlists/{id}{path}";
            Assert.Equal(404, (await other.Page.APIRequest.GetAsync(address)).Status);
        }

        Assert.Equal(200, (await visitor.Page.APIRequest.GetAsync($"/api/streams/playlists/{id}/master.m3u8")).Status);
    }

    [Fact]
    public async Task Delete_VideoWithStream_DeletesAllOfIt()
    {
        var visitor = await VisitAsync();
        var id = await AddDemoAsync(visitor);
        Assert.NotNull(await Site.FindObjectAsync($"streams/{id}/0/00000.m4s"));

        Assert.Equal(204, (await visitor.Page.APIRequest.DeleteAsync($"/api/media/{id}")).Status);

        foreach (var key in (string[])["master.m3u8", "0/00000.m4s", "1/init_1.mp4", "thumbnails/10.jpg"])
        {
            Assert.Null(await Site.FindObjectAsync($"streams/{id}/{key}"));
        }

        Assert.Null(await Site.FindObjectAsync($"demo/{id}/demo-film.mp4"));
        Assert.Null(await Site.FindObjectAsync($"demo/{id}/demo-film.vtt"));
    }

    private protected static Task WaitForHeightAsync(MediaView view, int height) => view.RunAsync<object?>(
        $$"""
        v => new Promise(resolve => {
          const look = () => { if (v.videoHeight === {{height}}) resolve(); };
          for (const type of ["resize", "loadedmetadata", "timeupdate", "canplay"]) v.addEventListener(type, look);
          look();
        })
        """);

    private static async Task<string> AddDemoAsync(Visitor visitor)
    {
        var answer = await visitor.Page.APIRequest.PostAsync("/api/media/demo");
        Assert.Equal(200, answer.Status);
        using var media = JsonDocument.Parse(await answer.TextAsync());
        return media.RootElement.GetProperty("id").GetString()!;
    }

    [GeneratedRegex(@"\.(m4s|mp4|jpg|vtt)$")]
    private static partial Regex MediaFile();
}
