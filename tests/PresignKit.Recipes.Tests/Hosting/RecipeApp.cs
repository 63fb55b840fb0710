using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresignKit.LocalS3;

namespace PresignKit.Recipes.Tests.Hosting;

/// <summary>An application with the code of a page, on a free port. The user is whom the header <c>X-User</c> names.</summary>
internal sealed class RecipeApp : IAsyncDisposable
{
    private const string UserHeader = "X-User";

    private readonly WebApplication _app;
    private readonly string _folder;

    private RecipeApp(WebApplication app, string folder)
    {
        _app = app;
        _folder = folder;
        Client = As(null);
    }

    public IServiceProvider Services => _app.Services;

    /// <summary>A client without a user.</summary>
    public HttpClient Client { get; }

    public static async Task<RecipeApp> StartAsync(
        Action<PresignKitBuilder> configure, Action<WebApplication>? map = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var folder = Directory.CreateTempSubdirectory("presignkit-recipe-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = folder });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        configure(builder.Services.AddPresignKit(builder.Configuration.GetSection("PresignKit")));
        builder.Services.PostConfigure<LocalS3Options>(options => options.Directory = Path.Combine(folder, "store"));
        var app = builder.Build();
        app.Use((context, next) =>
        {
            if (context.Request.Headers[UserHeader] is [{ Length: > 0 } user])
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user)], "test"));
            }

            return next(context);
        });
        map?.Invoke(app);
        await app.StartAsync();
        return new(app, folder);
    }

    /// <summary>A client of one user.</summary>
    public HttpClient As(string? user)
    {
        var client = new HttpClient { BaseAddress = new(_app.Urls.Single()) };
        if (user is not null)
        {
            client.DefaultRequestHeaders.Add(UserHeader, user);
        }

        return client;
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
