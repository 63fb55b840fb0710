using System.Text.Json;
using Microsoft.Playwright;

namespace PresignKit.Benchmarks.Browser.Browsers;

/// <summary>A page that is ready to upload one file with one client.</summary>
internal sealed class ClientPage(IBrowserContext context, IPage page, string client, string file) : IAsyncDisposable
{
    private const int ReadyWithin = 60_000;

    /// <summary>Opens the page, loads the client, and chooses the file. A real one: the browser reads it from the disk.</summary>
    public async Task GoAsync(string origin)
    {
        await page.GotoAsync(origin, new() { Timeout = ReadyWithin });
        await page.WaitForSelectorAsync("html[data-ready]", new() { State = WaitForSelectorState.Attached, Timeout = ReadyWithin });
        await page.EvaluateAsync("client => window.load(client)", client);
        await page.SetInputFilesAsync("#file", file);
        await page.EvaluateAsync("() => window.gc?.()");
    }

    /// <summary>Uploads, and waits for the end.</summary>
    public async Task<ClientRun> RunAsync(object options)
    {
        var answer = await page.EvaluateAsync<JsonElement>("options => window.run(options)", options);
        return new(
            answer.GetProperty("seconds").GetDouble(),
            Number("sent"),
            (int)(Number("lanes") ?? 0),
            (int)(Number("retries") ?? 0));

        double? Number(string name) => answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
    }

    /// <summary>Begins to upload.</summary>
    /// <returns>When.</returns>
    public async Task<DateTimeOffset> BeginAsync(object options) =>
        DateTimeOffset.FromUnixTimeMilliseconds(await page.EvaluateAsync<long>("options => window.begin(options)", options));

    /// <summary>Asks the page.</summary>
    public Task<T> AskAsync<T>(string expression) => page.EvaluateAsync<T>(expression);

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
