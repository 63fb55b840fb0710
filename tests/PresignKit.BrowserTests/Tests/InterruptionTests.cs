using PresignKit.BrowserTests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>Uploads that do not get through, by will or by accident.</summary>
public abstract class InterruptionTests : PageTest
{
    private protected InterruptionTests(MediaSite site, Footage footage)
        : base(site, footage)
    {
    }

    [Fact]
    public async Task Cancel_InTheMiddle_LeavesNothing()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(Footage.FilmSize / 3);
        var slot = await visitor.ChooseAsync(Footage.FilmNamed("cancelled.mp4"));
        await StoreHoldsAsync();

        var row = visitor.Row("cancelled.mp4");
        await row.Cancel.ClickAsync();
        await row.BecomesAsync("cancelled");
        await Expect(row.Status).ToContainTextAsync("Cancelled");
        Site.Store.Release();

        Assert.Null(await Site.FindObjectAsync(slot.Key));
        Assert.DoesNotContain("cancelled.mp4", await visitor.LibraryAsync());

        // It was a change of mind, not the end.
        var second = await visitor.SlotOfAsync(() => row.Retry.ClickAsync());
        await row.WatchableAsync();
        Assert.NotEqual(slot.Key, second.Key);
        Assert.Null(await Site.FindObjectAsync(slot.Key));
    }

    [Fact]
    public async Task Connection_LostInTheMiddle_IsToldAndCanBeTriedAgain()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(Footage.FilmSize / 3);
        var slot = await visitor.ChooseAsync(Footage.FilmNamed("broken.mp4"));
        await StoreHoldsAsync();

        Site.Store.Break();

        var row = visitor.Row("broken.mp4");
        await row.FailsAsync("not-uploaded", "did not reach the store", "try again");
        Assert.Null(await Site.FindObjectAsync(slot.Key));
        Assert.DoesNotContain("broken.mp4", await visitor.LibraryAsync());

        Site.Store.Mend();
        await row.Retry.ClickAsync();
        await row.WatchableAsync();
        Assert.Single(await visitor.LibraryAsync(), name => name == "broken.mp4");
    }

    [Fact]
    public async Task Application_OutOfReachWhenAskedForASlot_IsToldAndCanBeTriedAgain()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.App.Break();

        await visitor.Hook("file-input").SetInputFilesAsync(Clip("unreachable.mp4"));

        var row = visitor.Row("unreachable.mp4");
        await row.FailsAsync("network", "cannot be reached");
        Site.App.Mend();
        await row.Retry.ClickAsync();
        await row.WatchableAsync();
    }

    [Fact]
    public async Task Application_OutOfReachWhenAskedToComplete_IsAskedAgainWithoutSendingTheFileTwice()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        var before = Site.Store.Requests.Count;
        Site.Store.HoldAfter(0);
        var slot = await visitor.ChooseAsync(Clip("completed-late.mp4"));
        await StoreHoldsAsync();
        Site.App.Break();

        var refused = visitor.FailedRequestAsync("/slots/complete");
        Site.Store.Release();
        await refused;
        Site.App.Mend();

        await visitor.Row("completed-late.mp4").WatchableAsync();
        var upload = Assert.Single(Site.UploadsSince(before));
        Assert.Equal(Site.Upload(slot.Key, "video/mp4"), UploadOnTheWire.Of(upload));
        Assert.Single(await visitor.LibraryAsync(), name => name == "completed-late.mp4");
    }

    [Fact]
    public async Task SeveralFiles_ChosenAtOnce_AreAllVerified()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        await visitor.Hook("file-input").SetInputFilesAsync([Clip("first.mp4"), Clip("second.mp4"), Clip("third.mp4")]);

        foreach (var name in (string[])["first.mp4", "second.mp4", "third.mp4"])
        {
            await visitor.Row(name).WatchableAsync();
        }

        Assert.Equal(["first.mp4", "second.mp4", "third.mp4"], (await visitor.LibraryAsync()).Take(3).Order(StringComparer.Ordinal));
    }
}
