using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.BrowserTests.Clients.Hosting;
using PresignKit.BrowserTests.Clients.Stores;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Script;

namespace PresignKit.BrowserTests.Players.Hosting;

/// <summary>An application with a page for each player, its store with films, and a relay in front of both.</summary>
public abstract class PlayerSite : RelayedSite
{
    private readonly Chromium _chromium;
    private readonly NpmBundles _npm;
    private readonly Films _films;
    private readonly IClientStore _store;
    private readonly TimeSpan _lifetime;
    private readonly TimeSpan _window;
    private readonly ConcurrentDictionary<string, Task> _stored = new(StringComparer.Ordinal);

    private protected PlayerSite(Chromium chromium, NpmBundles npm, Films films, IClientStore store, int rate, TimeSpan lifetime, TimeSpan window = default)
        : base(store)
    {
        (_chromium, _npm, _films, _store, _lifetime, _window) = (chromium, npm, films, store, lifetime, window);
        Clock = new(rate);
    }

    /// <summary>The clock of the application, and of an embedded store.</summary>
    internal PlayerClock Clock { get; }

    internal PlayerRights Rights { get; } = new();

    /// <summary>How long a signed URL is valid, by the application's clock.</summary>
    internal TimeSpan Lifetime => _lifetime;

    /// <summary>Skips or fails the test if a requirement is missing.</summary>
    internal async Task RequireAsync()
    {
        Prerequisites.Require();
        _store.Require();
        await _npm.RequireAsync();
    }

    /// <summary>The page of a player with a film, for a person who is signed in.</summary>
    /// <param name="player">One of <see cref="PlayerKind"/>.</param>
    /// <param name="format">One of <see cref="FilmFormat"/>.</param>
    /// <param name="seconds">The length of the film.</param>
    /// <param name="query">What else the page is told.</param>
    internal async Task<PlayerPage> VisitAsync(string player, string format, int seconds, string query = "")
    {
        var film = $"{format}-{seconds}";
        await _stored.GetOrAdd(film, _ => StoreAsync(film, format, seconds));
        var context = await _chromium.OpenAsync(AppOrigin);
        var page = new PlayerPage(await context.NewPageAsync(), this);
        await page.OpenAsync($"/players/{player}?film={film}&format={format}&{query}");
        return page;
    }

    /// <summary>The status that another user gets for an address.</summary>
    internal async Task<HttpStatusCode> StatusForOtherAsync(string address)
    {
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = new(AppOrigin) };
        using var signedIn = await client.GetAsync(new Uri("/sign-in/berta", UriKind.Relative), TestContext.Current.CancellationToken);
        using var answer = await client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private protected override WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton(Rights);
        var kit = builder.Services.AddPresignKit(options => (options.ApplicationName, options.PageOrigins) = ("players", [AppOrigin]));
        _store.AddTo(kit, StoreOrigin);
        kit.AddDownloadPolicy("stream", policy =>
            {
                (policy.Lifetime, policy.StableWindow) = (_lifetime, _window);
                policy.InlineContentTypes = ["video/mp4"];
            })
            .AddEndpoints<PlayerApplication>();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapPresignKit("/files").RequireAuthorization();
        app.MapPresignKitPlaylists("/media").RequireAuthorization();
        MapPages(app);
        return app;
    }

    private static IResult File(string path) => System.IO.File.Exists(path) ? Results.File(path, "text/javascript") : Results.NotFound();

    private async Task StoreAsync(string film, string format, int seconds)
    {
        var folder = await _films.MakeAsync(format, seconds);
        var store = Services.GetRequiredService<IObjectStore>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            var type = Path.GetExtension(name) switch
            {
                ".m3u8" => "application/vnd.apple.mpegurl",
                ".mpd" => "application/dash+xml",
                ".ts" => "video/mp2t",
                ".key" => "application/octet-stream",
                _ => "video/mp4",
            };
            await using var content = System.IO.File.OpenRead(path);
            await store.PutAsync(new($"films/{film}/{name}"), content, type, cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    private void MapPages(IEndpointRouteBuilder app)
    {
        var pages = Path.Combine(AppContext.BaseDirectory, "Players", "Pages");
        app.MapGet("/_content/PresignKit.AspNetCore/{**path}", (string path) => File(Path.Combine(ScriptPage.Folder, path)));
        app.MapGet("/pages/{name}", (string name) => File(Path.Combine(pages, Path.GetFileName(name))));
        app.MapGet("/npm/{name}.js", (string name) => File(_npm.PathOf(Path.GetFileName(name))));
        app.MapGet("/favicon.ico", () => Results.NoContent());
        app.MapGet("/sign-in/{user}", async (string user, HttpContext context) =>
        {
            var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user)], CookieAuthenticationDefaults.AuthenticationScheme);
            await context.SignInAsync(new ClaimsPrincipal(identity));
            return Results.Text($"You are {user}.");
        });
        app.MapGet("/sign-out", async (HttpContext context) => await context.SignOutAsync());
        app.MapGet("/players/{player}", (string player) => Results.Content(
            $"""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Player</title>
            <script src="/pages/clock.js" data-rate="{Clock.Rate.ToString(CultureInfo.InvariantCulture)}"></script>
            <video id="video" class="video-js" width="320" height="180" muted playsinline crossorigin="anonymous"></video>
            <script type="module" src="/pages/{Path.GetFileName(player)}.js"></script>
            """,
            "text/html"));
    }
}
