using System.Net;
using System.Net.Sockets;

namespace PresignKit.Benchmarks.Browser.Links;

/// <summary>
/// A TCP relay between the browser and one server, over a link. Bytes arrive complete and in order, but late. Several relays can
/// share a link. TCP's slow start is not imitated: a connection may use the whole link at once, which favors clients with few connections.
/// </summary>
internal sealed class ShapedRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ShapedLink _link;
    private readonly IBodyTap? _tap;
    private readonly Task _accepting;

    /// <summary>Starts listening on a free port.</summary>
    public ShapedRelay(ShapedLink link, IBodyTap? tap = null)
    {
        (_link, _tap) = (link, tap);
        if (link.Shape != new LinkShape())
        {
            // The browser's system must not take more off the browser's hands than it would on a real line: a small window here, and packets
            // as small as Ethernet's, on which the size of its buffer depends.
            _listener.Server.ReceiveBufferSize = 64 * 1024;
            if (OperatingSystem.IsLinux())
            {
                const int Tcp = 6, MaximumSegment = 2;
                _listener.Server.SetRawSocketOption(Tcp, MaximumSegment, BitConverter.GetBytes(1460));
            }
        }

        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port that the browser connects to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The server to relay to. Set it before the first connection.</summary>
    public IPEndPoint? Server { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                var browser = await _listener.AcceptSocketAsync(_stop.Token);
                connections.RemoveAll(connection => connection.IsCompleted);
                connections.Add(ShapedConnection.RunAsync(browser, Server!, _link, _tap, _stop.Token));
            }
        }
        catch (Exception e) when (ShapedConnection.IsEnd(e))
        {
            await Task.WhenAll(connections);
        }
    }
}
