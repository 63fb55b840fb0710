extern alias media;

using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NSubstitute;
using ClamAvException = media::PresignKit.Sample.Media.Uploads.ClamAvException;
using ClamAvInspector = media::PresignKit.Sample.Media.Uploads.ClamAvInspector;
using ClamAvSettings = media::PresignKit.Sample.Media.Uploads.ClamAvSettings;

namespace PresignKit.Recipes.Tests.ClamAv;

/// <summary>The sample's virus scanner speaks clamd's protocol, and accepts nothing without a verdict.</summary>
public sealed class ClamAvInspectorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(65_536, 7)]
    [InlineData(65_537, 65_536)]
    [InlineData(300_000, 1_000_000)]
    public async Task Inspect_CleanFile_IsSentByteForByte(int size, int longestRead)
    {
        var file = Bytes(size);
        await using var daemon = FakeClamd.Answering("stream: OK\0"u8.ToArray());

        Assert.Null(await InspectAsync(daemon, file, longestRead));

        Assert.Equal(file, Assert.Single(daemon.Files));
    }

    [Fact]
    public async Task Inspect_AnswerInPieces_IsReadToItsEnd()
    {
        await using var daemon = FakeClamd.Answering("str"u8.ToArray(), "eam: Eicar-Test"u8.ToArray(), "-Signature FOU"u8.ToArray(), "ND"u8.ToArray(), [0]);

        Assert.Equal("The virus scanner has found Eicar-Test-Signature.", (await InspectAsync(daemon, Bytes(10)))?.Reason);
    }

    [Fact]
    public async Task Inspect_NameWithStrangeCharacters_IsEscaped()
    {
        await using var daemon = FakeClamd.Answering([.. "stream: <b>&\"'\\"u8, 7, 27, 0xff, .. "x FOUND\0"u8]);

        Assert.Equal(
            @"The virus scanner has found \x3cb\x3e\x26\x22\x27\x5c\x07\x1b\xffx.", (await InspectAsync(daemon, Bytes(10)))?.Reason);
    }

    [Fact]
    public async Task Inspect_LongName_IsCut()
    {
        await using var daemon = FakeClamd.Answering(Encoding.ASCII.GetBytes($"stream: {new string('a', 1000)} FOUND\0"));

        Assert.Equal($"The virus scanner has found {new string('a', 128)}....", (await InspectAsync(daemon, Bytes(10)))?.Reason);
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", "Raise StreamMaxLength")]
    [InlineData("stream: Can't allocate memory ERROR\0", "no verdict: 'stream: Can\\x27t allocate memory ERROR'")]
    [InlineData("UNKNOWN COMMAND\0", "no verdict")]
    [InlineData("\0", "no verdict: ''")]
    [InlineData("stream: ok\0", "no verdict")]
    [InlineData("stream: OK \0", "no verdict")]
    [InlineData("stream: OK\n\0", "no verdict")]
    [InlineData("other: OK\0", "no verdict")]
    [InlineData("stream:  FOUND\0", "no verdict")]
    [InlineData("stream: FOUND\0", "no verdict")]
    [InlineData("stream: OK\0stream: Eicar FOUND\0", "more than one line")]
    [InlineData("stream: OK", "without a complete answer: 'stream: OK'")]
    [InlineData("", "without a complete answer: ''")]
    public async Task Inspect_NoVerdict_Throws(string answer, string message)
    {
        await using var daemon = FakeClamd.Answering(Encoding.Latin1.GetBytes(answer));

        var exception = await Assert.ThrowsAsync<ClamAvException>(() => InspectAsync(daemon, Bytes(10)));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_AnswerWithoutEnd_Throws()
    {
        await using var daemon = FakeClamd.Answering(Encoding.ASCII.GetBytes(new string('x', 5000)));

        var exception = await Assert.ThrowsAsync<ClamAvException>(() => InspectAsync(daemon, Bytes(10)));

        Assert.Contains("more than 4096 bytes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_LimitExceededWhileSending_ReadsTheAnswer()
    {
        await using var daemon = new FakeClamd(async (stream, cancellationToken) =>
        {
            var some = new byte[100_000];
            await stream.ReadExactlyAsync(some, cancellationToken);
            await stream.WriteAsync("INSTREAM size limit exceeded. ERROR\0"u8.ToArray(), cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        });

        var exception = await Assert.ThrowsAsync<ClamAvException>(() => InspectAsync(daemon, Bytes(20_000_000)));

        Assert.Contains("Raise StreamMaxLength", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_OkBeforeTheEndOfTheFile_Throws()
    {
        await using var daemon = new FakeClamd(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync("stream: OK\0"u8.ToArray(), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });

        await Assert.ThrowsAsync<ClamAvException>(() => InspectAsync(daemon, Bytes(50_000_000)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(100_000)]
    public async Task Inspect_DaemonClosesEarly_Throws(int after)
    {
        await using var daemon = new FakeClamd((stream, cancellationToken) => stream.ReadExactlyAsync(new byte[after], cancellationToken).AsTask());

        await Assert.ThrowsAsync<ClamAvException>(() => InspectAsync(daemon, Bytes(1_000_000)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Inspect_DaemonHangs_Throws(bool reads)
    {
        await using var daemon = new FakeClamd((stream, cancellationToken) =>
            reads ? stream.CopyToAsync(Stream.Null, cancellationToken) : Task.Delay(Timeout.Infinite, cancellationToken));

        var exception = await Assert.ThrowsAsync<ClamAvException>(
            () => InspectAsync(daemon, Bytes(30_000_000), timeout: TimeSpan.FromMilliseconds(300)));

        Assert.Contains("no progress", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_ClientDisconnects_IsCanceled()
    {
        await using var daemon = new FakeClamd((stream, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
        using var disconnected = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new ClamAvInspector(new("127.0.0.1", daemon.Port)).InspectAsync(Upload(Bytes(100), 100), disconnected.Token));
    }

    [Fact]
    public async Task Inspect_NobodyListens_Throws()
    {
        var daemon = FakeClamd.Answering();
        await daemon.DisposeAsync();

        var exception = await Assert.ThrowsAsync<ClamAvException>(() => InspectAsync(daemon, Bytes(10)));

        Assert.Contains("cannot be reached", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_StoreFails_ThrowsItsException()
    {
        await using var daemon = FakeClamd.Answering("stream: OK\0"u8.ToArray());
        var store = Substitute.For<IObjectStore>();
        store.OpenReadAsync(Arg.Any<ObjectKey>(), Arg.Any<ObjectProperties>(), Arg.Any<CancellationToken>())
            .Returns(new SlowStream(Bytes(1000), 100, failsAt: 500));

        await Assert.ThrowsAsync<IOException>(
            () => new ClamAvInspector(new("127.0.0.1", daemon.Port)).InspectAsync(Upload(store), Cancellation));

        Assert.Empty(daemon.Files);
    }

    [Theory]
    [InlineData("127.0.0.1:3310", "127.0.0.1", 3310)]
    [InlineData("clamav:3310", "clamav", 3310)]
    [InlineData("[::1]:3310", "::1", 3310)]
    public void Settings_Address_IsRead(string address, string host, int port)
    {
        var settings = ClamAvSettings.From(Configuration(address));

        Assert.Equal((host, port), (settings?.Host, settings?.Port));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("3310")]
    [InlineData(":3310")]
    [InlineData("tcp://127.0.0.1:3310")]
    [InlineData("127.0.0.1:0")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:3310/")]
    [InlineData("user@127.0.0.1:3310")]
    [InlineData("127.0.0.1:3310?a")]
    public void Settings_InvalidAddress_Throws(string address)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => ClamAvSettings.From(Configuration(address)));

        Assert.Contains("HOST:PORT", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Settings_NoAddress_IsNoScanner(string? address) => Assert.Null(ClamAvSettings.From(Configuration(address)));

    private static IConfiguration Configuration(string? address) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ClamAv:Address"] = address }).Build();

    private static Task<InspectionRejection?> InspectAsync(FakeClamd daemon, byte[] file, int longestRead = 100_000, TimeSpan? timeout = null)
    {
        var settings = new ClamAvSettings("127.0.0.1", daemon.Port) { Timeout = timeout ?? TimeSpan.FromMinutes(1) };
        return new ClamAvInspector(settings).InspectAsync(Upload(file, longestRead), Cancellation);
    }

    private static InspectedUpload Upload(byte[] file, int longestRead)
    {
        var store = Substitute.For<IObjectStore>();
        store.OpenReadAsync(Arg.Any<ObjectKey>(), Arg.Any<ObjectProperties>(), Arg.Any<CancellationToken>()).Returns(new SlowStream(file, longestRead));
        return Upload(store);
    }

    private static InspectedUpload Upload(IObjectStore store)
    {
        var key = new ObjectKey("videos/a.mp4");
        var declaration = new DeclaredUpload { StoreName = "media", Policy = "video", Key = key, ContentType = "video/mp4", Size = 1 };
        return new(declaration, key, new(1, "video/mp4", "\"1\"", DateTimeOffset.UnixEpoch), store);
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)(i * 31);
        }

        return bytes;
    }
}
