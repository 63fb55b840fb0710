using System.Text.RegularExpressions;
using PresignKit.BrowserTests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>Uploads: what the page shows, and what is sent over the network.</summary>
public abstract partial class UploadTests : PageTest
{
    private protected UploadTests(MediaSite site, Footage footage)
        : base(site, footage)
    {
    }

    [Fact]
    public async Task Upload_FileInput_ShowsProgressAndIsVerified()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(Footage.LongFilmSize / 4);

        var slot = await visitor.ChooseAsync(Footage.LongFilmNamed("progress.mp4"));
        await WaitForHeldUploadAsync();

        var row = visitor.Row("progress.mp4");
        await row.ExpectStateAsync("sending");
        await Expect(row.Progress).ToBeVisibleAsync();
        await Expect(row.Status).ToHaveTextAsync(PartOfTotal());
        await Expect(row.Progress).Not.ToHaveJSPropertyAsync("value", 0);
        Assert.InRange(await row.Progress.EvaluateAsync<double>("p => p.value"), 0.01, 0.99);
        await Expect(visitor.Hook("active-uploads")).ToHaveTextAsync("1");

        Site.Store.Release();
        var (_, key) = await visitor.WaitUntilWatchableAsync("progress.mp4");
        await Expect(row.Progress).ToBeHiddenAsync();
        await Expect(row.Status).ToContainTextAsync("Ready");
        await Expect(row.Element.GetByTestId("guarantees")).ToBeVisibleAsync();

        await Site.AssertKeptAsync(slot.Key, key);
        var stored = await Site.FindObjectAsync(key);
        Assert.Equal(Footage.LongFilmSize, stored?.Size);
        Assert.Equal("video/mp4", stored?.ContentType);
        Assert.Contains("progress.mp4", await visitor.LibraryAsync());
    }

    [Fact]
    public async Task Upload_LargerThanAPart_IsSentInPartsIfTheStoreTakesThem()
    {
        var visitor = await VisitAsync();
        var before = Site.Store.Requests.Count;

        var (_, key) = await visitor.UploadAsync(Footage.FilmNamed("divided.mp4"));

        var parts = Site.TakesParts ? Enumerable.Range(1, (int)((Footage.FilmSize + SiteRules.PartSize - 1) / SiteRules.PartSize)) : [];
        Assert.Equal(parts, Site.PartsSince(before).Order());
        var sent = Site.UploadsSince(before).Sum(request => request.BodyLength);
        Assert.InRange(sent, Footage.FilmSize, Footage.FilmSize + (Site.TakesParts ? 0 : 64 * 1024));
        Assert.Equal(Footage.FilmSize, (await Site.FindObjectAsync(key))?.Size);
    }

    [Fact]
    public async Task Upload_DragAndDrop_IsVerified()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        var transfer = await visitor.Page.EvaluateHandleAsync(
            """
            base64 => {
              const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
              const transfer = new DataTransfer();
              transfer.items.add(new File([bytes], "dropped.mp4", { type: "video/mp4" }));
              transfer.items.add(new File(["no video"], "dropped.txt", { type: "text/plain" }));
              return transfer;
            }
            """,
            Convert.ToBase64String(Footage.Clip));

        var zone = visitor.Hook("drop-zone");
        await zone.DispatchEventAsync("dragenter", new { dataTransfer = transfer });
        await Expect(zone).ToContainClassAsync("over");
        await zone.DispatchEventAsync("drop", new { dataTransfer = transfer });

        await Expect(zone).Not.ToContainClassAsync("over");
        await visitor.Row("dropped.mp4").WaitUntilWatchableAsync();
        await visitor.Row("dropped.txt").ExpectFailureAsync("content-type-not-allowed");
        Assert.Contains("dropped.mp4", await visitor.LibraryAsync());
    }

    [Fact]
    public async Task Queue_SeveralFiles_RunsTwoAtOnce()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(0);

        await visitor.Hook("file-input").SetInputFilesAsync([Clip("one.mp4"), Clip("two.mp4"), Clip("three.mp4"), Clip("four.mp4")]);

        await visitor.Row("one.mp4").ExpectStateAsync("sending");
        await visitor.Row("two.mp4").ExpectStateAsync("sending");
        await visitor.Row("three.mp4").ExpectStateAsync("queued");
        await visitor.Row("four.mp4").ExpectStateAsync("queued");
        await Expect(visitor.Row("four.mp4").Status).ToContainTextAsync("In the queue");

        // A canceled upload makes room for the next one.
        await visitor.Row("one.mp4").Cancel.ClickAsync();
        await visitor.Row("three.mp4").ExpectStateAsync("sending");
        await visitor.Row("four.mp4").ExpectStateAsync("queued");
        Site.Store.Release();
        foreach (var name in (string[])["two.mp4", "three.mp4", "four.mp4"])
        {
            await visitor.Row(name).WaitUntilWatchableAsync();
        }
    }

    [Fact]
    public async Task Upload_AnotherPageOpened_Continues()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(Footage.FilmSize / 3);
        await visitor.ChooseAsync(Footage.FilmNamed("meanwhile.mp4"));
        await WaitForHeldUploadAsync();

        await visitor.Page.Locator("nav a[href='/']").ClickAsync();
        await Expect(visitor.Hook("active-uploads")).ToHaveTextAsync("1");
        Site.Store.Release();

        await Expect(visitor.Hook("media-card").Filter(new() { HasText = "Meanwhile" })).ToBeVisibleAsync();
        await Expect(visitor.Hook("active-uploads")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Upload_ToStore_IsPreflightedAndHasNoCookie()
    {
        var visitor = await VisitAsync();
        var before = Site.Store.Requests.Count;
        await visitor.OpenUploadPageAsync();
        var slot = await visitor.ChooseAsync(Clip("crossing.mp4"));
        await visitor.Row("crossing.mp4").WaitUntilWatchableAsync();

        var expected = Site.Upload(slot.Key, "video/mp4");
        var sent = Site.Store.Requests.Skip(before).Where(request => request.Target.Split('?')[0] == expected.Path).ToArray();
        Assert.Equal(["OPTIONS", expected.Method], sent.Select(request => request.Method));
        var (preflight, upload) = (sent[0], sent[1]);
        Assert.Equal(expected.Method, preflight.Header("Access-Control-Request-Method"));
        Assert.Equal(expected, UploadRequestHead.Of(upload));
        Assert.Equal("cross-site", upload.Header("Sec-Fetch-Site"));
        Assert.All(sent, request => Assert.Equal(Site.AppOrigin, request.Header("Origin")));
        Assert.All(sent, request => Assert.Null(request.Header("Cookie")));
        Assert.All(sent, request => Assert.Null(request.Header("Referer")));

        // The browser does have a cookie, and sends it to the application.
        Assert.Contains(Site.App.Requests, request => request.Method == "POST" && request.Header("Cookie") is not null);
    }

    [GeneratedRegex(@"^[\d.]+ MB of [\d.]+ MB")]
    private static partial Regex PartOfTotal();
}
