using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore;
using PresignKit.BrowserTests.Network;

namespace PresignKit.BrowserTests.Hosting;

/// <summary>A minimal application with default policies: one page uploads a picture and shows pictures.</summary>
internal sealed class ImageSite : IAsyncDisposable
{
    // Draws a picture that compresses badly, uploads it as any page would, and shows pictures by their IDs.
    private const string Page =
        """
        <!doctype html><meta charset="utf-8"><title>Pictures</title><main></main>
        <script type="module">
          const post = async (path, body) => {
            const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
            if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
            return response.json();
          };
          window.upload = async () => {
            const canvas = Object.assign(document.createElement('canvas'), { width: 120, height: 90 });
            const drawing = canvas.getContext('2d');
            for (let i = 0; i < 2000; i++) {
              drawing.fillStyle = `hsl(${Math.random() * 360} 90% 50%)`;
              drawing.fillRect(Math.random() * 120, Math.random() * 90, 5, 5);
            }
            const file = await new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
            const slot = await post('/files/slots', { policy: 'picture', fileName: 'a.png', contentType: 'image/png', size: file.size });
            let body = file;
            if (slot.request.fields) {
              body = new FormData();
              for (const [name, value] of Object.entries(slot.request.fields)) body.append(name, value);
              body.append('file', file);
            }
            const sent = await fetch(slot.request.url, { method: slot.request.method, headers: slot.request.headers, body });
            if (!sent.ok) throw new Error(`store: ${sent.status} ${await sent.text()}`);
            return (await post('/files/slots/complete', { token: slot.token })).id;
          };
          window.show = async id => {
            const { url } = await (await fetch(`/files/downloads/${id}`)).json();
            const image = new Image();
            image.src = url;
            document.querySelector('main').append(image);
            await image.decode();
            return { url, width: image.naturalWidth };
          };
          document.documentElement.dataset.ready = 'true';
        </script>
        """;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("presignkit-images-");
    private readonly WebApplication _app;

    private ImageSite(Action<DownloadPolicyOptions> download)
    {
        var port = FreePort();
        Store.Server = new(IPAddress.Loopback, port);
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddSingleton<Catalog>();
        builder.Services.AddPresignKit()
            .AddLocalS3("media", store =>
            {
                (store.Directory, store.Port) = (_data.FullName, port);
                store.PublicEndpoint = $"http://localhost:{Store.Port}";
                store.AllowedOrigins = ["*"];
                store.AllowProduction = true;
            })
            .AddUploadPolicy("picture", policy => (policy.AllowedContentTypes, policy.MaximumSize) = (["image/png"], 1_000_000))
            .AddDownloadPolicy("default", policy => download(policy))
            .AddEndpoints<Application>();
        _app = builder.Build();
        _app.MapPresignKit("/files").AllowAnonymous();
        _app.MapGet("/", () => Results.Content(Page, "text/html"));
    }

    /// <summary>The relay between the browser and the store.</summary>
    public Relay Store { get; } = new();

    public string Origin => _app.Urls.Single();

    public static async Task<ImageSite> StartAsync(Action<DownloadPolicyOptions> download)
    {
        var site = new ImageSite(download);
        await site._app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
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

    private sealed class Catalog : ConcurrentDictionary<string, ObjectKey>;

    private sealed class Application(Catalog catalog) : IPresignKitApplication
    {
        public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
            new(UploadDecision.Allow());

        public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
            new(catalog.TryGetValue(Id(ticket), out var key) ? UploadVerdict.Accepted(Id(ticket), key) : null);

        public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) =>
            new(UploadVerdict.Accepted(Id(ticket), catalog.GetOrAdd(Id(ticket), verified.Key)));

        public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadTicket ticket, CancellationToken cancellationToken) =>
            new(catalog.TryGetValue(ticket.Id, out var key) ? new DownloadTarget(key, new() { ContentType = "image/png" }) : null);

        private static string Id(UploadTicket ticket) => Path.GetFileNameWithoutExtension(ticket.SlotKey.Value);
    }
}
