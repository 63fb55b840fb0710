using System.Net;
using System.Net.Sockets;
using PresignKit.S3;
using PresignKit.SigV4;

namespace PresignKit.Conformance.LocalS3;

/// <summary>The embedded store, the bucket in the host: <c>http://conformance-bucket.localhost:PORT</c>.</summary>
public sealed class LocalS3VirtualHostStore : LocalS3PathStore
{
    protected override void Configure(S3StoreOptions options)
    {
        base.Configure(options);
        options.Addressing = BucketAddressing.Path;
        options.PublicEndpoint = Endpoint.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        options.PublicAddressing = BucketAddressing.VirtualHost;
    }

    // Browsers take *.localhost for the very machine (RFC 6761); .NET asks the resolver, which often knows nothing of it.
    protected override HttpMessageHandler CreateHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = static async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
