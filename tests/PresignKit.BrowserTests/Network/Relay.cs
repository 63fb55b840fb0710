using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PresignKit.BrowserTests.Network;

/// <summary>
/// A TCP relay between the browser and one server. It records every request, counts the bytes in both directions, can hold an upload
/// halfway, and can break connections. Because it relays TCP, it works with any server and does not change the browser's behavior.
/// Request interception would, because it answers preflights itself.
/// </summary>
public sealed class Relay : IAsyncDisposable
{
    // Small, so that a held upload waits in the browser and not in a buffer of the system.
    private const int Window = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Socket, Socket> _open = new();
    private readonly ConcurrentQueue<RequestHead> _requests = new();
    private readonly Gate _gate = new();
    private readonly Gate _selectiveGate = new();
    private readonly Task _accepting;
    private volatile Func<RequestHead, bool>? _selected;
    private volatile bool _broken;
    private long _fromBrowser;
    private long _toBrowser;

    /// <summary>Starts listening on a free port.</summary>
    public Relay()
    {
        _listener.Server.ReceiveBufferSize = Window;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port that the browser connects to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The server to relay to. Set it before the first connection.</summary>
    public IPEndPoint? Server { get; set; }

    /// <summary>Every request so far, in order of arrival.</summary>
    public IReadOnlyList<RequestHead> Requests => [.. _requests];

    /// <summary>The number of bytes received from the browser, including heads.</summary>
    public long FromBrowser => Interlocked.Read(ref _fromBrowser);

    /// <summary>The number of bytes sent to the browser, including heads.</summary>
    public long ToBrowser => Interlocked.Read(ref _toBrowser);

    /// <summary>Completes when bytes are held.</summary>
    public Task Held => _selected is null ? _gate.Reached : _selectiveGate.Reached;

    /// <summary>Relays this many more bytes from the browser, and holds the rest until <see cref="Release"/>.</summary>
    public void HoldAfter(long bytes) => _gate.CloseAfter(bytes);

    /// <summary>Holds these requests, and relays the others, until <see cref="Release"/>.</summary>
    public void HoldWhere(Func<RequestHead, bool> selected)
    {
        _selectiveGate.CloseAfter(0);
        _selected = selected;
    }

    /// <summary>Relays everything again.</summary>
    public void Release()
    {
        _selected = null;
        _selectiveGate.Open();
        _gate.Open();
    }

    /// <summary>Breaks every connection, and refuses new ones until <see cref="Restore"/>.</summary>
    public void Break()
    {
        _broken = true;
        foreach (var (browser, server) in _open)
        {
            Reset(browser);
            Reset(server);
        }

        Release();
    }

    /// <summary>Undoes <see cref="Break"/>, <see cref="HoldAfter"/>, and <see cref="HoldWhere"/>.</summary>
    public void Restore()
    {
        _broken = false;
        Release();
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

        // A break on one side also breaks the other, so that a server learns at once that an upload was abandoned.
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
        var isSelected = false;
        var heads = new RequestHeadReader(head =>
        {
            _requests.Enqueue(head);
            isSelected = _selected?.Invoke(head) == true;
        });
        var buffer = new byte[Window];
        while (await browser.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
        {
            Interlocked.Add(ref _fromBrowser, count);
            heads.Read(buffer.AsSpan(0, count));
            await (isSelected ? _selectiveGate : _gate).PassAsync(count, _stop.Token);
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
