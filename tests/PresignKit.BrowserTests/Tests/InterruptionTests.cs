using PresignKit.BrowserTests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>Uploads that are canceled or interrupted.</summary>
public abstract class InterruptionTests : PageTest
{
    private protected InterruptionTests(MediaSite site, Footage footage)
        : base(site, footage)
    {
    }

    [Fact]
    public async Task Cancel_DuringUpload_LeavesNothing()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(Footage.FilmSize / 3);
        var slot = await visitor.ChooseAsync(Footage.FilmNamed("canceled.mp4"));
        await WaitForHeldUploadAsync();

        var row = visitor.Row("canceled.mp4");
        await row.Cancel.ClickAsync();
        await row.ExpectStateAsync("canceled");
        await Expect(row.Status).ToContainTextAsync("Canceled");
        Site.Store.Release();

        Assert.Null(await Site.FindObjectAsync(slot.Key));
        Assert.DoesNotContain("canceled.mp4", await visitor.LibraryAsync());

        // A canceled upload can be retried.
        var second = await visitor.SlotOfAsync(() => row.Retry.ClickAsync());
        await row.WaitUntilWatchableAsync();
        Assert.NotEqual(slot.Key, second.Key);
        Assert.Null(await Site.FindObjectAsync(slot.Key));
    }

    [Fact]
    public async Task Connection_LostDuringUpload_IsReportedAndCanBeRetried()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(Footage.FilmSize / 3);
        var slot = await visitor.ChooseAsync(Footage.FilmNamed("broken.mp4"));
        await WaitForHeldUploadAsync();

        Site.Store.Break();

        var row = visitor.Row("broken.mp4");
        await row.ExpectFailureAsync("not-uploaded", "did not reach the store", "try again");
        Assert.Null(await Site.FindObjectAsync(slot.Key));
        Assert.DoesNotContain("broken.mp4", await visitor.LibraryAsync());

        Site.Store.Restore();
        await row.Retry.ClickAsync();
        await row.WaitUntilWatchableAsync();
        Assert.Single(await visitor.LibraryAsync(), name => name == "broken.mp4");
    }

    [Fact]
    public async Task Application_UnreachableForSlot_IsReportedAndCanBeRetried()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.App.Break();

        await visitor.Hook("file-input").SetInputFilesAsync(Clip("unreachable.mp4"));

        var row = visitor.Row("unreachable.mp4");
        await row.ExpectFailureAsync("network", "cannot be reached");
        Site.App.Restore();
        await row.Retry.ClickAsync();
        await row.WaitUntilWatchableAsync();
    }

    [Fact]
    public async Task Application_UnreachableForCompletion_IsRetriedWithoutSendingFileTwice()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        var before = Site.Store.Requests.Count;
        Site.Store.HoldAfter(0);
        var slot = await visitor.ChooseAsync(Clip("completed-late.mp4"));
        await WaitForHeldUploadAsync();
        Site.App.Break();

        var refused = visitor.FailedRequestAsync("/slots/complete");
        Site.Store.Release();
        await refused;
        Site.App.Restore();

        await visitor.Row("completed-late.mp4").WaitUntilWatchableAsync();
        var upload = Assert.Single(Site.UploadsSince(before));
        Assert.Equal(Site.Upload(slot.Key, "video/mp4"), UploadRequestHead.Of(upload));
        Assert.Single(await visitor.LibraryAsync(), name => name == "completed-late.mp4");
    }

    [Fact]
    public async Task Upload_SeveralFilesAtOnce_AreAllVerified()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        await visitor.Hook("file-input").SetInputFilesAsync([Clip("first.mp4"), Clip("second.mp4"), Clip("third.mp4")]);

        foreach (var name in (string[])["first.mp4", "second.mp4", "third.mp4"])
        {
            await visitor.Row(name).WaitUntilWatchableAsync();
        }

        Assert.Equal(["first.mp4", "second.mp4", "third.mp4"], (await visitor.LibraryAsync()).Take(3).Order(StringComparer.Ordinal));
    }
}
