using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace PresignKit.LocalS3.Tests.Hosting;

public sealed class StartTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), "presignkit-locals3-start-" + Path.GetRandomFileName());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_InvalidOptions_ReportsEveryProblemAndNoSecret()
    {
        var options = new LocalS3Options { Port = 70000, SecretAccessKey = "the-secret", Region = "", Buckets = ["X"], AllowedOrigins = ["http://a/path"] };

        var error = await Assert.ThrowsAsync<ArgumentException>(() => LocalS3Server.StartAsync(options, cancellationToken: Ct));

        foreach (var expected in new[] { "Directory", "Port", "70000", "AccessKeyId", "Region", "'X'", "http://a/path" })
        {
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("the-secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_InProduction_RefusesToStartAndNamesTheSetting()
    {
        using var host = Host("Production", _ => { });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Ct));

        Assert.Contains("or set AllowProduction of the store to true", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory));
    }

    [Fact]
    public async Task Host_InProductionWithFaults_RefusesToStartEvenIfAllowed()
    {
        using var host = Host("Production", options => (options.AllowProduction, options.Faults) = (true, new LocalS3Faults()));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Do not set Faults of the store there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_InProductionIfAllowed_Starts()
    {
        using var host = Host("Production", options => options.AllowProduction = true);

        await host.StartAsync(Ct);
        await host.StopAsync(Ct);

        Assert.True(Directory.Exists(_directory));
    }

    [Fact]
    public async Task Host_InDevelopment_ServesOnItsOwnPortUntilStopped()
    {
        var port = FreePort();
        using var host = Host("Development", options => options.Port = port);
        using var http = new HttpClient();
        var sign = new SignedRequests($"http://127.0.0.1:{port}", http, TimeProvider.System);

        await host.StartAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, (await sign.SendAsync("PUT", "hosted", [1])).StatusCode);
        await host.StopAsync(Ct);

        await Assert.ThrowsAsync<HttpRequestException>(() => sign.SendAsync("GET", "hosted"));
    }

    [Fact]
    public async Task Host_InvalidOptions_FailsToStart()
    {
        using var host = Host("Development", options => options.AccessKeyId = "");

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Ct));

        Assert.Contains("AccessKeyId", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_WithARequestInProgress_DoesNotWait()
    {
        await using var server = await LocalS3Server.StartAsync(StoreFixture.Options(_directory), cancellationToken: Ct);
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(server.Endpoint).Port, Ct);
        await client.GetStream().WriteAsync("PUT /media/a HTTP/1.1\r\n"u8.ToArray(), Ct);

        await server.DisposeAsync();
        await server.DisposeAsync();

        await using var again = await LocalS3Server.StartAsync(StoreFixture.Options(_directory), cancellationToken: Ct);
        Assert.NotEqual("", again.Endpoint);
    }

    [Fact]
    public async Task Clock_OfTheStore_DeterminesExpiry()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 5, 5, 0, 0, 0, TimeSpan.Zero));
        await using var server = await LocalS3Server.StartAsync(StoreFixture.Options(_directory), clock, cancellationToken: Ct);
        using var http = new HttpClient();
        var sign = new SignedRequests(server.Endpoint, http, clock);
        var put = await sign.SendAsync("PUT", "timed", [1]);
        var url = sign.Url("GET", "timed", expiresIn: TimeSpan.FromSeconds(10));

        clock.Advance(TimeSpan.FromSeconds(9));
        var before = await sign.SendUrlAsync("GET", url, null);
        clock.Advance(TimeSpan.FromSeconds(1));
        var after = await sign.SendUrlAsync("GET", url, null);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(new DateTimeOffset(2020, 5, 5, 0, 0, 0, TimeSpan.Zero), before.Content.Headers.LastModified);
        Assert.Equal("Request has expired", (await after.RefusedAsync(403, "AccessDenied")).Message());
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private IHost Host(string environment, Action<LocalS3Options> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Services.AddLocalS3Server(options =>
        {
            options.Directory = _directory;
            options.AccessKeyId = StoreFixture.AccessKeyId;
            options.SecretAccessKey = StoreFixture.SecretAccessKey;
            options.Buckets = [StoreFixture.Bucket];
            configure(options);
        });
        return builder.Build();
    }
}
