using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;

namespace PresignKit.Benchmarks.Browser.Browsers;

/// <summary>A page that is ready to upload one file with one client.</summary>
internal sealed class ClientPage(IBrowserContext context, IPage page, string client, string file) : IAsyncDisposable
{
    private const int ReadyWithin = 60_000;
    private const int ClockReadings = 20;

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
    /// <returns>When, as a timestamp of <see cref="Stopwatch"/>.</returns>
    public async Task<long> BeginAsync(object options)
    {
        var origin = await ClockOriginAsync();
        return origin + (long)(await page.EvaluateAsync<double>("options => window.begin(options)", options) / 1000 * Stopwatch.Frequency);
    }

    /// <summary>Asks the page.</summary>
    public Task<T> AskAsync<T>(string expression) => page.EvaluateAsync<T>(expression);

    public ValueTask DisposeAsync() => context.DisposeAsync();

    // When the page's own clock, which cannot be read from outside, was zero. The quickest answer of some is the most exact. Wall clocks are set
    // while a browser runs, so they would not do.
    private async Task<long> ClockOriginAsync()
    {
        var (quickest, origin) = (long.MaxValue, 0L);
        for (var attempt = 0; attempt < ClockReadings; attempt++)
        {
            var before = Stopwatch.GetTimestamp();
            var milliseconds = await page.EvaluateAsync<double>("() => performance.now()");
            var took = Stopwatch.GetTimestamp() - before;
            if (took < quickest)
            {
                (quickest, origin) = (took, before + (took / 2) - (long)(milliseconds / 1000 * Stopwatch.Frequency));
            }
        }

        return origin;
    }
}
