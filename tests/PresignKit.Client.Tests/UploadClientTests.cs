using PresignKit.Client.Tests.Fakes;

namespace PresignKit.Client.Tests;

public sealed class UploadClientTests
{
    private const long MiB = 1024 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ftp://app.example/files")]
    [InlineData("https://app.example/files?a=b")]
    [InlineData("https://user@app.example/files")]
    [InlineData("files")]
    public void Constructor_NotAnEndpoint_IsRefused(string endpoint)
    {
        using var http = new HttpClient();

        Assert.Throws<ArgumentException>(() => new UploadClient(http, new(endpoint, UriKind.RelativeOrAbsolute)));
    }

    [Fact]
    public void Constructor_StoreThatWouldSendWhatIsTheApplications_IsRefused()
    {
        using var http = new HttpClient();
        using var signedIn = new HttpClient { DefaultRequestHeaders = { { "Authorization", "Bearer x" } } };
        using var cookies = new HttpClient { DefaultRequestHeaders = { { "Cookie", "a=b" } } };
        Uri endpoint = new("https://app.example/files");

        Assert.Throws<ArgumentException>(() => new UploadClient(http, endpoint, new() { Store = http }));
        Assert.Throws<ArgumentException>(() => new UploadClient(http, endpoint, new() { Store = signedIn }));
        Assert.Throws<ArgumentException>(() => new UploadClient(http, endpoint, new() { Store = cookies }));
    }

    [Fact]
    public void Constructor_OptionsOutOfRange_AreRefused()
    {
        using var http = new HttpClient();
        UploadClientOptions[] options =
        [
            new() { ParallelParts = 0 }, new() { ParallelParts = 65 }, new() { MaximumBuffer = 0 }, new() { MaximumAttempts = 0 },
            new() { MaximumAttempts = 101 }, new() { StallTimeout = TimeSpan.Zero }, new() { AnswerTimeout = TimeSpan.FromDays(2) },
            new() { MaximumRetryAfter = TimeSpan.FromSeconds(-1) },
        ];

        Assert.All(options, wrong => Assert.Throws<ArgumentOutOfRangeException>(() => new UploadClient(http, new("https://app.example/files"), wrong)));
    }

    /// <summary>800 MiB: what is in memory is a few parts, however long the file is.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upload_LargeFile_HoldsFewPartsInMemory(bool isSequential)
    {
        const long Size = 800 * MiB;
        long most = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var server = new EchoServer(Size, 8 * MiB)
        {
            OnPart = () => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before),
        };
        using var client = ClientOf(server, new() { MaximumBuffer = 32 * MiB, ParallelParts = 8 });
        var source = UploadSource.FromFactory(_ => new(new EndlessStream(Size, isSequential)), Size, "a.bin");

        var result = await client.UploadAsync(source, new() { Policy = "files" }, cancellationToken: Cancellation);

        Assert.Equal(Size, result.Size);
        Assert.Equal(100, server.Sent.Count);
        
        // On a busy machine, each connection buffers several megabytes, on the client and on the server.
        Assert.InRange(most, 0, (isSequential ? 32 * MiB : 0) + (64 * MiB));
    }

    [Fact]
    public async Task Upload_InBrowsers_HoldsNoMorePartsThanFit()
    {
        const long Size = 80 * MiB;
        var inFlight = 0;
        var most = 0;
        using var server = new EchoServer(Size, 8 * MiB)
        {
            OnPart = () =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inFlight));
                Thread.Yield();
                Interlocked.Decrement(ref inFlight);
            },
        };
        var progress = new ProgressLog();
        using var client = ClientOf(server, new() { MaximumBuffer = 16 * MiB, ParallelParts = 8, BufferBodies = true });

        await client.UploadAsync(
            UploadSource.FromFactory(_ => new(new EndlessStream(Size, true)), Size, "a.bin"), new() { Policy = "files" }, progress, Cancellation);

        Assert.Equal(1, most);
        progress.ShouldBeMonotonic(Size);
        Assert.All(progress.Reports, report => Assert.Equal(0, report.BytesSent % (8 * MiB)));
    }

    [Fact]
    public async Task Upload_Urls_AreSentAsTheyWereSigned()
    {
        using var server = new EchoServer(6 * MiB, 6 * MiB);
        using var client = ClientOf(server, new());

        await client.UploadAsync(UploadSource.FromMemory(new byte[6 * MiB], "a.bin"), new() { Policy = "files" }, cancellationToken: Cancellation);

        var (address, length) = Assert.Single(server.Sent);
        Assert.Equal("/b/k%2Ea/..%2F/x?partNumber=1&sig=%7e+a", address.PathAndQuery);
        Assert.Equal(6 * MiB, length);
    }

    /// <summary>A client whose clock is a year ahead, or behind, renews nothing needlessly and asks for no URL twice.</summary>
    [Theory]
    [InlineData(-365)]
    [InlineData(365)]
    public async Task Upload_ClockOfTheClientIsWrong_TheServersCounts(int days)
    {
        var now = DateTimeOffset.UtcNow.AddDays(days);
        using var server = new EchoServer(30 * MiB, 6 * MiB) { Now = now, ExpiresAt = now.AddMinutes(15) };
        using var client = ClientOf(server, new() { ParallelParts = 2 });

        await client.UploadAsync(UploadSource.FromMemory(new byte[30 * MiB], "a.bin"), new() { Policy = "files" }, cancellationToken: Cancellation);

        Assert.Equal(["slots", "slots/parts", "slots/complete"], server.Calls);
    }

    [Fact]
    public async Task Upload_ManyParts_AsksForUrlsInBatches()
    {
        const long Size = 2000 * 10;
        using var server = new EchoServer(Size, 10);
        using var client = ClientOf(server, new());

        await client.UploadAsync(UploadSource.FromMemory(new byte[Size], "a.bin"), new() { Policy = "files" }, cancellationToken: Cancellation);

        Assert.Equal(2000, server.Sent.Count);
        Assert.InRange(server.Calls.Count, 100, 700);
    }

    private static UploadClient ClientOf(EchoServer server, UploadClientOptions options) => new(
        new HttpClient(server, disposeHandler: false),
        new("https://app.example/files"),
        options with { Store = new HttpClient(server, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan } });
}
