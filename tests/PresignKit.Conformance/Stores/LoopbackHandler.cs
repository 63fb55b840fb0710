using System.Net;
using System.Net.Sockets;

namespace PresignKit.Conformance.Stores;

/// <summary>
/// Browsers take <c>*.localhost</c> for the very machine (RFC 6761); .NET asks the resolver, which often knows nothing of it. This one
/// connects to the loopback address whatever the name, and sends the name as host.
/// </summary>
public static class LoopbackHandler
{
    public static SocketsHttpHandler Create() => new()
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
