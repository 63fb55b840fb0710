using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore;
using PresignKit.BrowserTests.Clients.Stores;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>An application with a page for each client, its store, and a relay in front of both.</summary>
public abstract class ClientSite : RelayedSite
{
    private readonly Chromium _chromium;
    private readonly NpmBundles _npm;
    private readonly IClientStore _store;

    private protected ClientSite(Chromium chromium, NpmBundles npm, IClientStore store)
        : base(store)
    {
        _chromium = chromium;
        _npm = npm;
        _store = store;
        Bucket = new(store);
    }

    /// <summary>What is in the store.</summary>
    internal ClientBucket Bucket { get; }

    /// <summary>What the application has accepted.</summary>
    internal ClientCatalog Catalog { get; } = new();

    /// <summary>The files to upload.</summary>
    internal ClientFiles Files { get; } = new();

    internal IPEndPoint StoreAddress => _store.Address;

    internal bool Puts => _store.Puts;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Files.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Skips or fails the test if a requirement is missing.</summary>
    internal async Task RequireAsync(ClientKind client)
    {
        Prerequisites.Require();
        _store.Require();
        if (client.NeedsNpm)
        {
            await _npm.RequireAsync();
        }
    }

    /// <summary>Undoes what a test did to the network.</summary>
    internal void Restore()
    {
        (App.Server, Store.Server) = (AppAddress, StoreAddress);
        App.Restore();
        Store.Restore();
    }

    /// <summary>A browser of a person who is signed in.</summary>
    internal async Task<ClientVisitor> VisitAsync(ClientKind client, string query = "", string user = "anna")
    {
        var context = await _chromium.OpenAsync(AppOrigin);
        var visitor = new ClientVisitor(await context.NewPageAsync());
        await visitor.Page.GotoAsync($"/sign-in/{user}");
        string[] traits = [_store.HasParts ? "" : "parts=no", _store.FormsAnswerETag ? "" : "etags=no", query.TrimStart('?')];
        await visitor.OpenAsync(client, $"?{string.Join('&', traits.Where(trait => trait.Length > 0))}");
        return visitor;
    }

    private protected override WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton(Catalog);
        var kit = builder.Services.AddPresignKit(options => (options.ApplicationName, options.PageOrigins) = ("clients", [AppOrigin]));
        _store.AddTo(kit, StoreOrigin);
        kit.AddUploadPolicy("file", Allow)
            .AddUploadPolicy("brief", policy =>
            {
                Allow(policy);
                policy.Lifetime = ClientPolicy.BriefLifetime;
            })
            .AddUploadPolicy("uppy", AllowForms)
            .AddUploadPolicy("uppy-brief", policy =>
            {
                AllowForms(policy);
                policy.Lifetime = ClientPolicy.BriefLifetime;
            })
            .AddEndpoints<ClientApplication>(endpoints => (endpoints.UnlimitedSlots, endpoints.CompleteAbandoned) = (true, _store.HasParts));
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapPresignKit("/files").RequireAuthorization();
        app.MapUppyCompanion("/companion", "uppy").RequireAuthorization();
        app.MapUppyCompanion("/companion-brief", "uppy-brief").RequireAuthorization();
        if (_store.Puts)
        {
            app.MapActiveStorageDirectUploads("/rails/active_storage/direct_uploads", "file").RequireAuthorization();
        }

        MapPages(app);
        MapAttachments(app);
        return app;
    }

    private static IResult File(string path) =>
        System.IO.File.Exists(path) ? Results.File(path, "text/javascript") : Results.NotFound();

    /// <summary>The folder of the repository, with what is not part of the build's output.</summary>
    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "PresignKit.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("These tests must run inside the repository.");
        }

        return folder.FullName;
    }

    private static void Allow(UploadPolicyOptions policy)
    {
        policy.AllowedContentTypes = ["application/octet-stream", "image/png", "text/plain", "video/mp4"];
        (policy.MinimumSize, policy.MaximumSize, policy.PartSize) = (0, 1L << 30, ClientPolicy.PartSize);
    }

    // Uppy sends small files by form only.
    private static void AllowForms(UploadPolicyOptions policy)
    {
        Allow(policy);
        policy.AllowForms = true;
    }

    // What an application does with the form of a page that uses Active Storage.
    private static void MapAttachments(IEndpointRouteBuilder app) => app.MapPost("/attach", async (
        Attachment attachment, ISlotCompletion completion, HttpContext context) =>
    {
        var result = await completion.CompleteAsync(attachment.SignedId, context.User, context.RequestAborted);
        return result.IsAccepted
            ? Results.Json(new { Key = result.Key.Value })
            : Results.Problem(result.Detail, statusCode: result.Status, extensions: new Dictionary<string, object?> { ["code"] = result.Code });
    }).RequireAuthorization();

    private void MapPages(IEndpointRouteBuilder app)
    {
        var script = Path.Combine(Repository(), "src", "PresignKit.AspNetCore", "wwwroot");
        var pages = Path.Combine(AppContext.BaseDirectory, "Clients", "Pages");
        app.MapGet("/_content/PresignKit.AspNetCore/{**path}", (string path) => File(Path.Combine(script, path)));
        app.MapGet("/pages/{name}", (string name) => File(Path.Combine(pages, Path.GetFileName(name))));
        app.MapGet("/npm/{name}.js", (string name) => File(_npm.PathOf(Path.GetFileName(name))));
        app.MapGet("/favicon.ico", () => Results.NoContent());
        app.MapGet("/sign-in/{user}", async (string user, HttpContext context) =>
        {
            var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user)], CookieAuthenticationDefaults.AuthenticationScheme);
            await context.SignInAsync(new ClaimsPrincipal(identity));
            return Results.Text($"You are {user}.");
        });
        app.MapGet("/clients/{client}", (string client, string? workers, HttpContext context) =>
        {
            // As strict as a page with these clients can be.
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src 'self'; worker-src '{workers ?? "self"}'; img-src 'self'; connect-src 'self' {StoreOrigin}";
            var name = HtmlEncoder.Default.Encode(client);
            return Results.Content(
                $"""
                <!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title>
                <input id="files" type="file" multiple>
                <script type="module" src="/pages/{name}.js"></script>
                """,
                "text/html");
        });
    }

    private sealed record Attachment(string SignedId);
}
