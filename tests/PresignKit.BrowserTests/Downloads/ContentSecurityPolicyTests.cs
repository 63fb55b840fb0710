using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PresignKit.BrowserTests.Clients.Hosting;
using PresignKit.BrowserTests.Clients.Stores;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Players.Hosting;

namespace PresignKit.BrowserTests.Downloads;

/// <summary>What a page's Content-Security-Policy has to allow: the one of docs/downloads.md is enough, and each of its parts is needed.</summary>
public sealed class ContentSecurityPolicyTests(Chromium chromium, Footage footage, Films films, NpmBundles bundles)
{
    // Whether each use works, and what was blocked.
    private const string Script =
        """
        async () => {
          const blocked = new Set();
          addEventListener('securitypolicyviolation', event => blocked.add(event.effectiveDirective));
          const url = async key => (await fetch('/url?key=' + key)).text();
          const within = (promise, ms) => Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error('late')), ms))]);
          const of = async use => { try { return await within(use(), 10000); } catch (e) { return 'no'; } };
          const play = video => new Promise((resolve, reject) => {
            Object.assign(video, { muted: true, onended: () => resolve('yes'), onerror: () => reject(video.error) });
            video.play().catch(reject);
          });
          const add = (name, properties) => {
            const element = Object.assign(document.createElement(name), properties);
            document.querySelector('main').append(element);
            return element;
          };
          const result = {
            image: await of(async () => { await add('img', { src: await url('p/1.png') }).decode(); return 'yes'; }),
            fetch: await of(async () => { await fetch(await url('p/2.png')); return 'yes'; }),
            video: await of(async () => play(add('video', { src: await url('p/1.mp4') }))),
            hls: await of(async () => {
              await new Promise((resolve, reject) => add('script', { src: '/hls.js', onload: resolve, onerror: reject }));
              const hls = new Hls();
              const video = add('video', {});
              const error = new Promise((_, reject) => hls.on(Hls.Events.ERROR, (_, data) => data.fatal && reject(new Error(data.details))));
              hls.loadSource('/playlist.m3u8');
              hls.attachMedia(video);
              return Promise.race([play(video), error]);
            }),
          };
          result.blocked = [...blocked].sort().join();
          return JSON.stringify(result);
        }
        """;

    /// <summary>What is left out, and what does not work then.</summary>
    public static TheoryData<string, string, string> Parts => new()
    {
        { "", "", "" },
        { "img-src 'self' STORE; ", "image", "img-src" },
        { "media-src 'self' blob: STORE; ", "video,hls", "media-src" },
        { "connect-src 'self' STORE; ", "fetch,hls", "connect-src" },

        // hls.js works without its worker, on the page's own thread.
        { "worker-src 'self' blob:; ", "", "worker-src" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Page_WithoutAPart_DoesNotShowWhatItAllows(string part, string fails, string blocked)
    {
        Prerequisites.Require();
        await bundles.RequireAsync();
        var film = await films.MakeAsync(FilmFormat.Media, 3);
        var policy = "";
        await using var site = await DownloadSite.StartAsync(new EmbeddedClientStore(), app => Map(app, () => policy));
        policy = "default-src 'self'; img-src 'self' STORE; media-src 'self' blob: STORE; connect-src 'self' STORE; worker-src 'self' blob:; "
            .Replace(part.Length > 0 ? part : "-", "", StringComparison.Ordinal)
            .Replace("STORE", $"http://localhost:{site.Relay.Port}", StringComparison.Ordinal);
        await site.AllowOriginAsync();
        await site.PutAsync(new("p/1.png"), DownloadSite.Picture);
        await site.PutAsync(new("p/2.png"), DownloadSite.Picture);
        await site.PutAsync(new("p/1.mp4"), footage.Clip);
        foreach (var file in Directory.EnumerateFiles(film))
        {
            await site.PutAsync(new("hls/" + Path.GetFileName(file)), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        }

        await using var context = await chromium.OpenAsync(site.Origin);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/page");
        using var result = JsonDocument.Parse(await page.EvaluateAsync<string>(Script));

        var failed = result.RootElement.EnumerateObject().Where(use => use.Name != "blocked" && use.Value.GetString() != "yes").Select(use => use.Name);
        Assert.Equal((fails, blocked), (string.Join(',', failed), result.RootElement.GetProperty("blocked").GetString()));
    }

    private void Map(WebApplication app, Func<string> policy)
    {
        app.MapGet("/page", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = policy();
            return Results.Content("<!doctype html><meta charset=\"utf-8\"><title>Policy</title><main></main>", "text/html");
        });

        // The build for a script element, which makes its worker of a blob. The module has none.
        var package = Path.Combine(Path.GetDirectoryName(bundles.PathOf("hlsjs"))!, "hlsjs", "node_modules", "hls.js", "dist", "hls.min.js");
        app.MapGet("/hls.js", () => Results.File(package, "text/javascript"));
        app.MapGet("/url", async (string key, IPresignedUrlIssuer issuer) => (await issuer.IssueDownloadUrlAsync(
            new(key),
            new() { ContentType = key.EndsWith(".mp4", StringComparison.Ordinal) ? "video/mp4" : "image/png", Disposition = DispositionType.Inline }))
            .RevealUrl());
        app.MapGet("/playlist.m3u8", async (IPlaylistSigner signer) =>
        {
            var body = new ArrayBufferWriter<byte>();
            await signer.SignAsync(new() { Playlist = new("hls/index.m3u8"), Root = "hls/" }, body);
            return Results.Bytes(body.WrittenSpan.ToArray(), "application/vnd.apple.mpegurl");
        });
    }
}
