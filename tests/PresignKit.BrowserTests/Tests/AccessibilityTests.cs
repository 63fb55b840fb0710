using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Pages;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>Use with a keyboard, a screen reader, or a phone.</summary>
public abstract partial class AccessibilityTests : PageTest
{
    private const string Controls = "button, a[href], input, select, textarea, summary, progress, video, dialog, [tabindex='0']";

    private protected AccessibilityTests(MediaSite site, Footage footage)
        : base(site, footage)
    {
    }

    [Fact]
    public async Task Controls_EveryPage_HaveAccessibleNames()
    {
        var visitor = await ArriveAsync();
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Hook("sign-in-demo-a")).ToBeVisibleAsync();
        await AssertAllHaveNamesAsync(visitor, atLeast: 2);

        await visitor.SignInAsync("demo-a");
        await visitor.OpenUploadPageAsync();
        await visitor.ChooseAsync(Clip("named.mp4"));
        var id = await visitor.Row("named.mp4").WaitUntilWatchableAsync();
        await visitor.Hook("file-input").SetInputFilesAsync(new FilePayload { Name = "named.exe", MimeType = "application/x-msdownload", Buffer = [1] });
        await visitor.Row("named.exe").ExpectStateAsync("failed");
        Site.Store.HoldAfter(0);
        await visitor.ChooseAsync(Clip("sending.mp4"));
        await visitor.Row("sending.mp4").ExpectStateAsync("sending");
        await AssertAllHaveNamesAsync(visitor, atLeast: 10);
        await visitor.Row("sending.mp4").Pause.ClickAsync();
        await visitor.Row("sending.mp4").ExpectStateAsync("paused");
        await Expect(visitor.Row("sending.mp4").Resume).ToHaveAccessibleNameAsync("Resume, sending.mp4");
        await AssertAllHaveNamesAsync(visitor, atLeast: 10);
        Site.Store.Release();
        await visitor.Row("sending.mp4").Resume.ClickAsync();
        await visitor.Row("sending.mp4").WaitUntilWatchableAsync();

        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Hook("media-list")).ToBeVisibleAsync();
        await AssertAllHaveNamesAsync(visitor, atLeast: 6);

        await visitor.OpenMediaAsync(id);
        await AssertAllHaveNamesAsync(visitor, atLeast: 8);
        await visitor.Hook("delete").ClickAsync();
        await Expect(visitor.Hook("delete-dialog")).ToHaveAccessibleNameAsync("Delete this video?");
        await Expect(visitor.Hook("delete-cancel")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Hook("delete-dialog")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Upload_KeyboardOnly_ReachesPlayer()
    {
        var visitor = await ArriveAsync();

        // Registered before the key press: on a busy machine, the dialog could otherwise open before the handler is attached.
        var chooser = new TaskCompletionSource<IFileChooser>(TaskCreationOptions.RunContinuationsAsynchronously);
        visitor.Page.FileChooser += (_, opened) => chooser.TrySetResult(opened);
        await visitor.Page.GotoAsync("/");
        await PressAsync(visitor, visitor.Hook("sign-in-demo-a"), "Enter");
        await PressAsync(visitor, visitor.Page.Locator("nav a[href='/upload']"), "Enter");

        await TabToAsync(visitor, visitor.Hook("file-input"));
        await visitor.Page.Keyboard.PressAsync("Enter");
        var opened = await chooser.Task.WaitAsync(WaitLimit.Duration, TestContext.Current.CancellationToken);
        await opened.SetFilesAsync(Footage.ClipNamed("typed.mp4"));
        await visitor.Row("typed.mp4").WaitUntilWatchableAsync();

        await PressAsync(visitor, visitor.Row("typed.mp4").Open, "Enter");
        await Expect(visitor.Hook("media-title")).ToHaveTextAsync("Typed");
        await TabToAsync(visitor, visitor.Hook("player"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Pages_PhoneScreen_DoNotScrollSideways(ColorScheme scheme)
    {
        const string LongName = "a-name-without-any-space-that-is-far-longer-than-a-phone-is-wide-and-goes-on-and-on.mp4";
        var visitor = await VisitAsync();
        await visitor.Page.SetViewportSizeAsync(360, 740);
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = scheme });

        await visitor.OpenUploadPageAsync();
        await visitor.ChooseAsync(Clip(LongName));
        var id = await visitor.Row(LongName).WaitUntilWatchableAsync();
        await AssertFitsAsync(visitor);
        await visitor.OpenMediaAsync(id);
        await AssertFitsAsync(visitor);
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Hook("media-list")).ToBeVisibleAsync();
        await AssertFitsAsync(visitor);
    }

    private static async Task AssertAllHaveNamesAsync(Visitor visitor, int atLeast)
    {
        var controls = await visitor.Page.Locator(Controls).AllAsync();
        var visible = 0;
        foreach (var control in controls)
        {
            if (await control.IsVisibleAsync())
            {
                visible++;
                await Expect(control).ToHaveAccessibleNameAsync(AnyWord());
            }
        }

        Assert.True(visible >= atLeast, $"Only {visible} controls were found on {visitor.Page.Url}.");
    }

    private static async Task PressAsync(Visitor visitor, ILocator control, string key)
    {
        await TabToAsync(visitor, control);
        await visitor.Page.Keyboard.PressAsync(key);
    }

    [GeneratedRegex(@"\w")]
    private static partial Regex AnyWord();
}
