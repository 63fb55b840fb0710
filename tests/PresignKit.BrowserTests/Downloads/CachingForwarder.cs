using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace PresignKit.BrowserTests.Downloads;

/// <summary>
/// What a CDN does that forwards to the store unchanged: the same target, and the same Host. It keeps whole responses that may be kept by shared caches, by their
/// whole address.
/// </summary>
internal sealed class CachingForwarder : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, byte[] Body, string? ContentType)> _kept = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly WebApplication _app;
    private readonly int _storePort;

    private CachingForwarder(WebApplication app, int storePort) => (_app, _storePort) = (app, storePort);

    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <summary>How many responses came from what it keeps.</summary>
    public int Hits { get; private set; }

    public static async Task<CachingForwarder> StartAsync(int storePort)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();

        // The settings of a sample, which are in the same folder, allow its own name only.
        builder.Configuration["AllowedHosts"] = "*";
        var forwarder = new CachingForwarder(builder.Build(), storePort);
        forwarder._app.Run(forwarder.ForwardAsync);
        await forwarder._app.StartAsync(TestContext.Current.CancellationToken);
        return forwarder;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (context.Request.Method == "GET" && _kept.TryGetValue(target, out var kept) && kept.Until > DateTimeOffset.UtcNow)
        {
            Hits++;
            context.Response.ContentType = kept.ContentType;
            await context.Response.Body.WriteAsync(kept.Body);
            return;
        }

        var address = new Uri($"http://127.0.0.1:{_storePort}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new(context.Request.Method), address);
        request.Headers.Host = context.Request.Host.Value;
        if (context.Request.Headers.Range.ToString() is { Length: > 0 } range)
        {
            request.Headers.TryAddWithoutValidation("Range", range);
        }

        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        if (response.StatusCode == HttpStatusCode.OK && response.Headers.CacheControl is { Private: false, NoStore: false, MaxAge: { } age })
        {
            _kept[target] = (DateTimeOffset.UtcNow + age, body, response.Content.Headers.ContentType?.ToString());
        }

        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Content.Headers.NonValidated.Concat(response.Headers.NonValidated))
        {
            if (!name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) && !name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            {
                context.Response.Headers[name] = values.ToString();
            }
        }

        await context.Response.Body.WriteAsync(body);
    }
}
