using System.Text.Json;
using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Pages;

/// <summary>A person with a separate browser context: no cookie, cache, or permission is shared with another visitor.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly MediaSite _site;
    private readonly List<IResponse> _responses = [];
    private readonly List<string> _pageErrors = [];

    private Visitor(MediaSite site, IPage page)
    {
        _site = site;
        Page = page;
        page.Response += (_, response) => _responses.Add(response);
        page.PageError += (_, error) => _pageErrors.Add(error);
        page.Console += (_, message) =>
        {
            // The tests cause refused requests themselves, but a blocked request is a fault of the page.
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                _pageErrors.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Uncaught errors of the page, and requests that its own policy blocked.</summary>
    public IReadOnlyList<string> PageErrors => _pageErrors;

    /// <summary>The answers to the page's requests so far.</summary>
    public IReadOnlyList<IResponse> Responses => [.. _responses];

    public static async Task<Visitor> OpenAsync(MediaSite site, IBrowserContext context) => new(site, await context.NewPageAsync());

    public ILocator Hook(string testId) => Page.GetByTestId(testId);

    public async Task SignInAsync(string user)
    {
        await Page.GotoAsync("/");
        await Hook($"sign-in-{user}").ClickAsync();
        await Expect(Hook("user-name")).ToBeVisibleAsync();
    }

    /// <summary>Opens the upload page by its link, without reloading the application.</summary>
    public async Task OpenUploadPageAsync()
    {
        await Page.Locator("nav a[href='/upload']").ClickAsync();
        await Expect(Hook("drop-zone")).ToBeVisibleAsync();
    }

    /// <summary>Chooses a file that the application opens a slot for.</summary>
    public Task<IssuedSlot> ChooseAsync(string path) => SlotOfAsync(() => Hook("file-input").SetInputFilesAsync(path));

    /// <inheritdoc cref="ChooseAsync(string)"/>
    public Task<IssuedSlot> ChooseAsync(FilePayload file) => SlotOfAsync(() => Hook("file-input").SetInputFilesAsync(file));

    /// <summary>Runs an action that makes the page request a slot.</summary>
    public async Task<IssuedSlot> SlotOfAsync(Func<Task> action)
    {
        var response = await Page.RunAndWaitForResponseAsync(action, IsSlot);
        Assert.Equal(201, response.Status);
        return JsonSerializer.Deserialize<IssuedSlot>(await response.TextAsync(), JsonSerializerOptions.Web)!;

        static bool IsSlot(IResponse response) =>
            response.Request.Method == "POST" && response.Url.EndsWith("/api/uploads/slots", StringComparison.Ordinal);
    }

    /// <summary>The key that an upload is stored under, from the application's answer to the completion.</summary>
    /// <param name="id">The application's ID of the upload.</param>
    public async Task<string> KeyAsync(string id)
    {
        foreach (var answer in Responses.Reverse().Where(r => r.Status == 200 && r.Url.EndsWith("/slots/complete", StringComparison.Ordinal)))
        {
            using var upload = JsonDocument.Parse(await answer.TextAsync());
            if (upload.RootElement.GetProperty("id").GetString() == id)
            {
                return upload.RootElement.GetProperty("key").GetString()!;
            }
        }

        throw new InvalidOperationException($"No upload with ID {id} was completed on this page.");
    }

    /// <summary>Uploads a file on the page, and waits until it is verified.</summary>
    /// <returns>The application's ID, and the key that the upload is stored under.</returns>
    public async Task<(string Id, string Key)> UploadAsync(FilePayload file)
    {
        await OpenUploadPageAsync();
        await ChooseAsync(file);
        return await WaitUntilWatchableAsync(file.Name);
    }

    /// <inheritdoc cref="UploadAsync(FilePayload)"/>
    public async Task<(string Id, string Key)> UploadAsync(string path)
    {
        await OpenUploadPageAsync();
        await ChooseAsync(path);
        return await WaitUntilWatchableAsync(Path.GetFileName(path));
    }

    /// <summary>Waits until a chosen file is verified.</summary>
    /// <inheritdoc cref="UploadAsync(FilePayload)"/>
    public async Task<(string Id, string Key)> WaitUntilWatchableAsync(string fileName)
    {
        var id = await Row(fileName).WaitUntilWatchableAsync();
        return (id, await KeyAsync(id));
    }

    /// <summary>
    /// Reloads the upload page while an upload is running, although the browser warns about it.
    /// </summary>
    /// <returns>Whether the browser has warned.</returns>
    public async Task<bool> ReloadDuringUploadAsync()
    {
        var warned = false;
        Page.Dialog += Accept;
        await Page.ReloadAsync();
        Page.Dialog -= Accept;
        await Expect(Hook("drop-zone")).ToBeVisibleAsync();
        return warned;

        async void Accept(object? sender, IDialog dialog)
        {
            warned = dialog.Type == DialogType.BeforeUnload;
            await dialog.AcceptAsync();
        }
    }

    /// <summary>Waits for a request that received no answer.</summary>
    public Task FailedRequestAsync(string path)
    {
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Page.RequestFailed += (_, request) =>
        {
            if (request.Url.EndsWith(path, StringComparison.Ordinal))
            {
                failed.TrySetResult();
            }
        };
        return failed.Task.WaitAsync(WaitLimit.Duration, TestContext.Current.CancellationToken);
    }

    public UploadRow Row(string fileName) =>
        new(Hook("upload-row").Filter(new() { Has = Page.GetByText(fileName, new() { Exact = true }) }));

    /// <summary>The row of a file that an earlier page has not sent completely.</summary>
    public ILocator UnfinishedRow(string fileName) =>
        Hook("unfinished-row").Filter(new() { Has = Page.GetByText(fileName, new() { Exact = true }) });

    /// <summary>The row of the most recently added file.</summary>
    public UploadRow NewestRow() => new(Hook("upload-row").First);

    public async Task<MediaView> OpenMediaAsync(string id)
    {
        await Page.GotoAsync($"/media/{id}");
        await Expect(Hook("media-title")).ToBeVisibleAsync();
        return new(this);
    }

    /// <summary>The file names in the visitor's library, from the application's API.</summary>
    public async Task<IReadOnlyList<string>> LibraryAsync()
    {
        var response = await Page.APIRequest.GetAsync("/api/media");
        Assert.Equal(200, response.Status);
        using var media = JsonDocument.Parse(await response.TextAsync());
        return [.. media.RootElement.EnumerateArray().Select(item => item.GetProperty("fileName").GetString()!)];
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    public bool IsFromApp(IResponse response) => response.Url.StartsWith(_site.AppOrigin, StringComparison.Ordinal);

    public bool IsFromStore(IResponse response) => response.Url.StartsWith(_site.StoreOrigin, StringComparison.Ordinal);
}
