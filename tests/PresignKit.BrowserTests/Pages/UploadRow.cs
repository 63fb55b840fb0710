using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Pages;

/// <summary>One file on the upload page, or beside a player.</summary>
internal sealed class UploadRow(ILocator row)
{
    public ILocator Element => row;

    public ILocator Progress => row.GetByTestId("upload-progress");

    public ILocator Status => row.GetByTestId("upload-status");

    public ILocator Error => row.GetByTestId("upload-error");

    public ILocator Cancel => row.GetByTestId("upload-cancel");

    public ILocator Retry => row.GetByTestId("upload-retry");

    public ILocator Open => row.GetByTestId("upload-open");

    public Task BecomesAsync(string state) => Expect(row).ToHaveAttributeAsync("data-state", state);

    /// <summary>Waits until the video can be watched.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> WatchableAsync()
    {
        await BecomesAsync("done");
        return (await Open.GetAttributeAsync("href"))!.Split('/')[^1];
    }

    /// <summary>Waits until the row tells of a failure, and checks that it is this one, in words that a person understands.</summary>
    public async Task FailsAsync(string code, params string[] words)
    {
        await BecomesAsync("failed");
        await Expect(Error).ToBeVisibleAsync();
        await Expect(Error).ToHaveAttributeAsync("data-code", code);
        foreach (var word in words)
        {
            await Expect(Error).ToContainTextAsync(word);
        }

        // Said aloud as well.
        await Expect(row.GetByRole(AriaRole.Alert)).ToHaveTextAsync(await Error.InnerTextAsync());
    }

    /// <summary>The same file would fail again, so nobody is invited to try.</summary>
    public async Task IsFinalAsync()
    {
        await Expect(Retry).ToHaveCountAsync(0);
        await Expect(row.GetByTestId("upload-remove")).ToBeVisibleAsync();
    }
}
