using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace PresignKit.Benchmarks.Browser.Links;

/// <summary>One connection through a <see cref="ShapedRelay"/>.</summary>
internal sealed class ShapedConnection
{
    // A link has a queue before it, which keeps it busy while timers are late.
    private static readonly TimeSpan Queue = TimeSpan.FromMilliseconds(50);

    private readonly Socket _browser;
    private readonly Socket _server;
    private readonly ShapedLink _link;
    private readonly CancellationToken _stop;
    private long _untilReset;

    private ShapedConnection(Socket browser, Socket server, ShapedLink link, CancellationToken stop)
    {
        (_browser, _server, _link, _stop) = (browser, server, link, stop);
        _untilReset = link.DrawReset();
    }

    /// <summary>Relays until both directions have ended, or one of them was broken. Never throws.</summary>
    public static async Task RunAsync(Socket accepted, IPEndPoint target, ShapedLink link, IBodyTap? tap, CancellationToken stop)
    {
        using var browser = accepted;
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(stop);
        browser.NoDelay = true;
        var arrived = link.Now;
        try
        {
            await server.ConnectAsync(target, stop);
            // The handshake takes a round trip, too.
            await link.WaitAsync(arrived + link.Shape.RoundTrip, stop);
            var connection = new ShapedConnection(browser, server, link, broken.Token);
            await Task.WhenAll(
                UntilBrokenAsync(connection.RelayAsync(LinkDirection.Up, tap is null ? null : new PutBodies(tap))),
                UntilBrokenAsync(connection.RelayAsync(LinkDirection.Down, bodies: null)));
        }
        catch (Exception e) when (IsEnd(e))
        {
            Reset(browser);
        }

        // A break on one side also breaks the other.
        async Task UntilBrokenAsync(Task direction)
        {
            try
            {
                await direction;
            }
            catch (Exception e) when (IsEnd(e))
            {
                Reset(browser);
                Reset(server);
                await broken.CancelAsync();
            }
        }
    }

    public static bool IsEnd(Exception e) => e is SocketException or ObjectDisposedException or OperationCanceledException;

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (IsEnd(e))
        {
            // Closed already.
        }

        socket.Dispose();
    }

    private async Task RelayAsync(LinkDirection direction, PutBodies? bodies)
    {
        var (from, to) = direction == LinkDirection.Up ? (_browser, _server) : (_server, _browser);
        var underWay = Channel.CreateUnbounded<Chunk>(new() { SingleReader = true, SingleWriter = true });
        // Each byte is under way for half a round trip, so half of the window is.
        var window = new ByteBudget(_link.Shape.Window / 2);
        var delivering = DeliverAsync(underWay.Reader, window, to);
        var reading = ReadAsync(direction, from, bodies, window, underWay.Writer);
        // Whichever fails breaks the connection at once. Reading ends first otherwise.
        await await Task.WhenAny(reading, delivering);
        await delivering;
    }

    private async Task ReadAsync(LinkDirection direction, Socket from, PutBodies? bodies, ByteBudget window, ChannelWriter<Chunk> underWay)
    {
        var size = _link.ChunkSize(direction);
        while (true)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(size);
            var count = await from.ReceiveAsync(buffer.AsMemory(0, size), _stop);
            if (Interlocked.Add(ref _untilReset, -count) < 0)
            {
                throw new OperationCanceledException("The link breaks this connection.");
            }

            bodies?.Read(buffer.AsSpan(0, count));
            var leaves = _link.Reserve(direction, count);
            underWay.TryWrite(new(buffer, count, leaves + _link.Shape.Delay));
            if (count == 0)
            {
                underWay.TryComplete();
                return;
            }

            await window.TakeAsync(count, _stop);
            await _link.WaitAsync(leaves - Queue, _stop);
        }
    }

    private async Task DeliverAsync(ChannelReader<Chunk> underWay, ByteBudget window, Socket to)
    {
        await foreach (var chunk in underWay.ReadAllAsync(_stop))
        {
            await _link.WaitAsync(chunk.Arrives, _stop);
            for (ReadOnlyMemory<byte> left = chunk.Buffer.AsMemory(0, chunk.Count); !left.IsEmpty;)
            {
                left = left[await to.SendAsync(left, _stop)..];
            }

            ArrayPool<byte>.Shared.Return(chunk.Buffer);
            window.Give(chunk.Count);
            if (chunk.Count == 0)
            {
                to.Shutdown(SocketShutdown.Send);
            }
        }
    }

    /// <param name="Count">0: the end.</param>
    private readonly record struct Chunk(byte[] Buffer, int Count, TimeSpan Arrives);
}
