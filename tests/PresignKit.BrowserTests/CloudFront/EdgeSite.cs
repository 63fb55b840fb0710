using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.BrowserTests.Clients.Hosting;
using PresignKit.BrowserTests.Clients.Stores;
using PresignKit.BrowserTests.Hosting;
using PresignKit.CloudFront;

namespace PresignKit.BrowserTests.CloudFront;

/// <summary>
/// An application at app.example.localhost, and its distribution at media.example.localhost: the same site with different origins, as app.example.com and
/// media.example.com are. The same pages are also at app.other.localhost, which is another site.
/// </summary>
internal sealed class EdgeSite : IAsyncDisposable
{
    public const string Folder = "films/42/";
    private const string KeyPairId = "K2JCJMDEHXQW5F";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly EmbeddedClientStore _store = new();
    private readonly WebApplication _app;

    private EdgeSite(CloudFrontSameSite sameSite, NpmBundles npm)
    {
        Edge = new(KeyPairId, _key);
        EdgeStarted = Edge.StartAsync();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        // That of a sample is in the folder of the tests.
        builder.Configuration["AllowedHosts"] = "*";
        builder.Logging.ClearProviders();
        var kit = builder.Services.AddPresignKit();
        _store.AddTo(kit, $"http://{_store.Address}");
        kit.AddCloudFront("cdn", options =>
            {
                (options.Origin, options.Endpoint) = ("clients", EdgeOrigin);
                options.Key = new() { KeyPairId = KeyPairId, PrivateKey = _key.ExportPkcs8PrivateKeyPem() };
                (options.CookieDomain, options.CookieSameSite) = ("example.localhost", sameSite);
            })
            .AddDownloadPolicy("stream", policy => (policy.Lifetime, policy.UseStoredHeaders) = (TimeSpan.FromHours(1), true));
        _app = builder.Build();
        _app.MapGet("/", () => Results.Content("""<!doctype html><meta charset="utf-8"><title>App</title><video id="video" muted></video>""", "text/html"));
        _app.MapGet("/favicon.ico", () => Results.NoContent());
        _app.MapGet("/npm/{name}.js", (string name) => Results.File(npm.PathOf(Path.GetFileName(name)), "text/javascript"));
        _app.MapGet("/sign-in", async (HttpContext context, ICloudFrontSigner signer) =>
        {
            foreach (var cookie in (await signer.IssueFolderCookiesAsync(Folder, new() { Policy = "stream" }, context.RequestAborted)).All)
            {
                context.Response.Headers.Append("Set-Cookie", cookie.RevealHeader());
            }
        });
        _app.MapGet("/query", async (HttpContext context, ICloudFrontSigner signer) =>
            (await signer.IssueFolderQueryAsync(Folder, new() { Policy = "stream" }, context.RequestAborted)).RevealQuery());
    }

    public Edge Edge { get; }

    public string EdgeOrigin => $"http://media.example.localhost:{Edge.Port}";

    public string Origin => $"http://app.example.localhost:{Port}";

    public string OtherOrigin => $"http://app.other.localhost:{Port}";

    private Task EdgeStarted { get; }

    private int Port => new Uri(_app.Urls.Single()).Port;

    private IObjectStore Bucket => _app.Services.GetRequiredKeyedService<IObjectStore>("clients");

    public static async Task<EdgeSite> StartAsync(CloudFrontSameSite sameSite, NpmBundles npm)
    {
        Prerequisites.Require();
        await npm.RequireAsync();
        var site = new EdgeSite(sameSite, npm);
        await site.EdgeStarted;
        await site._app.StartAsync(TestContext.Current.CancellationToken);
        site.Edge.Bucket = site.Bucket;
        site.Edge.Pages = [site.Origin, site.OtherOrigin];
        await site.PutAsync($"{Folder}a b.txt", "forty-two"u8.ToArray(), "text/plain");
        await site.PutAsync("films/43/a.txt", "forty-three"u8.ToArray(), "text/plain");
        return site;
    }

    /// <summary>Stores a film, and its playlists in the form that one query serves.</summary>
    public async Task PutFilmAsync(string folder, bool isShared)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var key = Folder + Path.GetRelativePath(folder, path).Replace('\\', '/');
            var isPlaylist = Path.GetExtension(path) == ".m3u8";
            await PutAsync(key, await File.ReadAllBytesAsync(path), isPlaylist ? "application/vnd.apple.mpegurl" : "video/mp4");
            if (isPlaylist && isShared)
            {
                var text = new ArrayBufferWriter<byte>();
                await _app.Services.GetRequiredService<IPlaylistSigner>().WriteSharedAsync(
                    new() { Playlist = new(key), Root = Folder, StoreName = "cdn" },
                    _app.Services.GetRequiredService<ICloudFrontSigner>().QueryParameters,
                    text,
                    TestContext.Current.CancellationToken);
                await PutAsync(key, text.WrittenSpan.ToArray(), "application/vnd.apple.mpegurl");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Edge.DisposeAsync();
        await _store.DisposeAsync();
        _key.Dispose();
    }

    private async Task PutAsync(string key, byte[] content, string type)
    {
        using var stream = new MemoryStream(content);
        await Bucket.PutAsync(new(key), stream, type, cancellationToken: TestContext.Current.CancellationToken);
    }
}
