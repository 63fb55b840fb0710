using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Storage;

public sealed class KillTests : IDisposable
{
    private const int Announced = 64 * 1024 * 1024;
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

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string[] Bodies() => Directory.GetFiles(Path.Combine(_directory, "bodies"));

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
