using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using PresignKit.Sample.Media.Accounts;
using PresignKit.Sample.Media.Catalogue;
using PresignKit.Sample.Media.Media;
using PresignKit.Sample.Media.Store;
using PresignKit.Sample.Media.Uploads;
using PresignKit.Sample.Media.Web;

namespace PresignKit.Sample.Media;

/// <summary>The whole application. Tests build it with their own ports and data directory.</summary>
public static class MediaApp
{
    internal const string DefaultAddress = "http://127.0.0.1:5080";

    /// <summary>
    /// Builds it; the caller runs or starts it. Arguments are configuration: <c>--urls</c>, <c>--DataDirectory</c>,
    /// <c>--Store</c> and <c>--S3:Endpoint</c> and so on, <c>--LocalS3:Port</c>, <c>--LocalS3:PublicEndpoint</c>.
    /// </summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(SampleHost.Options(args));
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        var data = SampleHost.DataDirectory(builder);
        var store = StoreSettings.From(builder.Configuration);
        AddPlatform(builder.Services, data);
        AddMedia(builder.Services, data);
        var kit = builder.Services.AddPresignKit(builder.Configuration.GetSection("PresignKit"));
        AddStore(kit, store, data);
        MediaPolicies.Add(kit);
        kit.AddEndpoints<MediaUploads>();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages(Pages.FillAsync);
        app.UseSecurityHeaders(store.Origin);
        app.UseStaticFiles(Pages.StaticFiles);
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapPages();
        app.MapOpenApi();
        app.MapDemoSignIn();
        app.MapPolicies();
        app.MapMedia();
        app.MapPresignKit("/api/uploads").RequireAuthorization().WithTags("Uploads");
        SampleHost.TellAddress(app);
        return app;
    }

    private static void AddStore(PresignKitBuilder kit, StoreSettings store, string data)
    {
        if (store.Remote is { } remote)
        {
            RemoteStore.Add(kit, store.Kind, remote);
        }
        else
        {
            EmbeddedStore.Add(kit, store.Local, data);
        }
    }

    private static void AddPlatform(IServiceCollection services, string data)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Problems.NameCode);

        // In Development a body that cannot be read would throw, and be answered with 500 as if this application had failed.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddOpenApi();
        services.AddAuthorization();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(DemoCookie.Configure);

        // Cookies and upload tokens stay good when the application starts anew, or on another instance with the same keys.
        services.AddDataProtection()
            .SetApplicationName("PresignKit.Sample.Media")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(data, "keys")));
    }

    private static void AddMedia(IServiceCollection services, string data)
    {
        services.AddDbContext<MediaCatalogue>(options => options.UseSqlite($"Data Source={Path.Combine(data, "media.db")}"));
        services.AddHostedService<CatalogueStartup>();
        services.AddScoped<DiscardedObjects>();
        services.AddScoped<AcceptedVideos>();
        services.AddScoped<AcceptedTranscripts>();
        services.AddSingleton<MediaUrls>();
    }
}
