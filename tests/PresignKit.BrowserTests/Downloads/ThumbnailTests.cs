using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using PresignKit.BrowserTests.Clients.Stores;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Downloads;

/// <summary>A page of two hundred pictures: one request to the application, and for a second view none to the store.</summary>
public sealed class ThumbnailTests(Chromium chromium)
{
    private const int Pictures = 200;

    private static readonly ObjectKey[] Keys = [.. Enumerable.Range(0, Pictures).Select(i => new ObjectKey($"thumbnails/{i}.png"))];

    private int _calls;

    [Fact]
    public Task OnLocalS3() => ViewTwiceAsync(new EmbeddedClientStore());

    [Fact]
    public Task OnCeph20() => ViewTwiceAsync(CephClientStore.Ceph20());

    [Fact(Explicit = true)]
    public Task OnCeph18() => ViewTwiceAsync(CephClientStore.Ceph18());

    [Fact(Explicit = true)]
    public Task OnCephOfThisMachine() => ViewTwiceAsync(CephClientStore.Machine());

    private async Task ViewTwiceAsync(IClientStore store)
    {
        Prerequisites.Require();
        await using var site = await DownloadSite.StartAsync(store, app => app.MapGet("/thumbnails", (IPresignedUrlIssuer issuer) => UrlsAsync(issuer)));
        await Parallel.ForEachAsync(
            Keys, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (key, _) => await site.PutAsync(key, DownloadSite.Picture, "image/png"));
        await using var context = await chromium.OpenAsync(site.Origin);

        var first = await ViewAsync(context);
        Assert.Equal(Pictures, site.Gets);
        var second = await ViewAsync(context);
        if (!first.SequenceEqual(second))
        {
            // A new window has begun between the two views.
            second = await ViewAsync(context);
        }

        var asked = site.Gets;
        await ViewAsync(context);

        Assert.Equal(asked, site.Gets);
        Assert.True(asked is Pictures or 2 * Pictures, $"{asked}");
        Assert.InRange(_calls, 3, 4);
    }

    private async Task<IResult> UrlsAsync(IPresignedUrlIssuer issuer)
    {
        Interlocked.Increment(ref _calls);
        var urls = await issuer.IssueDownloadUrlsAsync(Keys, new() { ContentType = "image/png", Disposition = DispositionType.Inline });
        return Results.Json(urls.Select(url => url.RevealUrl()));
    }

    private static async Task<string[]> ViewAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        var urls = await page.EvaluateAsync<JsonElement>(
            """
            async () => {
              const urls = await (await fetch('/thumbnails')).json();
              await Promise.all(urls.map(src => {
                const image = Object.assign(new Image(), { src });
                document.querySelector('main').append(image);
                return image.decode();
              }));
              return urls;
            }
            """);
        await page.CloseAsync();
        return [.. urls.EnumerateArray().Select(url => url.GetString()!)];
    }
}
