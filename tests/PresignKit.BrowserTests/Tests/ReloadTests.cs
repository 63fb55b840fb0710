using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Pages;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>
/// Uploads in parts that an earlier page did not finish, because it was reloaded or has crashed. For stores that take parts: a file in one piece begins
/// again after a reload.
/// </summary>
public abstract class ReloadTests : PageTest
{
    private protected ReloadTests(MediaSite site, Footage footage)
        : base(site, footage)
    {
    }

    [Fact]
    public async Task Reload_SameFileChosenAgain_GoesOnWhereItWas()
    {
        var (visitor, film, slot) = await InterruptAsync("reloaded.mp4");
        var unfinished = visitor.UnfinishedRow("reloaded.mp4");
        await Expect(unfinished).ToContainTextAsync("Choose reloaded.mp4 again to go on");
        var before = Site.Store.Requests.Count;

        await unfinished.GetByTestId("unfinished-input").SetInputFilesAsync(film);

        var row = visitor.Row("reloaded.mp4");
        await Expect(visitor.Hook("unfinished-row")).ToHaveCountAsync(0);
        var (_, key) = await visitor.WaitUntilWatchableAsync("reloaded.mp4");
        await Expect(row.Element).ToHaveAttributeAsync("data-resumed", "");
        Assert.Equal(slot.Key, key);
        Assert.Equal(Footage.FilmSize, (await Site.FindObjectAsync(key))?.Size);

        // The first part had arrived, so it was not sent again.
        var sent = Site.PartsSince(before);
        Assert.NotEmpty(sent);
        Assert.DoesNotContain(1, sent);
        Assert.Single(await visitor.LibraryAsync(), name => name == "reloaded.mp4");
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Hook("drop-zone")).ToBeVisibleAsync();
        await Expect(visitor.Hook("unfinished-row")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Reload_PhoneScreenAndKeyboard_GoesOn()
    {
        var name = $"{new string('n', 80)}.mp4";
        var (visitor, film, slot) = await InterruptAsync(name);
        await visitor.Page.SetViewportSizeAsync(360, 740);
        await AssertFitsAsync(visitor);
        var input = visitor.Hook("unfinished-input");
        await Expect(input).ToHaveAccessibleNameAsync($"Choose {name} again to go on");
        await Expect(visitor.Hook("unfinished-discard")).ToHaveAccessibleNameAsync($"Discard, {name}");
        var chooser = new TaskCompletionSource<IFileChooser>(TaskCreationOptions.RunContinuationsAsynchronously);
        visitor.Page.FileChooser += (_, opened) => chooser.TrySetResult(opened);

        await TabToAsync(visitor, input);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await (await chooser.Task.WaitAsync(WaitLimit.Duration, TestContext.Current.CancellationToken)).SetFilesAsync(film);

        var (_, key) = await visitor.WaitUntilWatchableAsync(name);
        Assert.Equal(slot.Key, key);
    }

    [Fact]
    public async Task Reload_FileDroppedAsANewOne_GoesOnToo()
    {
        var (visitor, film, slot) = await InterruptAsync("dropped-again.mp4");

        await visitor.Hook("file-input").SetInputFilesAsync(film);

        var (_, key) = await visitor.WaitUntilWatchableAsync("dropped-again.mp4");
        Assert.Equal(slot.Key, key);
        await Expect(visitor.Hook("unfinished-row")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Reload_AnotherFileChosen_SaysSo()
    {
        var (visitor, _, _) = await InterruptAsync("expected.mp4");
        var unfinished = visitor.UnfinishedRow("expected.mp4");

        await unfinished.GetByTestId("unfinished-input").SetInputFilesAsync(Clip("something-else.mp4"));
        await Expect(unfinished.GetByTestId("unfinished-error")).ToContainTextAsync("This is something-else.mp4.");
        await unfinished.GetByTestId("unfinished-input").SetInputFilesAsync(Clip("expected.mp4"));
        await Expect(unfinished.GetByTestId("unfinished-error")).ToContainTextAsync("another size or date");

        await Expect(visitor.Hook("upload-row")).ToHaveCountAsync(0);
        await DiscardAsync(visitor, "expected.mp4");
    }

    [Fact]
    public async Task Reload_OtherContentWithSameNameSizeAndDate_IsRefused()
    {
        var (visitor, film, _) = await InterruptAsync("swapped.mp4");
        await OverwriteAsync(film);

        await visitor.UnfinishedRow("swapped.mp4").GetByTestId("unfinished-input").SetInputFilesAsync(film);

        await visitor.Row("swapped.mp4").ExpectFailureAsync("not-the-same-file", "its content is different", "discard");
        await DiscardAsync(visitor, "swapped.mp4");
        Assert.DoesNotContain("swapped.mp4", await visitor.LibraryAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reload_OriginalFileAfterAnotherOne_GoesOn(bool removesTheOtherOne)
    {
        var name = $"restored-{removesTheOtherOne}.mp4";
        var (visitor, film, slot) = await InterruptAsync(name);
        var content = await File.ReadAllBytesAsync(film, TestContext.Current.CancellationToken);
        var written = await OverwriteAsync(film);
        var input = visitor.UnfinishedRow(name).GetByTestId("unfinished-input");
        await input.SetInputFilesAsync(film);
        var wrong = visitor.Row(name);
        await wrong.ExpectFailureAsync("not-the-same-file");
        if (removesTheOtherOne)
        {
            await wrong.Remove.ClickAsync();
            await Expect(visitor.Hook("upload-row")).ToHaveCountAsync(0);
            await Expect(input).ToBeAttachedAsync();
        }

        await File.WriteAllBytesAsync(film, content, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(film, written);
        await input.SetInputFilesAsync(film);

        await visitor.NewestRow().WaitUntilWatchableAsync();
        Assert.Equal(Footage.FilmSize, (await Site.FindObjectAsync(slot.Key))?.Size);
    }

    [Fact]
    public async Task SecondTab_DuringUpload_DoesNotOfferIt()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldWhere(request => request.PartNumber > 1);
        await visitor.ChooseAsync(Footage.FilmNamed("elsewhere-running.mp4"));
        await WaitForHeldUploadAsync();

        var second = await visitor.Page.Context.NewPageAsync();
        await second.GotoAsync("/upload");
        await Expect(second.GetByTestId("upload-limits")).ToContainTextAsync("MB");
        await Expect(second.GetByTestId("unfinished-row")).ToHaveCountAsync(0);

        Site.Store.Release();
        await visitor.Row("elsewhere-running.mp4").WaitUntilWatchableAsync();
    }

    [Fact]
    public async Task Reload_OnAnotherPage_LeadsToTheUploadPage()
    {
        var (visitor, _, _) = await InterruptAsync("elsewhere.mp4");

        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Hook("unfinished-notice")).ToContainTextAsync("elsewhere.mp4 is not finished");
        await visitor.Hook("unfinished-notice").GetByText("Go on").ClickAsync();

        await Expect(visitor.UnfinishedRow("elsewhere.mp4")).ToBeVisibleAsync();
        await DiscardAsync(visitor, "elsewhere.mp4");
    }

    [Fact]
    public async Task Reload_SessionOfAnotherUser_ShowsNothing()
    {
        var (visitor, _, _) = await InterruptAsync("confidential.mp4");
        await visitor.Page.Context.ClearCookiesAsync();

        await visitor.SignInAsync("demo-b");
        await visitor.OpenUploadPageAsync();
        await Expect(visitor.Hook("upload-limits")).ToContainTextAsync("MB");

        await Expect(visitor.Hook("unfinished-row")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Reload_SessionExpiredAndSameUser_StillOffersToGoOn()
    {
        var (visitor, film, slot) = await InterruptAsync("returned.mp4");
        await visitor.Page.Context.ClearCookiesAsync();

        await visitor.SignInAsync("demo-a");
        await visitor.OpenUploadPageAsync();
        await visitor.UnfinishedRow("returned.mp4").GetByTestId("unfinished-input").SetInputFilesAsync(film);

        var (_, key) = await visitor.WaitUntilWatchableAsync("returned.mp4");
        Assert.Equal(slot.Key, key);
    }

    private static async Task DiscardAsync(Visitor visitor, string name)
    {
        await visitor.UnfinishedRow(name).GetByTestId("unfinished-discard").ClickAsync();
        await Expect(visitor.Hook("unfinished-row")).ToHaveCountAsync(0);
        await Expect(visitor.Hook("file-input")).ToBeFocusedAsync();
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Hook("drop-zone")).ToBeVisibleAsync();
        await Expect(visitor.Hook("unfinished-row")).ToHaveCountAsync(0);
    }

    /// <summary>Replaces the content of a file, but not its size and date.</summary>
    /// <returns>Its date.</returns>
    private static async Task<DateTime> OverwriteAsync(string path)
    {
        var written = File.GetLastWriteTimeUtc(path);
        await File.WriteAllBytesAsync(path, new byte[new FileInfo(path).Length], TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(path, written);
        return written;
    }

    /// <summary>Sends the first part of a film, and reloads the page while the rest is held.</summary>
    private async Task<(Visitor Visitor, string Film, IssuedSlot Slot)> InterruptAsync(string name)
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        var film = Footage.FilmNamed(name);

        Site.Store.HoldWhere(request => request.PartNumber > 1);
        var first = visitor.Page.WaitForResponseAsync(response => response.Request.Method == "PUT" && visitor.IsFromStore(response));
        var slot = await visitor.ChooseAsync(film);
        Assert.Equal(200, (await first).Status);
        await WaitForHeldUploadAsync();
        await WaitUntilSavedAsync(visitor, name);

        await visitor.ReloadDuringUploadAsync();
        Site.Store.Release();
        await Expect(visitor.Hook("unfinished-row")).ToBeVisibleAsync();
        return (visitor, film, slot);
    }

    /// <summary>Waits until the browser has saved that a part has arrived, which it does about once a second.</summary>
    private static async Task WaitUntilSavedAsync(Visitor visitor, string name)
    {
        // Not by pendingUploads, which leaves out what a page is sending.
        const string IsSaved =
            """
            name => new Promise((resolve, reject) => {
              const opening = indexedDB.open("presignkit");
              opening.onerror = () => reject(opening.error);
              opening.onsuccess = () => {
                const all = opening.result.transaction("uploads").objectStore("uploads").getAll();
                all.onsuccess = () => resolve(all.result.some(upload => upload.fileName === name && upload.checksums.some(Boolean)));
                opening.result.close();
              };
            })
            """;
        using var limit = new CancellationTokenSource(WaitLimit.Duration);
        while (!await visitor.Page.EvaluateAsync<bool>(IsSaved, name))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }
}
