using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using PresignKit.Sample.Media.Accounts;
using PresignKit.Sample.Media.Catalog;
using PresignKit.Sample.Media.Library;
using PresignKit.Sample.Media.Store;
using PresignKit.Sample.Media.Streams;
using PresignKit.Sample.Media.Uploads;
using PresignKit.Sample.Media.Web;

namespace PresignKit.Sample.Media;

/// <summary>The entire application. Tests build it with their own ports and data directory.</summary>
public static class MediaApp
{
    internal const string DefaultAddress = "http://127.0.0.1:5080";

    /// <summary>
    /// Builds the application; the caller runs or starts it. The arguments are configuration: <c>--urls</c>, <c>--DataDirectory</c>,
    /// <c>--Store</c>, <c>--S3:Endpoint</c> and so on, <c>--LocalS3:Port</c>, <c>--LocalS3:PublicEndpoint</c>, <c>--ClamAv:Address</c>,
    /// <c>--Streams:Enabled</c>, <c>--CloudFront:Endpoint</c> and so on.
    /// </summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(SampleHost.Options(args));
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        // presignkit.js is an asset of the package PresignKit.AspNetCore. Without this line, assets are found only in Development and after a publish.
        builder.WebHost.UseStaticWebAssets();
        var data = SampleHost.DataDirectory(builder);
        var store = StoreSettings.From(builder.Configuration);
        AddPlatform(builder.Services, data);
        AddMedia(builder.Services, data);
        AddStreams(builder.Services, isWanted: builder.Configuration.GetValue("Streams:Enabled", defaultValue: true));
        var kit = builder.Services.AddPresignKit(builder.Configuration.GetSection("PresignKit"));
        AddStore(kit, store, data);
        var cdn = CdnSettings.From(builder.Configuration.GetSection("CloudFront"));
        cdn?.Add(kit);
        builder.Services.AddSingleton(new StreamDelivery(cdn is null ? null : CdnSettings.StoreName));
        MediaPolicies.Add(kit);
        kit.AddEndpoints<MediaUploads>();
        if (ClamAvSettings.From(builder.Configuration) is { } scanner)
        {
            kit.Services.AddSingleton(scanner);
            kit.AddUploadInspector<ClamAvInspector>();
        }

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages(Pages.FillAsync);
        app.UseSecurityHeaders(cdn is null ? store.Origin : $"{store.Origin} {cdn.Endpoint}");
        app.UseStaticFiles(Pages.StaticFiles);
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapPages();
        HlsJs.Map(app);
        app.MapOpenApi();
        app.MapDemoSignIn();
        app.MapPolicies();
        app.MapMedia();
        app.MapPresignKit("/api/uploads").RequireAuthorization().WithTags("Uploads");
        app.MapPresignKitPlaylists(StreamAddress.Prefix).RequireAuthorization().WithTags("Streams");
        SampleHost.PrintAddress(app);
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

        // In Development, an invalid body would otherwise throw and result in 500, as if this application had failed.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddOpenApi();
        services.AddAuthorization();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(DemoCookie.Configure);

        // Cookies and upload tokens stay valid after a restart, and on other instances with the same keys.
        services.AddDataProtection()
            .SetApplicationName("PresignKit.Sample.Media")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(data, "keys")));
    }

    private static void AddMedia(IServiceCollection services, string data)
    {
        services.AddDbContext<MediaCatalog>(options => options.UseSqlite($"Data Source={Path.Combine(data, "media.db")}"));
        services.AddHostedService<CatalogStartup>();
        services.AddScoped<DiscardedObjects>();
        services.AddScoped<AcceptedVideos>();
        services.AddScoped<AcceptedTranscripts>();
        services.AddSingleton<MediaUrls>();
        services.AddSingleton<HlsJs>();
    }

    private static void AddStreams(IServiceCollection services, bool isWanted)
    {
        services.AddSingleton(new Ffmpeg(isWanted));
        services.AddSingleton<StreamQueue>();
        services.AddSingleton<StreamFiles>();
        services.AddScoped<StreamMaker>();
        services.AddScoped<DemoFilm>();
        services.AddHostedService<StreamWorker>();
    }
}
