using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace PresignKit.LocalS3.Hosting;

/// <summary>The web server without a hosting layer. It calls its application directly, without middleware and without the hosting
/// diagnostics, which would log and tag queries. A host is built only to set up the server (and its buffer pool); it never runs.</summary>
internal sealed class Kestrel : IAsyncDisposable
{
    private const int MaxRequestLine = 64 * 1024; // A key of 1,024 bytes, escaped, and a session token of some kilobytes.

    private readonly WebApplication _host;
    private readonly IServer _server;

    private Kestrel(WebApplication host)
    {
        _host = host;
        _server = host.Services.GetRequiredService<IServer>();
    }

    /// <summary>The URL for clients on this machine, available after the start.</summary>
    public string Endpoint
    {
        get
        {
            var address = _server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{new Uri(address).Port}");
        }
    }

    public static Kestrel Create(LocalS3Options options, ILoggerFactory loggerFactory)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new FilteredLoggerFactory(loggerFactory)));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => Configure(server, options));
        return new Kestrel(builder.Build());
    }

    public Task StartAsync(S3Application application, CancellationToken cancellationToken) => _server.StartAsync(application, cancellationToken);

    /// <summary>Stops immediately and aborts the requests in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _host.DisposeAsync().ConfigureAwait(false);
    }

    private static void Configure(KestrelServerOptions server, LocalS3Options options)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = null; // The store enforces the limits of S3 instead.
        server.Limits.MinRequestBodyDataRate = null; // Slow clients are allowed in development.
        server.Limits.MinResponseDataRate = null; // A paused video player may read nothing for minutes.
        server.Limits.MaxRequestLineSize = MaxRequestLine;
        server.Limits.MaxRequestHeadersTotalSize = MaxRequestLine;
        server.RequestHeaderEncodingSelector = _ => Encoding.UTF8;
        server.ResponseHeaderEncodingSelector = _ => Encoding.UTF8; // Stored values are returned byte for byte.
        Listen(server, options);
    }

    private static void Listen(KestrelServerOptions server, LocalS3Options options)
    {
        if (options is { ListenOnAnyAddress: false, Port: > 0 })
        {
            // Many clients resolve "localhost" to ::1 first. Without IPv6, this listens on 127.0.0.1 only.
            server.ListenLocalhost(options.Port, Http1);
            return;
        }

        // The system cannot assign the same free port to two addresses at once.
        server.Listen(options.ListenOnAnyAddress ? IPAddress.Any : IPAddress.Loopback, options.Port, Http1);
    }

    private static void Http1(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;
}
