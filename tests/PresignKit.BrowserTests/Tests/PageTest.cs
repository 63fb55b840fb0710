using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Pages;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>The set-up and clean-up of every page test.</summary>
public abstract class PageTest : IAsyncLifetime
{
    // More than those of a player, and of what else is not counted.
    private const int InnerControls = 40;

    private readonly List<Visitor> _visitors = [];

    private protected PageTest(MediaSite site, Footage footage)
    {
        Site = site;
        Footage = footage;
    }

    private protected MediaSite Site { get; }

    private protected Footage Footage { get; }

    /// <inheritdoc/>
    public ValueTask InitializeAsync()
    {
        Site.Require();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Site.Restore();
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var visitor in _visitors)
        {
            if (failed)
            {
                await SaveScreenshotAsync(visitor);
            }

            await visitor.DisposeAsync();
        }

        GC.SuppressFinalize(this);
        Assert.Empty(_visitors.SelectMany(visitor => visitor.PageErrors));
    }

    /// <summary>A visitor who has signed in.</summary>
    private protected async Task<Visitor> VisitAsync(string user = "demo-a")
    {
        var visitor = await Site.OpenAsync();
        _visitors.Add(visitor);
        await visitor.SignInAsync(user);
        return visitor;
    }

    /// <summary>A visitor who has not opened anything yet.</summary>
    private protected async Task<Visitor> ArriveAsync()
    {
        var visitor = await Site.OpenAsync();
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Waits until an upload has sent as much as the relay lets through.</summary>
    private protected Task WaitForHeldUploadAsync() => Site.Store.Held.WaitAsync(WaitLimit.Duration, TestContext.Current.CancellationToken);

    /// <summary>A one-second video, under a name that no other test uses.</summary>
    private protected FilePayload Clip(string name) => new() { Name = name, MimeType = "video/mp4", Buffer = Footage.Clip };

    /// <summary>Asserts that the page does not scroll sideways, as soon as it is laid out.</summary>
    private protected static async Task AssertFitsAsync(Visitor visitor)
    {
        try
        {
            await visitor.Page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= innerWidth");
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{visitor.Page.Url} is wider than the screen.");
        }
    }

    /// <summary>Waits until a control is shown, and presses the Tab key until it has the focus.</summary>
    private protected static async Task TabToAsync(Visitor visitor, ILocator control)
    {
        // Attached is not enough: the header is in the page, but hidden, until the visitor has signed in.
        await Expect(control).ToBeVisibleAsync();

        // Behind the last control, the first one follows. The library has a link for each video of every test before this one.
        for (var i = 0; i < await visitor.Page.Locator("a, button, input").CountAsync() + InnerControls; i++)
        {
            if (await control.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{control} cannot be reached with the Tab key.");
    }

    private async Task SaveScreenshotAsync(Visitor visitor)
    {
        var name = string.Concat(TestContext.Current.Test!.TestDisplayName.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        var directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults")).FullName;
        var path = Path.Combine(directory, $"{name[..Math.Min(name.Length, 120)]}-{_visitors.IndexOf(visitor)}.png");
        await visitor.Page.ScreenshotAsync(new() { Path = path, FullPage = true });
        TestContext.Current.TestOutputHelper?.WriteLine($"Screenshot of {visitor.Page.Url}: {path}");
    }
}
