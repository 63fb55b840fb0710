using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace PresignKit.BrowserTests.Hosting;

/// <summary>The system's Chromium, started once for all tests with its own profile. Every visitor gets its own context.</summary>
public sealed class Chromium : IAsyncLifetime
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
        "--autoplay-policy=no-user-gesture-required",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!Prerequisites.AreMet)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(WaitLimit.Milliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Prerequisites.Chromium,
            Headless = true,
            Args = Arguments,
            Timeout = WaitLimit.Milliseconds,
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    internal async Task<IBrowserContext> OpenAsync(string baseUrl)
    {
        var context = await _browser!.NewContextAsync(new() { BaseURL = baseUrl, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(WaitLimit.Milliseconds);
        return context;
    }
}
