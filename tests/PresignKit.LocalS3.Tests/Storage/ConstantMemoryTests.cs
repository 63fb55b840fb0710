using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using PresignKit.LocalS3.Tests.Multipart;
using PresignKit.SigV4;

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

    [Fact]
    public async Task Multipart_256Megabytes_AllocatesAFractionOfTheSize()
    {
        await UploadAsync("warm", parts: 2, partSize: 5 * 1024 * 1024);
        var buffer = new byte[64 * 1024];
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await UploadAsync("large", parts: 32, partSize: (int)(Size / 32));
        var received = await GetAsync(buffer);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(Hash(buffer, Size), received);
        Assert.InRange(allocated, 0, Bound);
        await store.Sign.SendAsync("DELETE", "large");
    }

    /// <summary>Takes 7 GiB on disk and some minutes, so it runs only if it is asked for. The working set is reported: it grows to the budget of the
    /// garbage collector, whatever the size.</summary>
    [Fact(Explicit = true)]
    public async Task Multipart_6Gibibytes_KeepsTheHeapFlat()
    {
        const int Parts = 1_024;
        const int PartSize = 6 * 1024 * 1024;
        store.Logs.Least = Microsoft.Extensions.Logging.LogLevel.Warning; // The lines of a thousand requests would count.
        const int WarmParts = 160;
        var buffer = new byte[64 * 1024];
        await UploadAsync("warm", WarmParts, PartSize);
        await GetAsync(buffer, "warm");
        var live = GC.GetTotalMemory(forceFullCollection: true);
        var warm = Environment.WorkingSet;
        var highest = warm;
        using var ended = new CancellationTokenSource();
        var watch = Task.Run(
            async () =>
            {
                while (!ended.IsCancellationRequested)
                {
                    highest = Math.Max(highest, Environment.WorkingSet);
                    await Task.Delay(100, CancellationToken.None);
                }
            },
            Ct);

        var completed = await UploadAsync("large", Parts, PartSize);
        var onDisk = Directory.GetFiles(Path.Combine(store.Directory, "bodies")).Sum(file => new FileInfo(file).Length);
        var received = await GetAsync(buffer);
        await ended.CancelAsync();
        await watch;
        var grown = GC.GetTotalMemory(forceFullCollection: true) - live;

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"working set {warm >> 20} MiB when warm, {highest >> 20} MiB at most; heap grown by {grown >> 10} KiB; "
            + $"{completed.TotalMilliseconds:F0} ms to complete");
        Assert.Equal(Hash(buffer, (long)Parts * PartSize), received);
        Assert.Equal((long)(Parts + WarmParts) * PartSize, onDisk);
        Assert.InRange(grown, long.MinValue, 5 * 1024 * 1024); // The list of parts, and the client's.
        await store.Sign.SendAsync("DELETE", "large");
    }

    private static async Task WriteAsync(TcpClient client, byte[] buffer, long start, long size)
    {
        for (var position = start; position < start + size; position += buffer.Length)
        {
            Fill(buffer, position);
            await client.GetStream().WriteAsync(buffer, Ct);
        }
    }

    private async Task<string> PutAsync(byte[] buffer)
    {
        using var client = await SendAsync("PUT", $"Content-Length: {Size}\r\nConnection: close\r\n");
        await WriteAsync(client, buffer, 0, Size);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(Ct);
    }

    /// <summary>Uploads in parts, and returns how long the completion took.</summary>
    private async Task<TimeSpan> UploadAsync(string key, int parts, int partSize)
    {
        var id = await store.CreateUploadAsync(key);
        var buffer = new byte[64 * 1024];
        var listed = new List<ListedPart>(parts);
        for (var number = 1; number <= parts; number++)
        {
            using var client = await SendAsync(
                "PUT", $"Content-Length: {partSize}\r\nConnection: close\r\n", key, [new("partNumber", $"{number}"), new("uploadId", id)]);
            await WriteAsync(client, buffer, (number - 1L) * partSize, partSize);
            using var reader = new StreamReader(client.GetStream());
            var answer = await reader.ReadToEndAsync(Ct);
            var tag = answer.Split("ETag: \"")[1];
            listed.Add(new(number, tag[..tag.IndexOf('"', StringComparison.Ordinal)]));
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.OK, (await store.CompleteAsync(key, id, listed)).StatusCode);
        return watch.Elapsed;
    }

    private async Task<string> GetAsync(byte[] buffer, string key = "large")
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var client = await SendAsync("GET", "Connection: close\r\n", key);
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
    private async Task<TcpClient> SendAsync(string method, string headers, string key = "large", NameValue[]? query = null)
    {
        var url = new Uri(store.Sign.Url(method, key, query: query));
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
