using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PresignKit.Conformance.Stores;

/// <summary>A PUT whose head and first half have been sent.</summary>
public sealed class PartialPut : IDisposable
{
    private readonly TcpClient _connection = new();
    private readonly byte[] _rest;

    private PartialPut(byte[] body) => _rest = body[(body.Length / 2)..];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PartialPut> BeginAsync(string url, IEnumerable<KeyValuePair<string, string>> headers, byte[] body)
    {
        var address = new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"PUT {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\nConnection: close\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        var request = new PartialPut(body);

        // Names below localhost are this machine.
        var host = address.Host.EndsWith("localhost", StringComparison.Ordinal) ? "127.0.0.1" : address.Host;
        await request._connection.ConnectAsync(host, address.Port, Cancellation);
        await request._connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), Cancellation);
        await request._connection.GetStream().WriteAsync(body.AsMemory(0, body.Length / 2), Cancellation);

        // The store has authorized the request and is reading its body.
        await Task.Delay(300, Cancellation);
        return request;
    }

    /// <summary>Sends the rest and returns the status; a connection that the store has closed counts as 499.</summary>
    public async Task<int> FinishAsync()
    {
        var stream = _connection.GetStream();
        try
        {
            await stream.WriteAsync(_rest, Cancellation);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            var line = await reader.ReadLineAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation) ?? "";
            return line.Split(' ') is [_, var status, ..] ? int.Parse(status, CultureInfo.InvariantCulture) : 499;
        }
        catch (IOException)
        {
            return 499;
        }
    }

    public void Dispose() => _connection.Dispose();
}
