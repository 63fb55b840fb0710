using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Hosting;

/// <summary>The web server without a hosting layer. It calls its application directly, without middleware and without the hosting
/// diagnostics, which would log and tag queries. A host is built only to set up the server (and its buffer pool); it never runs.</summary>
internal sealed class Kestrel : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly IServer _server;
    private readonly ListenAddress _listen;
    private readonly int _port;

    private Kestrel(WebApplication host, LocalS3Options options)
    {
        _host = host;
        _listen = ListenAddress.Of(options.Listen);
        _port = options.Port;
        _server = host.Services.GetRequiredService<IServer>();
    }

    /// <summary>The URL for clients on this machine, available after the start.</summary>
    public string Endpoint
    {
        get
        {
            var bound = _server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return _listen.Url(new Uri(bound).Port);
        }
    }

    public static Kestrel Create(LocalS3Options options, DoorLimits limits, ILoggerFactory loggerFactory)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new FilteredLoggerFactory(loggerFactory)));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => Configure(server, options, limits));
        return new Kestrel(builder.Build(), options);
    }

    /// <exception cref="IOException">The port is in use.</exception>
    public async Task StartAsync(S3Application application, CancellationToken cancellationToken)
    {
        try
        {
            await _server.StartAsync(application, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new IOException(
                $"PresignKit.LocalS3 cannot listen on {_listen.Url(_port)}, because another program uses the port; it may be another instance of this "
                + $"application. Stop that program, or set {nameof(LocalS3Options.Port)} to another port, or to 0 for any free one.",
                exception);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            throw new IOException(
                $"PresignKit.LocalS3 cannot listen on {_listen.Url(_port)}, because this machine does not have the address. Set "
                + $"{nameof(LocalS3Options.Listen)} to one of its own addresses, or to * for all of them.",
                exception);
        }
    }

    /// <summary>Stops immediately and aborts the requests in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _host.DisposeAsync().ConfigureAwait(false);
    }

    private static void Configure(KestrelServerOptions server, LocalS3Options options, DoorLimits limits)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = null; // The store enforces the limits of S3 instead.
        server.Limits.MinRequestBodyDataRate = new MinDataRate(limits.DataRate, limits.DataRateGrace);
        server.Limits.MinResponseDataRate = new MinDataRate(limits.DataRate, limits.DataRateGrace); // Except for objects: see GetObject.
        server.Limits.MaxConcurrentConnections = limits.Connections;
        server.Limits.MaxRequestLineSize = limits.RequestLine;
        server.Limits.MaxRequestHeadersTotalSize = limits.HeaderBytes;
        server.Limits.MaxRequestHeaderCount = limits.HeaderCount;
        server.Limits.MaxRequestBufferSize = limits.ReceiveBuffer;
        server.Limits.RequestHeadersTimeout = limits.HeaderTime;
        server.Limits.KeepAliveTimeout = limits.IdleTime;
        server.RequestHeaderEncodingSelector = _ => Encoding.UTF8;
        server.ResponseHeaderEncodingSelector = _ => Encoding.UTF8; // Stored values are returned byte for byte.
        ListenAddress.Of(options.Listen).Bind(server, options.Port);
    }
}
