using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PresignKit.LocalS3.Tests.Door;

/// <summary>A connection on which tests send what no HTTP client would.</summary>
public sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();
    private NetworkStream _stream = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RawConnection> OpenAsync(string endpoint)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(IPAddress.Loopback, new Uri(endpoint).Port, Cancellation);
        connection._stream = connection._client.GetStream();
        return connection;
    }

    /// <summary>Sends one request and returns everything until the server closes the connection.</summary>
    public static async Task<string> ExchangeAsync(string endpoint, string request)
    {
        using var connection = await OpenAsync(endpoint);
        await connection.SendAsync(request);
        return await connection.ReadToEndAsync();
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes, Cancellation);

    /// <summary>Sends a chunk again and again until the server ends the connection or the maximum is reached; returns the bytes sent.</summary>
    public async Task<long> FloodAsync(string chunk, long maximum)
    {
        var bytes = Encoding.Latin1.GetBytes(chunk);
        var sent = 0L;
        try
        {
            while (sent < maximum)
            {
                await SendAsync(bytes);
                sent += bytes.Length;
            }
        }
        catch (IOException)
        {
            // The server has closed the connection.
        }

        return sent;
    }

    /// <summary>Everything until the end of the connection. A reset is an end too.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var received = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(received, Cancellation);
        }
        catch (IOException)
        {
            // The server has reset the connection.
        }

        return Encoding.UTF8.GetString(received.ToArray());
    }

    /// <summary>Ends the connection as a client does that gives up: in order, or with a reset.</summary>
    public void End(bool resets)
    {
        _client.LingerState = new(resets, 0);
        _client.Close();
    }

    public void Dispose() => _client.Dispose();
}
