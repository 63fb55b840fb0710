using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Pages;

/// <summary>One file on the upload page, or next to a player.</summary>
internal sealed class UploadRow(ILocator row)
{
    public ILocator Element => row;

    public ILocator Progress => row.GetByTestId("upload-progress");

    public ILocator Status => row.GetByTestId("upload-status");

    public ILocator Error => row.GetByTestId("upload-error");

    public ILocator Cancel => row.GetByTestId("upload-cancel");

    public ILocator Pause => row.GetByTestId("upload-pause");

    public ILocator Resume => row.GetByTestId("upload-resume");

    public ILocator Retry => row.GetByTestId("upload-retry");

    public ILocator Remove => row.GetByTestId("upload-remove");

    public ILocator Open => row.GetByTestId("upload-open");

    public Task ExpectStateAsync(string state) => Expect(row).ToHaveAttributeAsync("data-state", state);

    /// <summary>Waits until the video can be watched.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> WaitUntilWatchableAsync()
    {
        await ExpectStateAsync("done");
        return (await Open.GetAttributeAsync("href"))!.Split('/')[^1];
    }

    /// <summary>Waits until the row shows a failure, and asserts its code and the words of its message.</summary>
    public async Task ExpectFailureAsync(string code, params string[] words)
    {
        await ExpectStateAsync("failed");
        await Expect(Error).ToBeVisibleAsync();
        await Expect(Error).ToHaveAttributeAsync("data-code", code);
        foreach (var word in words)
        {
            await Expect(Error).ToContainTextAsync(word);
        }

        // Screen readers announce it too.
        await Expect(row.GetByRole(AriaRole.Alert)).ToHaveTextAsync(await Error.InnerTextAsync());
    }

    /// <summary>Asserts that the page does not offer a retry, because the same file would fail again.</summary>
    public async Task ExpectNoRetryAsync()
    {
        await Expect(Retry).ToHaveCountAsync(0);
        await Expect(Remove).ToBeVisibleAsync();
    }
}
