using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using Amazon.S3;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresignKit.Benchmarks.Browser.Links;
using PresignKit.SigV4;

namespace PresignKit.Benchmarks.Browser.Sites;

/// <summary>An application with its page in this process, its store on another port, and the browser's line to both.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Policy = "file";

    private const string Bucket = "benchmarks";
    private const string Region = "us-east-1";

    private readonly SiteSettings _settings;
    private readonly DirectoryInfo _data;
    private readonly ShapedRelay? _appRelay;
    private readonly ShapedRelay? _storeRelay;
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _requests = new();

    private Site(SiteSettings settings, ClientBundles clients, string dataFolder)
    {
        _settings = settings;
        _data = Directory.CreateDirectory(Path.Combine(dataFolder, $"site-{Guid.NewGuid():N}"));
        var port = settings.Store is { } running ? new Uri(running.Endpoint).Port : FreePort();
        if (settings.Link is { } link)
        {
            _appRelay = new(link);
            _storeRelay = new(link, settings.Tap) { Server = new(IPAddress.Loopback, port) };
        }

        // Another host name than the page's makes it another site, as a real store is. Ceph takes any other name for a bucket's.
        StoreOrigin = $"http://{(settings.Store is null ? "localhost" : "127.0.0.1")}:{_storeRelay?.Port ?? port}";
        (AccessKeyId, SecretAccessKey) = settings.Store is { } given
            ? (given.AccessKeyId, given.SecretAccessKey)
            : ("BENCHMARK", Convert.ToHexString(Guid.NewGuid().ToByteArray()));
        _app = Build(settings, clients, port);
    }

    public string Origin { get; private set; } = "";

    public string StoreOrigin { get; }

    public string AccessKeyId { get; }

    public string SecretAccessKey { get; }

    private IObjectStore Store => _app.Services.GetRequiredService<IObjectStore>();

    public static async Task<Site> StartAsync(SiteSettings settings, ClientBundles clients, string dataFolder)
    {
        var site = new Site(settings, clients, dataFolder);
        await site.StartAsync();
        return site;
    }

    /// <summary>What every client is told, with what the caller adds.</summary>
    public Dictionary<string, object?> Options(params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var options = new Dictionary<string, object?>
        {
            ["policy"] = Policy,
            ["partSize"] = _settings.PartSize,
            ["store"] = StoreOrigin,
            ["bucket"] = Bucket,
            ["accessKeyId"] = AccessKeyId,
            ["secretAccessKey"] = SecretAccessKey,
        };
        foreach (var (name, value) in more)
        {
            options[name] = value;
        }

        return options;
    }

    /// <summary>How many requests the application has had for this path since the last <see cref="ClearAsync"/>.</summary>
    public int Requests(string path) => _requests.GetValueOrDefault(path);

    /// <summary>The objects at the store.</summary>
    public async Task<IReadOnlyList<ObjectKey>> ListAsync()
    {
        var keys = new List<ObjectKey>();
        await foreach (var found in Store.ListAsync(""))
        {
            keys.Add(new(found.Key));
        }

        return keys;
    }

    /// <summary>The content of an object, read with the application's own credentials.</summary>
    public Task<Stream> OpenReadAsync(ObjectKey key) => Store.OpenReadAsync(key);

    /// <summary>Deletes what a run has uploaded, so that the next one finds the same disk, and counts from zero.</summary>
    public async Task ClearAsync()
    {
        foreach (var key in await ListAsync())
        {
            await Store.DeleteAsync(key);
        }

        _requests.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var relay in new[] { _appRelay, _storeRelay }.OfType<ShapedRelay>())
        {
            await relay.DisposeAsync();
        }

        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }

    // The application must know the port before the store listens.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private WebApplication Build(SiteSettings settings, ClientBundles clients, int port)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        var kit = builder.Services.AddPresignKit();
        if (settings.Store is { } running)
        {
            kit.AddS3("store", store =>
            {
                (store.Endpoint, store.PublicEndpoint, store.Region, store.Bucket) = (running.Endpoint, StoreOrigin, Region, Bucket);
                (store.AccessKeyId, store.SecretAccessKey, store.Profile) = (AccessKeyId, SecretAccessKey, running.Profile);
            });
        }
        else
        {
            kit.AddLocalS3("store", store =>
            {
                (store.Directory, store.Port, store.Bucket) = (Path.Combine(_data.FullName, "store"), port, Bucket);
                (store.AccessKeyId, store.SecretAccessKey) = (AccessKeyId, SecretAccessKey);
                (store.PublicEndpoint, store.AllowProduction) = (StoreOrigin, true);
            });
        }

        kit.AddUploadPolicy(Policy, policy =>
        {
            policy.AllowedContentTypes = ["application/octet-stream"];
            (policy.MaximumSize, policy.PartSize) = (20L << 30, settings.PartSize);
        }).AddEndpoints<BenchmarkApplication>();
        var app = builder.Build();
        app.Use((context, next) =>
        {
            _requests.AddOrUpdate(context.Request.Path.Value ?? "", 1, (_, count) => count + 1);
            return next(context);
        });
        // Uppy's uploads in parts belong to a signed-in user.
        var user = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "browser")], "benchmark"));
        app.Use((context, next) =>
        {
            context.User = user;
            return next(context);
        });
        app.UseRouting();
        MapPage(app, clients);
        app.MapPresignKit("/api/uploads").AllowAnonymous();
        app.MapUppyCompanion("/companion", Policy).AllowAnonymous();
        var credentials = new SigV4Credentials(AccessKeyId, SecretAccessKey);
        var store = settings.Store?.Endpoint ?? $"http://127.0.0.1:{port}";
        new BetterUpload(
            new(BucketEndpoint.Create(StoreOrigin, Bucket, BucketAddressing.Path), credentials, Region),
            new(BucketEndpoint.Create(store, Bucket, BucketAddressing.Path), credentials, Region),
            settings.PartSize,
            TimeProvider.System).Map(app);
        return app;
    }

    private static void MapPage(IEndpointRouteBuilder app, ClientBundles clients)
    {
        app.MapGet("/", () => Results.File(Path.Combine(ClientBundles.Sources, "page.html"), "text/html"));
        app.MapGet("/clients/{client}/client.js", (string client) =>
            clients.Find(client) is { } file ? Results.File(file, "text/javascript") : Results.NotFound());
        // Straight from the source, as an application serves it.
        var sources = Path.Combine(Repository.Root, "src", "PresignKit.AspNetCore", "wwwroot");
        app.MapGet("/_content/PresignKit.AspNetCore/{**path}", (string path) =>
            Path.GetFullPath(path, sources) is var file && file.StartsWith(sources, StringComparison.Ordinal) && File.Exists(file)
                ? Results.File(file, "text/javascript")
                : Results.NotFound());
    }

    private async Task StartAsync()
    {
        if (_settings.Store is { } running)
        {
            var config = new AmazonS3Config { ServiceURL = running.Endpoint, ForcePathStyle = true, AuthenticationRegion = Region };
            using var client = new AmazonS3Client(running.AccessKeyId, running.SecretAccessKey, config);
            await client.PutBucketAsync(Bucket);
        }

        await _app.StartAsync();
        var port = new Uri(_app.Urls.Single()).Port;
        if (_appRelay is not null)
        {
            _appRelay.Server = new(IPAddress.Loopback, port);
        }

        Origin = $"http://127.0.0.1:{_appRelay?.Port ?? port}";
        if (_settings.Store is not null)
        {
            var setup = _app.Services.GetRequiredService<IStoreSetup>();
            await setup.EnsureCorsAsync([Origin]);
            // Until it is measured, the profile allows no uploads in parts.
            await setup.ProbeAsync();
        }
    }
}
