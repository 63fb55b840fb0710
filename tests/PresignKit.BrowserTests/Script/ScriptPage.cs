using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Script;

/// <summary>An empty page that can import the modules of presignkit.js, one by one.</summary>
internal sealed class ScriptPage : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IPage _page;

    private ScriptPage(WebApplication app, IPage page, FakeApplication application) => (_app, _page, Application) = (app, page, application);

    /// <summary>The endpoints and the store that an upload of this page finds.</summary>
    public FakeApplication Application { get; }

    /// <summary>The page's clock, for waits that are too long for a test.</summary>
    public IClock Clock => _page.Clock;

    /// <summary>The folder with the sources of presignkit.js.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "src", "PresignKit.AspNetCore", "wwwroot");

    public static async Task<ScriptPage> OpenAsync(Chromium chromium)
    {
        Prerequisites.Require();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Folder) });
        app.MapGet("/", () => Results.Content("<!doctype html><meta charset=\"utf-8\"><title>Script</title>", "text/html"));

        // Stores that stand still: one does not read what is sent, the other one does not answer.
        app.MapPut("/deaf", (CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
        app.MapPut("/mute", async (HttpRequest request, CancellationToken cancellationToken) =>
        {
            await request.Body.CopyToAsync(Stream.Null, cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });
        var application = new FakeApplication();
        application.Map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var context = await chromium.OpenAsync(app.Urls.Single());
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        return new(app, page, application);
    }

    public Task ReloadAsync() => _page.ReloadAsync();

    /// <summary>Evaluates a function of one argument.</summary>
    public async Task<JsonElement> EvaluateAsync(string function, object? argument = null) =>
        (await _page.EvaluateAsync<JsonElement?>(function, argument))!.Value;

    public async ValueTask DisposeAsync()
    {
        await _page.Context.DisposeAsync();
        await _app.DisposeAsync();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PresignKit.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests are not in the repository.");
        }

        return folder.FullName;
    }
}
