using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PresignKit.BrowserTests.Network;

/// <summary>
/// The wire between the browser and one server: it notes every request, counts the bytes of both directions, holds an upload in
/// its middle, and breaks. It knows TCP alone, so it works before any server and changes nothing of what the browser does, as
/// request interception would: that answers preflights itself.
/// </summary>
public sealed class Relay : IAsyncDisposable
{
    // Small, so that a held upload stops in the browser and not in a buffer of the system.
    private const int Window = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Socket, Socket> _open = new();
    private readonly ConcurrentQueue<RequestHead> _requests = new();
    private readonly Gate _gate = new();
    private readonly Task _accepting;
    private volatile bool _broken;
    private long _fromBrowser;
    private long _toBrowser;

    /// <summary>Listens on a free port of this machine at once.</summary>
    public Relay()
    {
        _listener.Server.ReceiveBufferSize = Window;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the browser connects.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The server behind. Set before the first connection.</summary>
    public IPEndPoint? Server { get; set; }

    /// <summary>Every request so far, in the order of arrival.</summary>
    public IReadOnlyList<RequestHead> Requests => [.. _requests];

    /// <summary>Bytes that came from the browser, heads included.</summary>
    public long FromBrowser => Interlocked.Read(ref _fromBrowser);

    /// <summary>Bytes that went to the browser, heads included.</summary>
    public long ToBrowser => Interlocked.Read(ref _toBrowser);

    /// <summary>Ends when the first byte waits at a hold.</summary>
    public Task Held => _gate.Reached;

    /// <summary>Lets this many bytes more come from the browser; what follows waits for <see cref="Release"/>.</summary>
    public void HoldAfter(long bytes) => _gate.CloseAfter(bytes);

    /// <summary>Lets everything pass again.</summary>
    public void Release() => _gate.Open();

    /// <summary>Breaks every connection, and refuses new ones until <see cref="Mend"/>.</summary>
    public void Break()
    {
        _broken = true;
        foreach (var (browser, server) in _open)
        {
            Reset(browser);
            Reset(server);
        }

        _gate.Open();
    }

    /// <summary>Ends what <see cref="Break"/> and <see cref="HoldAfter"/> began.</summary>
    public void Mend()
    {
        _broken = false;
        _gate.Open();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Break();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var browser = await _listener.AcceptSocketAsync(_stop.Token);
                if (_broken)
                {
                    Reset(browser);
                }
                else
                {
                    _ = ServeAsync(browser);
                }
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket browser)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        browser.NoDelay = true;
        try
        {
            await server.ConnectAsync(Server!, _stop.Token);
            _open[browser] = server;
            if (_broken)
            {
                Reset(browser);
                return;
            }

            await Task.WhenAll(UntilEndAsync(SendAsync(browser, server)), UntilEndAsync(AnswerAsync(server, browser)));
        }
        catch (Exception e) when (IsEnd(e))
        {
            Reset(browser);
        }
        finally
        {
            _open.TryRemove(browser, out _);
            browser.Dispose();
        }

        // What breaks on one side is broken on the other: a server learns at once that an upload was given up.
        async Task UntilEndAsync(Task direction)
        {
            try
            {
                await direction;
            }
            catch (Exception e) when (IsEnd(e))
            {
                Reset(browser);
                Reset(server);
            }
        }
    }

    private async Task SendAsync(Socket browser, Socket server)
    {
        var heads = new RequestHeadReader(_requests.Enqueue);
        var buffer = new byte[Window];
        while (await browser.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
        {
            Interlocked.Add(ref _fromBrowser, count);
            heads.Read(buffer.AsSpan(0, count));
            await _gate.PassAsync(count, _stop.Token);
            await SendAllAsync(server, buffer.AsMemory(0, count));
        }

        server.Shutdown(SocketShutdown.Send);
    }

    private async Task AnswerAsync(Socket server, Socket browser)
    {
        var buffer = new byte[Window];
        while (await server.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
        {
            Interlocked.Add(ref _toBrowser, count);
            await SendAllAsync(browser, buffer.AsMemory(0, count));
        }

        browser.Shutdown(SocketShutdown.Both);
    }

    private async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, _stop.Token)..];
        }
    }

    private static bool IsEnd(Exception e) => e is SocketException or ObjectDisposedException or OperationCanceledException;

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
}
