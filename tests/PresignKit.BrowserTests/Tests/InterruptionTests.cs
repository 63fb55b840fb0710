using PresignKit.BrowserTests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>Uploads that are canceled, paused, or interrupted.</summary>
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

        // Nor can it go on after a reload.
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Hook("drop-zone")).ToBeVisibleAsync();
        await Expect(visitor.Hook("unfinished-row")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Cancel_DuringUpload_CanBeRetried()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(Footage.FilmSize / 3);
        var slot = await visitor.ChooseAsync(Footage.FilmNamed("reconsidered.mp4"));
        await WaitForHeldUploadAsync();
        var row = visitor.Row("reconsidered.mp4");
        await row.Cancel.ClickAsync();
        await row.ExpectStateAsync("canceled");
        Site.Store.Release();

        var second = await visitor.SlotOfAsync(() => row.Retry.ClickAsync());

        await row.WaitUntilWatchableAsync();
        Assert.NotEqual(slot.Key, second.Key);
        Assert.Null(await Site.FindObjectAsync(slot.Key));
    }

    [Fact]
    public async Task Pause_DuringUpload_SendsNothingUntilResumed()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(Footage.FilmSize / 3);
        await visitor.ChooseAsync(Footage.FilmNamed("paused.mp4"));
        await WaitForHeldUploadAsync();

        var row = visitor.Row("paused.mp4");
        await row.Pause.ClickAsync();
        await row.ExpectStateAsync("paused");
        await Expect(row.Status).ToContainTextAsync("Paused");
        await Expect(row.Resume).ToBeFocusedAsync();
        Site.Store.Release();
        var sent = Site.Store.Requests.Count;
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Empty(Site.UploadsSince(sent));

        await row.Resume.ClickAsync();
        await row.WaitUntilWatchableAsync();
        Assert.Single(await visitor.LibraryAsync(), name => name == "paused.mp4");
    }

    [Fact]
    public async Task Connection_LostDuringUpload_GoesOnByItself()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(Footage.FilmSize / 3);
        var slot = await visitor.ChooseAsync(Footage.FilmNamed("broken.mp4"));
        await WaitForHeldUploadAsync();

        Site.Store.Break();

        var row = visitor.Row("broken.mp4");
        await row.ExpectStateAsync("waiting");
        await Expect(row.Status).ToContainTextAsync("Waiting for the connection");
        Assert.Null(await Site.FindObjectAsync(slot.Key));
        Assert.DoesNotContain("broken.mp4", await visitor.LibraryAsync());

        Site.Store.Restore();
        await row.WaitUntilWatchableAsync();
        Assert.Single(await visitor.LibraryAsync(), name => name == "broken.mp4");
    }

    [Fact]
    public async Task Application_UnreachableForSlot_IsWaitedFor()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.App.Break();

        await visitor.Hook("file-input").SetInputFilesAsync(Clip("unreachable.mp4"));

        var row = visitor.Row("unreachable.mp4");
        await row.ExpectStateAsync("waiting");
        await Expect(row.Status).ToContainTextAsync("Waiting for the connection");
        Site.App.Restore();
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

        // The completion, or before it a module that computes the checksums to complete with.
        var refused = visitor.FailedRequestAsync("");
        Site.Store.Release();
        await refused;
        Site.App.Restore();

        await visitor.Row("completed-late.mp4").WaitUntilWatchableAsync();
        var upload = Assert.Single(Site.UploadsSince(before));
        Assert.Equal(Site.Upload(slot.Key, "video/mp4"), UploadRequestHead.Of(upload));
        Assert.Single(await visitor.LibraryAsync(), name => name == "completed-late.mp4");
    }

    [Fact]
    public async Task Page_LeftDuringUpload_WarnsFirst()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(0);
        await visitor.ChooseAsync(Clip("left.mp4"));
        await WaitForHeldUploadAsync();

        // A browser only warns about a page that has been used.
        await visitor.Page.Keyboard.PressAsync("Tab");
        Assert.True(await visitor.ReloadDuringUploadAsync());

        Site.Store.Release();
        Assert.DoesNotContain("left.mp4", await visitor.LibraryAsync());
    }

    [Fact]
    public async Task SignOut_DuringUpload_CancelsAndForgetsIt()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(Footage.FilmSize / 3);
        var slot = await visitor.ChooseAsync(Footage.FilmNamed("signed-out.mp4"));
        await WaitForHeldUploadAsync();

        await visitor.Hook("sign-out").ClickAsync();
        await Expect(visitor.Hook("sign-in-demo-b")).ToBeVisibleAsync();
        Site.Store.Release();
        await visitor.Hook("sign-in-demo-b").ClickAsync();
        await visitor.OpenUploadPageAsync();

        await Expect(visitor.Hook("upload-row")).ToHaveCountAsync(0);
        await Expect(visitor.Hook("unfinished-row")).ToHaveCountAsync(0);
        Assert.Null(await Site.FindObjectAsync(slot.Key));
        Assert.DoesNotContain("signed-out.mp4", await visitor.LibraryAsync());
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
