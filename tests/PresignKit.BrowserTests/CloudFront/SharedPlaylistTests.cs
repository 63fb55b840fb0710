using PresignKit.BrowserTests.Clients.Hosting;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Players.Hosting;
using PresignKit.CloudFront;

namespace PresignKit.BrowserTests.CloudFront;

/// <summary>Players with a distribution: one playlist for everybody and a query for each, or cookies.</summary>
public sealed class SharedPlaylistTests(Chromium chromium, NpmBundles npm, Films films)
{
    private const string Playlist = "/films/42/index.m3u8";

    private const string HlsJs =
        """
        async ([source, credentials]) => {
          const { Hls } = await import("/npm/hlsjs.js");
          const hls = new Hls({ xhrSetup: request => { request.withCredentials = credentials; } });
          window.failures = [];
          hls.on(Hls.Events.ERROR, (_, { details }) => failures.push(details));
          hls.attachMedia(video);
          hls.loadSource(source);
          await video.play();
        }
        """;

    private const string Shaka =
        """
        async ([source]) => {
          const { shaka } = await import("/npm/shaka.js");
          shaka.polyfill.installAll();
          window.failures = [];
          const player = new shaka.Player();
          player.addEventListener("error", ({ detail }) => failures.push(detail.code));
          await player.attach(video);
          try {
            await player.load(source);
          } catch (error) {
            throw new Error(`shaka: ${error.code} ${error.data}`);
          }
          await video.play();
        }
        """;

    private const string VideoJs =
        """
        async ([source]) => {
          const { videojs } = await import("/npm/videojs.js");
          window.failures = [];
          const player = videojs(video, { html5: { vhs: { overrideNative: true } } });
          player.src({ src: source, type: "application/vnd.apple.mpegurl" });
        }
        """;

    [Theory]
    [InlineData("hls.js", HlsJs)]
    [InlineData("shaka", Shaka)]
    public async Task SharedPlaylist_WithAQueryForEachUser_Plays(string player, string script)
    {
        await using var site = await EdgeSite.StartAsync(CloudFrontSameSite.Lax, npm);
        await site.PutFilmAsync(await films.MakeAsync(FilmFormat.Master, 12), isShared: true);
        await using var context = await chromium.OpenAsync(site.Origin);
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Origin);
        var query = await page.EvaluateAsync<string>("fetch('/query').then(answer => answer.text())");

        await page.EvaluateAsync(script, new object[] { $"{site.EdgeOrigin}{Playlist}?{query}", false });
        await page.WaitForFunctionAsync("() => video.currentTime > 2");

        Assert.Empty(await page.EvaluateAsync<string[]>("failures.map(String)"));
        Assert.All(site.Edge.Requests, request => Assert.True(request.IsAllowed, $"{player}: {request.Path}"));
        Assert.Contains(site.Edge.Requests, request => IsSegment(request.Path));
        Assert.All(site.Edge.Requests, request => Assert.Empty(request.Cookies));
    }

    /// <summary>The limit that the documentation states. If this fails, video.js has learned it.</summary>
    [Fact]
    public async Task SharedPlaylist_InVideoJs_DoesNotPlay()
    {
        await using var site = await EdgeSite.StartAsync(CloudFrontSameSite.Lax, npm);
        await site.PutFilmAsync(await films.MakeAsync(FilmFormat.Master, 12), isShared: true);
        await using var context = await chromium.OpenAsync(site.Origin);
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Origin);
        var query = await page.EvaluateAsync<string>("fetch('/query').then(answer => answer.text())");

        await page.EvaluateAsync(VideoJs, new object[] { $"{site.EdgeOrigin}{Playlist}?{query}" });
        while (!site.Edge.Requests.Any(request => !request.IsAllowed || IsSegment(request.Path)))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.DoesNotContain(site.Edge.Requests, request => request.IsAllowed && IsSegment(request.Path));
    }

    [Fact]
    public async Task StoredPlaylist_WithCookies_PlaysUnchanged()
    {
        await using var site = await EdgeSite.StartAsync(CloudFrontSameSite.Lax, npm);
        await site.PutFilmAsync(await films.MakeAsync(FilmFormat.Master, 12), isShared: false);
        await using var context = await chromium.OpenAsync(site.Origin);
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Origin);
        await page.EvaluateAsync("fetch('/sign-in')");

        await page.EvaluateAsync(HlsJs, new object[] { site.EdgeOrigin + Playlist, true });
        await page.WaitForFunctionAsync("() => video.currentTime > 2");

        Assert.All(site.Edge.Requests, request => Assert.True(request.IsAllowed, request.Path));
        Assert.Contains(site.Edge.Requests, request => IsSegment(request.Path));
    }

    private static bool IsSegment(string path) => path.EndsWith(".m4s", StringComparison.Ordinal);
}
