using System.Net;
using System.Net.Sockets;

namespace PresignKit.LocalS3.Tests.Hosting;

public sealed class ListenTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), "presignkit-locals3-listen-" + Path.GetRandomFileName());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, false)]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("0.0.0.0", true)]
    [InlineData("*", true)]
    public async Task Listen_ServesAndWarnsUnlessOnlyThisMachineReachesIt(string? listen, bool warns)
    {
        using var logs = new CapturedLogs();
        var options = StoreFixture.Options(_directory);
        options.Listen = listen;
        await using var server = await LocalS3Server.StartAsync(options, loggerFactory: logs, cancellationToken: Cancellation);
        using var http = new HttpClient();

        var put = await new SignedRequests(server.Endpoint, http, TimeProvider.System).SendAsync("PUT", "a", [1]);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal("127.0.0.1", new Uri(server.Endpoint).Host);
        Assert.Equal(warns, logs.Lines.Any(line => line.StartsWith($"Warning: LocalS3 listens on {listen}: every machine", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("all")]
    [InlineData("1")]
    [InlineData("http://0.0.0.0")]
    [InlineData("0.0.0.0:5081")]
    public async Task Listen_NotAnAddress_IsRefused(string listen)
    {
        var options = StoreFixture.Options(_directory);
        options.Listen = listen;

        var error = await Assert.ThrowsAsync<ArgumentException>(() => LocalS3Server.StartAsync(options, cancellationToken: Cancellation));

        Assert.Contains($"Listen: '{listen}' is not an IP address.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_InUse_SaysWhatToDo()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var options = StoreFixture.Options(_directory);
        options.Port = ((IPEndPoint)other.LocalEndpoint).Port;

        var error = await Assert.ThrowsAsync<IOException>(() => LocalS3Server.StartAsync(options, cancellationToken: Cancellation));

        Assert.Equal(
            $"PresignKit.LocalS3 cannot listen on http://127.0.0.1:{options.Port}, because another program uses the port; it may be another instance of this "
            + "application. Stop that program, or set Port to another port, or to 0 for any free one.",
            error.Message);
    }

    [Fact]
    public async Task Listen_AddressOfAnotherMachine_SaysWhatToDo()
    {
        var options = StoreFixture.Options(_directory);
        options.Listen = "192.0.2.1"; // Reserved for documentation.

        var error = await Assert.ThrowsAsync<IOException>(() => LocalS3Server.StartAsync(options, cancellationToken: Cancellation));

        Assert.Contains("this machine does not have the address. Set Listen to one of its own addresses", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }
}
