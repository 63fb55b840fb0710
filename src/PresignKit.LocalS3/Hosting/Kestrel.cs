using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PresignKit.LocalS3.Hosting;

/// <summary>The web server on its own: no host, no middleware, and so no diagnostics that log or tag a query.</summary>
internal static class Kestrel
{
    private const int MaxRequestLine = 64 * 1024; // A key of 1,024 bytes, escaped, and a session token of some kilobytes.

    public static KestrelServer Create(LocalS3Options options, ILoggerFactory loggerFactory)
    {
        var filtered = new FilteredLoggerFactory(loggerFactory);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), filtered);
        return new KestrelServer(Options.Create(Configure(options)), transport, filtered);
    }

    /// <summary>The address clients on this machine use.</summary>
    public static string EndpointOf(KestrelServer server)
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{new Uri(address).Port}");
    }

    private static KestrelServerOptions Configure(LocalS3Options options)
    {
        var server = new KestrelServerOptions { AddServerHeader = false };
        server.Limits.MaxRequestBodySize = null; // The store has limits of its own, S3's.
        server.Limits.MinRequestBodyDataRate = null; // A slow phone is not an attack on a development store.
        server.Limits.MinResponseDataRate = null; // A paused video player reads nothing for minutes.
        server.Limits.MaxRequestLineSize = MaxRequestLine;
        server.Limits.MaxRequestHeadersTotalSize = MaxRequestLine;
        server.RequestHeaderEncodingSelector = _ => Encoding.UTF8;
        server.ResponseHeaderEncodingSelector = _ => Encoding.UTF8; // What was stored comes back byte for byte.
        Listen(server, options);
        return server;
    }

    private static void Listen(KestrelServerOptions server, LocalS3Options options)
    {
        if (options is { Listen: LocalS3Listening.Loopback, Port: > 0 })
        {
            // "localhost" is ::1 first to many clients. Where there is no IPv6, this is 127.0.0.1 alone.
            server.ListenLocalhost(options.Port, Http1);
            return;
        }

        // Two addresses cannot be given the same free port at once.
        server.Listen(options.Listen == LocalS3Listening.AnyAddress ? IPAddress.Any : IPAddress.Loopback, options.Port, Http1);
    }

    private static void Http1(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;
}
