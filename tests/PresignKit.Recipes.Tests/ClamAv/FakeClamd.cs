using System.Net;
using System.Net.Sockets;

namespace PresignKit.Recipes.Tests.ClamAv;

/// <summary>A daemon that reads what is sent, byte for byte, and answers as a test tells it.</summary>
internal sealed class FakeClamd : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _serve;
    private readonly Task _loop;

    public FakeClamd(Func<NetworkStream, CancellationToken, Task> serve, int port = 0)
    {
        _serve = serve;
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _loop = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>The files that were sent completely, in order.</summary>
    public List<byte[]> Files { get; } = [];

    /// <summary>A daemon that reads the whole file and sends these bytes, in pieces if there are several.</summary>
    public static FakeClamd Answering(params byte[][] pieces)
    {
        FakeClamd? daemon = null;
        daemon = new(async (stream, cancellationToken) =>
        {
            await daemon!.ReadFileAsync(stream, cancellationToken);
            foreach (var piece in pieces)
            {
                await stream.WriteAsync(piece, cancellationToken);
                await stream.FlushAsync(cancellationToken);
                await Task.Delay(20, cancellationToken);
            }
        });
        return daemon;
    }

    /// <summary>A daemon that finds something in every file that contains these bytes.</summary>
    public static FakeClamd Finding(byte[] virus, int port = 0)
    {
        FakeClamd? daemon = null;
        daemon = new(async (stream, cancellationToken) =>
        {
            var file = await daemon!.ReadFileAsync(stream, cancellationToken);
            var answer = file.AsSpan().IndexOf(virus) >= 0 ? "stream: Eicar-Signature FOUND\0"u8.ToArray() : "stream: OK\0"u8.ToArray();
            await stream.WriteAsync(answer, cancellationToken);
        }, port);
        return daemon;
    }

    /// <summary>Reads the command and all chunks; throws if the protocol is violated.</summary>
    public async Task<byte[]> ReadFileAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var command = new byte[10];
        await stream.ReadExactlyAsync(command, cancellationToken);
        Assert.Equal("zINSTREAM\0"u8.ToArray(), command);
        var file = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, cancellationToken);
            var size = (length[0] << 24) | (length[1] << 16) | (length[2] << 8) | length[3];
            if (size == 0)
            {
                break;
            }

            var chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk, cancellationToken);
            file.Write(chunk);
        }

        Files.Add(file.ToArray());
        return file.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            await using var stream = client.GetStream();
            try
            {
                await _serve(stream, _stop.Token);
            }
            catch (IOException)
            {
                // The inspector has given up.
            }
        }
    }
}
