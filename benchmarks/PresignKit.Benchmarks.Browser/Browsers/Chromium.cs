using Microsoft.Playwright;

namespace PresignKit.Benchmarks.Browser.Browsers;

/// <summary>The system's Chromium, without a window and with its own profile.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--js-flags=--expose-gc",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public string Version => _browser.Version;

    public static async Task<Chromium> StartAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium";
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"'{path}' does not exist. Install Chromium, or set CHROMIUM_PATH to its executable.");
        }

        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = Arguments }));
    }

    /// <summary>A page of its own visitor, with no connection, no cache, and nothing saved, that has loaded a client and chosen a file.</summary>
    public async Task<ClientPage> OpenAsync(string origin, string client, string file)
    {
        var context = await _browser.NewContextAsync();
        var page = new ClientPage(context, await context.NewPageAsync(), client, file);
        await page.GoAsync(origin);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
