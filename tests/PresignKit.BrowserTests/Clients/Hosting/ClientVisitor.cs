using System.Text.Json;
using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>A tab with the page of a client.</summary>
internal sealed class ClientVisitor : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly List<string> _errors = [];

    public ClientVisitor(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Exceptions that nothing on the page has caught.</summary>
    public IReadOnlyList<string> Errors => _errors;

    // Large files on a busy machine.
    private static float Patience => 6 * WaitLimit.Milliseconds;

    public async Task OpenAsync(ClientKind client, string query = "")
    {
        await Page.GotoAsync($"/clients/{client.Name}{query}");
        await WaitUntilReadyAsync();
    }

    /// <summary>Another tab of the same browser.</summary>
    public async Task<ClientVisitor> OpenTabAsync()
    {
        var tab = new ClientVisitor(await Page.Context.NewPageAsync());
        await tab.Page.GotoAsync(Page.Url);
        await tab.WaitUntilReadyAsync();
        return tab;
    }

    public async Task ReloadAsync()
    {
        await Page.ReloadAsync();
        await WaitUntilReadyAsync();
    }

    public async Task StartAsync(params IEnumerable<ClientFile> files)
    {
        await Page.SetInputFilesAsync("#files", files.Select(file => file.Path));
        await Page.EvaluateAsync("() => client.start()");
    }

    /// <summary>For names that a file system may not allow.</summary>
    public async Task StartAsync(IEnumerable<FilePayload> files)
    {
        await Page.SetInputFilesAsync("#files", files);
        await Page.EvaluateAsync("() => client.start()");
    }

    public Task PauseAsync() => Page.EvaluateAsync("() => client.pause()");

    public Task ResumeAsync() => Page.EvaluateAsync("() => client.resume()");

    public Task CancelAsync() => Page.EvaluateAsync("() => client.cancel()");

    public Task RetryAsync() => Page.EvaluateAsync("() => client.retry()");

    public async Task<IReadOnlyList<ClientStatus>> StatusesAsync() =>
        JsonSerializer.Deserialize<List<ClientStatus>>(await Page.EvaluateAsync<string>("() => JSON.stringify(client.statuses())"), Json)!;

    /// <summary>Waits until each of so many uploads has one of these states.</summary>
    public async Task<IReadOnlyList<ClientStatus>> WaitForAsync(int count, params string[] states)
    {
        try
        {
            await Page.WaitForFunctionAsync(
                "([count, states]) => client.statuses().length === count && client.statuses().every(({ state }) => states.includes(state))",
                new object[] { count, states },
                new() { Timeout = Patience, PollingInterval = 100 });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{string.Join(", ", await StatusesAsync())} Expected: {string.Join(", ", states)}.");
        }

        return await StatusesAsync();
    }

    /// <summary>Waits until the browser has saved what a page needs after a reload to keep so many parts.</summary>
    public async Task WaitUntilSavedAsync(int parts)
    {
        var left = WaitLimit.Duration;
        for (var pause = TimeSpan.FromMilliseconds(100); !await Page.EvaluateAsync<bool>("parts => client.isSaved(parts)", parts); left -= pause)
        {
            Assert.True(left > TimeSpan.Zero, "The page has not saved what it needs after a reload.");
            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the only upload is done.</summary>
    public async Task<ClientStatus> WaitUntilDoneAsync()
    {
        var status = Assert.Single(await WaitForAsync(1, "done", "failed", "canceled"));
        Assert.True(status.State == "done", $"{status}");
        return status;
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private Task WaitUntilReadyAsync() => Page.Locator("html[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
}
