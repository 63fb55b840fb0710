using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace PresignKit.LocalS3.Tests.Storage;

/// <summary>A collection that runs without other tests, because it measures the allocations of the process.</summary>
[CollectionDefinition(nameof(ConstantMemoryTests), DisableParallelization = true)]
public sealed class AloneInTheProcess;

[Collection(nameof(ConstantMemoryTests))]
public sealed class ConstantMemoryTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const long Size = 256L * 1024 * 1024;
    private const long Bound = 64L * 1024 * 1024; // For both directions together; a single buffered body would be four times that.

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PutAndGet_256Megabytes_AllocateAFractionOfTheSize()
    {
        await store.PutTextAsync("warm", "up");
        await store.GetTextAsync("warm");
        var buffer = new byte[64 * 1024];
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Assert.StartsWith("HTTP/1.1 200", await PutAsync(buffer), StringComparison.Ordinal);
        var received = await GetAsync(buffer);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(Hash(buffer, Size), received);
        Assert.InRange(allocated, 0, Bound);
        await store.Sign.SendAsync("DELETE", "large");
    }

    private async Task<string> PutAsync(byte[] buffer)
    {
        using var client = await SendAsync("PUT", $"Content-Length: {Size}\r\nConnection: close\r\n");
        for (var position = 0L; position < Size; position += buffer.Length)
        {
            Fill(buffer, position);
            await client.GetStream().WriteAsync(buffer, Ct);
        }

        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(Ct);
    }

    private async Task<string> GetAsync(byte[] buffer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var client = await SendAsync("GET", "Connection: close\r\n");
        var stream = client.GetStream();
        var length = await stream.ReadAsync(buffer, Ct);
        var body = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) + 4;
        for (var start = body; length > 0; start = 0)
        {
            hash.AppendData(buffer.AsSpan(start, length - start));
            length = await stream.ReadAsync(buffer, Ct);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // A plain socket and one buffer, so that only the allocations of the store count.
    private async Task<TcpClient> SendAsync(string method, string headers)
    {
        var url = new Uri(store.Sign.Url(method, "large"));
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, url.Port, Ct);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{method} {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n{headers}\r\n"), Ct);
        return client;
    }

    private static string Hash(byte[] buffer, long size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var position = 0L; position < size; position += buffer.Length)
        {
            Fill(buffer, position);
            hash.AppendData(buffer);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // Every block differs, so that a misplaced block is detected.
    private static void Fill(byte[] buffer, long position)
    {
        Array.Fill(buffer, (byte)(position >> 16));
        BinaryPrimitives.WriteInt64LittleEndian(buffer, position);
    }
}
