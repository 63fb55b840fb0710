using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Storage;

public sealed class KillTests : IDisposable
{
    private const int Announced = 64 * 1024 * 1024;
    private const int Kills = 6;
    private const int Sent = 32 * 1024 * 1024; // Far more than sockets and pipes can buffer, so that much of it is on disk by then.

    private readonly string _directory = Path.Combine(Path.GetTempPath(), "presignkit-locals3-kill-" + Path.GetRandomFileName());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_DuringUploads_LeavesObjectsCompleteOrAbsent()
    {
        using var http = new HttpClient();
        using (var store = await KilledProcess.StartAsync(_directory))
        {
            var sign = new SignedRequests(store.Endpoint, http, TimeProvider.System);
            Assert.Equal(HttpStatusCode.OK, (await sign.SendAsync("PUT", "whole", Encoding.ASCII.GetBytes("first version"))).StatusCode);
            using var overwriting = await SendHalfAsync(sign, "whole");
            using var creating = await SendHalfAsync(sign, "half");

            await store.KillAsync();
        }

        Assert.Equal(3, Bodies().Length); // The two partial bodies exist, but no record refers to them.
        await using var restarted = await LocalS3Server.StartAsync(StoreFixture.Options(_directory), cancellationToken: Ct);
        var again = new SignedRequests(restarted.Endpoint, http, TimeProvider.System);
        Assert.Equal("first version", await (await again.SendAsync("GET", "whole")).TextAsync());
        await (await again.SendAsync("GET", "half")).RefusedAsync(404, "NoSuchKey");
        Assert.Single(Bodies());
        Assert.Empty(Directory.GetFiles(Path.Combine(_directory, "temporary")));
    }

    /// <summary>The short form of eng/torture.sh.</summary>
    [Fact]
    public async Task Kill_AtRandomPoints_KeepsWhatWasAcknowledgedAndNothingElse()
    {
        using var http = new HttpClient();
        var written = new ConcurrentDictionary<string, int?>(StringComparer.Ordinal);
        for (var round = 0; round < Kills; round++)
        {
            using var store = await KilledProcess.StartAsync(_directory);
            var sign = new SignedRequests(store.Endpoint, http, TimeProvider.System);
            var writers = Enumerable.Range(0, 4).Select(writer => WriteUntilKilledAsync(sign, $"{round}/{writer}", written)).ToList();
            await WaitForWritesAsync(written, written.Count(entry => entry.Value is not null) + 6);
            await Task.Delay(RandomNumberGenerator.GetInt32(50), Ct);
            await store.KillAsync();
            await Task.WhenAll(writers);
        }

        using var logs = new CapturedLogs();
        await using var restarted = await LocalS3Server.StartAsync(StoreFixture.Options(_directory), loggerFactory: logs, cancellationToken: Ct);
        var again = new SignedRequests(restarted.Endpoint, http, TimeProvider.System);
        var found = 0;
        foreach (var (key, size) in written)
        {
            var read = await again.SendAsync("GET", key);
            var bytes = await read.Content.ReadAsByteArrayAsync(Ct);
            Assert.True(read.StatusCode == HttpStatusCode.OK || size is null, $"{key} was acknowledged and is lost.");
            if (read.StatusCode == HttpStatusCode.OK)
            {
                Assert.Equal(Bytes(key), bytes);
                found++;
            }
        }

        Assert.NotEqual(0, found);
        Assert.Equal(found + Directory.GetFiles(_directory, "part-*.json", SearchOption.AllDirectories).Length, Bodies().Length);
        Assert.Empty(Directory.GetFiles(Path.Combine(_directory, "temporary")));
        Assert.Empty(Directory.GetFiles(Path.Combine(_directory, "lost")));
        Assert.DoesNotContain(logs.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string[] Bodies() => Directory.GetFiles(Path.Combine(_directory, "bodies"));

    private static async Task WaitForWritesAsync(ConcurrentDictionary<string, int?> written, int number)
    {
        while (written.Count(entry => entry.Value is not null) < number)
        {
            await Task.Delay(5, Ct);
        }
    }

    private static byte[] Bytes(string key) => Enumerable.Repeat(Encoding.ASCII.GetBytes(key), 1000).SelectMany(bytes => bytes).ToArray();

    /// <summary>Writes one object after another, every second one in parts. Null: the answer was lost.</summary>
    private static async Task WriteUntilKilledAsync(SignedRequests sign, string folder, ConcurrentDictionary<string, int?> written)
    {
        for (var number = 0; ; number++)
        {
            var key = $"{folder}/{number}";
            written[key] = null;
            try
            {
                if (number % 2 == 0)
                {
                    (await sign.SendAsync("PUT", key, Bytes(key))).EnsureSuccessStatusCode();
                }
                else
                {
                    await WritePartAsync(sign, key);
                }
            }
            catch (HttpRequestException exception) when (exception.StatusCode is null)
            {
                return;
            }

            written[key] = number;
        }
    }

    private static async Task WritePartAsync(SignedRequests sign, string key)
    {
        var created = XElement.Parse(await (await sign.SendAsync("POST", key, [], query: [new("uploads", "")])).TextAsync());
        var id = new NameValue("uploadId", created.Elements().Single(element => element.Name.LocalName == "UploadId").Value);
        var part = await sign.SendAsync("PUT", key, Bytes(key), query: [new("partNumber", "1"), id]);
        var list = $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part.Headers.ETag!.Tag}</ETag></Part></CompleteMultipartUpload>";
        (await sign.SendAsync("POST", key, Encoding.ASCII.GetBytes(list), query: [id])).EnsureSuccessStatusCode();
    }

    private static async Task<TcpClient> SendHalfAsync(SignedRequests sign, string key)
    {
        var length = Announced.ToString(CultureInfo.InvariantCulture);
        var url = new Uri(sign.Url("PUT", key, headers: [new NameValue("content-length", length)]));
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, url.Port, Ct);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"PUT {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: {length}\r\n\r\n"), Ct);
        await stream.WriteAsync(new byte[Sent], Ct);
        return client;
    }
}
