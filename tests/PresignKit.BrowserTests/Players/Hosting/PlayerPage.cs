using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Players.Hosting;

/// <summary>A tab with a player.</summary>
internal sealed class PlayerPage : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly PlayerSite _site;
    private readonly ConcurrentQueue<IResponse> _responses = new();
    private readonly ConcurrentQueue<string> _console = new();

    public PlayerPage(IPage page, PlayerSite site)
    {
        (Page, _site) = (page, site);
        page.Response += (_, response) => _responses.Enqueue(response);
        page.Console += (_, message) => _console.Enqueue(message.Text);
        page.PageError += (_, error) => _console.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>What the browser's console shows.</summary>
    public IReadOnlyList<string> Console => [.. _console];

    /// <summary>The answers of the store with 403.</summary>
    public int Refusals => FromStore.Count(response => response.Status == 403);

    /// <summary>The addresses of the store, without their queries, in the order of the answers.</summary>
    public IReadOnlyList<string> StorePaths => [.. FromStore.Select(response => new Uri(response.Url).AbsolutePath)];

    /// <summary>The answers of the application.</summary>
    public IEnumerable<IResponse> FromApplication => _responses.Where(response => response.Url.StartsWith(_site.AppOrigin, StringComparison.Ordinal));

    private IEnumerable<IResponse> FromStore => _responses.Where(response => response.Url.StartsWith(_site.StoreOrigin, StringComparison.Ordinal));

    public async Task OpenAsync(string address)
    {
        await Page.GotoAsync("/sign-in/anna");
        await Page.GotoAsync(address);
        await Page.Locator("html[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    public async Task<PlayerStatus> StatusAsync() =>
        JsonSerializer.Deserialize<PlayerStatus>(await Page.EvaluateAsync<string>("() => JSON.stringify(view.status())"), Json)!;

    public Task PlayAsync() => Page.EvaluateAsync("() => view.play()");

    public Task PauseAsync() => Page.EvaluateAsync("() => view.pause()");

    public Task SeekAsync(double position) => Page.EvaluateAsync("position => view.seek(position)", position);

    public Task<T> EvaluateAsync<T>(string function, object? argument = null) => Page.EvaluateAsync<T>(function, argument);

    /// <summary>Waits until playback has reached a position, or has ended.</summary>
    public Task WaitForPositionAsync(double position, float patience = 2) =>
        WaitAsync("position => { const { position: now, ended } = view.status(); return ended || now >= position; }", position, patience);

    public Task WaitForEndAsync(float patience = 2) => WaitAsync("() => view.status().ended", null, patience);

    /// <summary>Waits until keepPlaying has stopped with a code.</summary>
    public Task WaitForStopAsync() => WaitAsync("() => view.status().stopped.length > 0", null, 2);

    /// <summary>Waits until keepPlaying has had fresh URLs so many times.</summary>
    public Task WaitForRenewalsAsync(int count) => WaitAsync("count => view.status().renewals >= count", count, 2);

    public async Task WaitAsync(string condition, object? argument, float patience)
    {
        try
        {
            await Page.WaitForFunctionAsync(condition, argument, new() { Timeout = patience * WaitLimit.Milliseconds, PollingInterval = 100 });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{await StatusAsync()} {string.Join(" | ", Console.TakeLast(5))}");
        }
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
