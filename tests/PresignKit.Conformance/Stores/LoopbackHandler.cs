using System.Net;
using System.Net.Sockets;

namespace PresignKit.Conformance.Stores;

/// <summary>
/// Browsers resolve <c>*.localhost</c> to the local machine (RFC 6761). .NET uses the system's resolver, which often does not. This handler
/// connects to the loopback address whatever the name, and sends the name as the host.
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
