using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using PresignKit.AspNetCore;
using PresignKit.BrowserTests.Clients.Stores;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Downloads;

/// <summary>What a browser asks for when a page is opened again: of the store, nothing that may be kept.</summary>
public sealed class SecondViewTests(Chromium chromium, Footage footage)
{
    private static readonly ObjectKey Film = new("films/1.mp4");
    private static readonly ObjectKey Data = new("data/1.json");

    private int _redirects;

    /// <summary>How the page uses the object, and how often it asks the store again.</summary>
    public static TheoryData<string, string> Uses => new()
    {
        { "fetch", "async () => (await (await fetch(await (await fetch('/url?key=data/1.json')).text())).json()).value" },
        {
            "video",
            """
            async () => {
              const src = await (await fetch('/url?key=films/1.mp4')).text();
              const video = Object.assign(document.createElement('video'), { src, muted: true });
              document.querySelector('main').append(video);
              await video.play();
              await new Promise((resolve, reject) => { video.onended = resolve; video.onerror = () => reject(video.error); });
              return video.currentTime > 0.5 ? 1 : 0;
            }
            """
        },
        {
            "redirect",
            """
            async () => {
              const video = Object.assign(document.createElement('video'), { src: '/redirect', muted: true });
              document.querySelector('main').append(video);
              await video.play();
              await new Promise((resolve, reject) => { video.onended = resolve; video.onerror = () => reject(video.error); });
              return 1;
            }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task OnLocalS3(string use, string script) => await ViewTwiceAsync(new EmbeddedClientStore(), use, script);

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task OnCeph20(string use, string script) => await ViewTwiceAsync(CephClientStore.Ceph20(), use, script);

    [Theory(Explicit = true)]
    [MemberData(nameof(Uses))]
    public async Task OnCeph18(string use, string script) => await ViewTwiceAsync(CephClientStore.Ceph18(), use, script);

    [Theory(Explicit = true)]
    [MemberData(nameof(Uses))]
    public async Task OnCephOfThisMachine(string use, string script) => await ViewTwiceAsync(CephClientStore.Machine(), use, script);

    private async Task ViewTwiceAsync(IClientStore store, string use, string script)
    {
        Prerequisites.Require();
        await using var site = await DownloadSite.StartAsync(store, Map);
        await site.AllowOriginAsync();
        await site.PutAsync(Film, footage.Clip, "video/mp4");
        await site.PutAsync(Data, """{ "value": 1 }"""u8.ToArray(), "application/json");
        await using var context = await chromium.OpenAsync(site.Origin);

        await ViewAsync(context, script);
        var first = site.Gets;
        await ViewAsync(context, script);
        if (site.Gets > first)
        {
            // A new window may have begun between the two views.
            first = site.Gets;
            await ViewAsync(context, script);
        }

        Assert.Equal(first, site.Gets);
        Assert.Equal(use == "redirect" ? 1 : 0, _redirects);
    }

    private void Map(WebApplication app)
    {
        app.MapGet("/url", async (string key, IPresignedUrlIssuer issuer) => (await issuer.IssueDownloadUrlAsync(
            new(key),
            new() { ContentType = key.EndsWith(".mp4", StringComparison.Ordinal) ? "video/mp4" : "application/json", Disposition = DispositionType.Inline }))
            .RevealUrl());
        app.MapGet("/redirect", async (IPresignedUrlIssuer issuer) =>
        {
            Interlocked.Increment(ref _redirects);
            return new PresignedRedirect(await issuer.IssueDownloadUrlAsync(Film, new() { ContentType = "video/mp4", Disposition = DispositionType.Inline }))
            {
                MaximumAge = TimeSpan.FromMinutes(5),
            };
        });
    }

    private static async Task ViewAsync(IBrowserContext context, string script)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        Assert.Equal(1, (await page.EvaluateAsync<JsonElement>(script)).GetInt32());
        await page.CloseAsync();
    }
}
