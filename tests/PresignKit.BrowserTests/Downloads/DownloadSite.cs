using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.BrowserTests.Clients.Stores;
using PresignKit.BrowserTests.Network;

namespace PresignKit.BrowserTests.Downloads;

/// <summary>An application with a store whose requests are counted, and an empty page.</summary>
internal sealed class DownloadSite : IAsyncDisposable
{
    private readonly IClientStore _store;
    private readonly WebApplication _app;

    private DownloadSite(IClientStore store, Action<WebApplication>? map, int? publicPort, Action<PresignKitBuilder>? configure)
    {
        _store = store;
        Relay.Server = store.Address;
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        var kit = builder.Services.AddPresignKit();
        store.AddTo(kit, $"http://{store.PublicHost}:{publicPort ?? Relay.Port}");
        configure?.Invoke(kit);
        _app = builder.Build();
        _app.MapGet("/", () => Results.Content("<!doctype html><meta charset=\"utf-8\"><title>Downloads</title><main></main>", "text/html"));
        map?.Invoke(_app);
    }

    /// <summary>A PNG of one pixel.</summary>
    public static byte[] Picture { get; } =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>Between the browser and the store.</summary>
    public Relay Relay { get; } = new();

    public string Origin => _app.Urls.Single();

    public IPresignedUrlIssuer Issuer => _app.Services.GetRequiredService<IPresignedUrlIssuer>();

    /// <summary>How often the store has been asked for an object with a signed URL.</summary>
    public int Gets => Relay.Requests.Count(
        request => request.Method == "GET" && !request.IsOfCheck && request.Target.Contains("X-Amz-Signature=", StringComparison.Ordinal));

    /// <summary>Starts the store and the application.</summary>
    /// <param name="store">The store.</param>
    /// <param name="map">Adds routes.</param>
    /// <param name="publicPort">The port that URLs have; null: that of <see cref="Relay"/>.</param>
    /// <param name="configure">Adds policies.</param>
    public static async Task<DownloadSite> StartAsync(
        IClientStore store, Action<WebApplication>? map = null, int? publicPort = null, Action<PresignKitBuilder>? configure = null)
    {
        store.Require();
        await store.StartAsync();
        return await StartStartedAsync(store, map, publicPort, configure);
    }

    /// <summary>Starts the application, for a store that has been started.</summary>
    public static async Task<DownloadSite> StartStartedAsync(
        IClientStore store, Action<WebApplication>? map = null, int? publicPort = null, Action<PresignKitBuilder>? configure = null)
    {
        var site = new DownloadSite(store, map, publicPort, configure);
        await site._app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    /// <summary>Stores an object as a backend would, and lets the page's origin read it.</summary>
    public async Task PutAsync(ObjectKey key, byte[] body, string contentType = "application/octet-stream")
    {
        using var content = new MemoryStream(body);
        await _app.Services.GetRequiredService<IObjectStore>().PutAsync(key, content, contentType, cancellationToken: TestContext.Current.CancellationToken);
    }

    public async Task AllowOriginAsync()
    {
        using var client = _store.CreateClient();
        await client.PutCORSConfigurationAsync(
            new PutCORSConfigurationRequest
            {
                BucketName = _store.Bucket,
                Configuration = new()
                {
                    Rules = [new() { AllowedOrigins = [Origin], AllowedMethods = ["GET", "HEAD"], AllowedHeaders = ["*"], MaxAgeSeconds = 600 }],
                },
            },
            TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Relay.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }
}
