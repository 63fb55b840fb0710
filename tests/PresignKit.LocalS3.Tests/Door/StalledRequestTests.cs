using System.Text;
using Microsoft.Extensions.Time.Testing;
using PresignKit.LocalS3.Http;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Door;

/// <summary>Clients that stop sending.</summary>
public sealed class StalledRequestTests
{
    private static readonly DoorLimits PauseOnly = new() { BodyPause = TimeSpan.FromSeconds(60), DataRateGrace = TimeSpan.FromDays(1) };

    /// <summary>A body that started fast has earned any average; only the pause counts.</summary>
    [Fact]
    public async Task Put_BodyStalls_EndsAndLeavesNoFile()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var store = await LimitedStore.StartAsync(PauseOnly, clock);
        var url = new Uri(store.Sign.Url("PUT", "stalled"));
        using var connection = await RawConnection.OpenAsync(store.Endpoint);
        await connection.SendAsync($"PUT {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: 2000000\r\n\r\n{new string('x', 1_000_000)}");
        await store.WaitForBodyAsync();

        var answer = connection.ReadToEndAsync();
        await clock.AdvanceUntilAsync(answer, PauseOnly.BodyPause);

        Assert.StartsWith("HTTP/1.1 400", await answer, StringComparison.Ordinal);
        Assert.Contains("<Code>RequestTimeout</Code>", await answer, StringComparison.Ordinal);
        Assert.Equal(0, store.BodyCount);
    }

    /// <summary>All bytes of the content are there, but the trailer that vouches for them never comes.</summary>
    [Fact]
    public async Task Put_TrailerStalls_EndsAndLeavesNoFile()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var store = await LimitedStore.StartAsync(PauseOnly, clock);
        using var request = HeaderSigned.Request(
            store.Endpoint,
            "PUT",
            "/media/stalled",
            clock.GetUtcNow(),
            payloadHash: "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            headers: [("x-amz-decoded-content-length", "5"), ("x-amz-trailer", "x-amz-checksum-crc32")]);
        using var connection = await RawConnection.OpenAsync(store.Endpoint);
        await connection.SendAsync($"PUT /media/stalled HTTP/1.1\r\nHost: {new Uri(store.Endpoint).Authority}\r\nContent-Length: 60\r\n"
            + string.Concat(request.Headers.NonValidated.Select(header => $"{header.Key}: {header.Value}\r\n")) + "\r\n5\r\nhello\r\n0\r\nx-amz-checksum-c");
        await store.WaitForBodyAsync();

        var answer = connection.ReadToEndAsync();
        await clock.AdvanceUntilAsync(answer, PauseOnly.BodyPause);

        Assert.Contains("<Code>RequestTimeout</Code>", await answer, StringComparison.Ordinal);
        Assert.Equal(0, store.BodyCount);
    }

    [Fact]
    public async Task Post_FileStalls_EndsAndLeavesNoFile()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var store = await LimitedStore.StartAsync(PauseOnly, clock);
        var post = store.Sign.Post(new PostPolicy("stalled", TimeSpan.FromDays(5)));
        using var connection = await RawConnection.OpenAsync(store.Endpoint);
        await connection.SendAsync("POST /media HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n"
            + string.Concat(post.Fields.Select(f => $"--b\r\nContent-Disposition: form-data; name=\"{f.Name}\"\r\n\r\n{f.Value}\r\n"))
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n" + new string('x', 100_000));
        await store.WaitForBodyAsync();

        var answer = connection.ReadToEndAsync();
        await clock.AdvanceUntilAsync(answer, PauseOnly.BodyPause);

        Assert.Contains("<Code>RequestTimeout</Code>", await answer, StringComparison.Ordinal);
        Assert.Equal(0, store.BodyCount);
    }

    /// <summary>A client that never pauses for long, but sends one byte now and then.</summary>
    [Fact]
    public async Task Put_BodyTrickles_Ends()
    {
        await using var store = await LimitedStore.StartAsync(new DoorLimits { DataRate = 1_000_000, DataRateGrace = TimeSpan.FromSeconds(1.5) });
        var url = new Uri(store.Sign.Url("PUT", "slow"));
        using var connection = await RawConnection.OpenAsync(store.Endpoint);
        await connection.SendAsync($"PUT {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: 2000000\r\n\r\nx");

        var answer = connection.ReadToEndAsync();
        while (!answer.IsCompleted)
        {
            await connection.FloodAsync("x", 1);
            await Task.WhenAny(answer, Task.Delay(100, TestContext.Current.CancellationToken));
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        // A byte that meets the closed connection resets it, and then the answer can be lost.
        Assert.Matches("^$|<Code>RequestTimeout</Code>", await answer);
        Assert.Equal(0, store.BodyCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET /media/a HTTP/1.1\r\nHost: localhost\r\nX-Half: ")]
    [InlineData("GET /media/a HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    public async Task Connection_IdleOrHalfSent_IsClosed(string sent)
    {
        await using var store = await LimitedStore.StartAsync(new DoorLimits { HeaderTime = TimeSpan.FromSeconds(1), IdleTime = TimeSpan.FromSeconds(1) });
        using var connection = await RawConnection.OpenAsync(store.Endpoint);
        await connection.SendAsync(sent);

        var answer = await connection.ReadToEndAsync(); // Returns only when the store has closed the connection.

        Assert.DoesNotContain("HTTP/1.1 2", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_MoreThanTheLimit_AreClosed()
    {
        await using var store = await LimitedStore.StartAsync(new DoorLimits { Connections = 2 });
        using var first = await RawConnection.OpenAsync(store.Endpoint);
        using var second = await RawConnection.OpenAsync(store.Endpoint);
        await first.SendAsync("GET / HTTP/1.1\r\n");
        await second.SendAsync("GET / HTTP/1.1\r\n");

        // The server accepts one after the other, so the third one is above the limit.
        Assert.Equal("", await RawConnection.ExchangeAsync(store.Endpoint, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    /// <summary>Nothing that an anonymous client sends is read beyond its headers, let alone stored.</summary>
    [Theory]
    [InlineData("PUT /media/anonymous", "")]
    [InlineData("PUT /media/anonymous?partNumber=1&uploadId=1", "")]
    [InlineData("POST /media?delete", "")]
    [InlineData("POST /media/anonymous?uploadId=1", "")]
    [InlineData("PUT /media?cors", "")]
    [InlineData("PUT /new-bucket", "")]
    [InlineData("PUT /media/anonymous?X-Amz-Signature=0", "")]
    [InlineData("PUT /media/anonymous", "Authorization: AWS4-HMAC-SHA256 Credential=A/20200101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0\r\n")]
    public async Task Anonymous_BodyOfAnyRequest_IsNotRead(string line, string header)
    {
        await using var store = await LimitedStore.StartAsync(DoorLimits.Default);
        using var connection = await RawConnection.OpenAsync(store.Endpoint);

        // The body never comes, so a store that waited for it would not answer; one that wanted it would ask for it with 100.
        await connection.SendAsync(
            $"{line} HTTP/1.1\r\nHost: localhost\r\n{header}Expect: 100-continue\r\nConnection: close\r\nContent-Length: 1000000000\r\n\r\n");
        var answer = await connection.ReadToEndAsync();

        Assert.Matches("^HTTP/1.1 40[03]", answer);
        Assert.Equal(0, store.BodyCount);
    }

    [Theory]
    [InlineData("request line", "GET /media/{0} HTTP/1.1\r\nHost: localhost\r\n\r\n", 70_000, "414")]
    [InlineData("query", "GET /media/a?{0} HTTP/1.1\r\nHost: localhost\r\n\r\n", 70_000, "414")]
    [InlineData("header bytes", "GET /media/a HTTP/1.1\r\nHost: localhost\r\nA: {0}\r\n\r\n", 70_000, "431")]
    [InlineData("number of headers", "GET /media/a HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", 1, "431")]
    public async Task Anonymous_OversizedHead_IsRefused(string what, string format, int size, string status)
    {
        await using var store = await LimitedStore.StartAsync(DoorLimits.Default);
        var many = string.Concat(Enumerable.Range(0, 101).Select(i => $"A{i}: 1\r\n"));

        var answer = await RawConnection.ExchangeAsync(
            store.Endpoint, string.Format(System.Globalization.CultureInfo.InvariantCulture, format, new string('a', size), many));

        Assert.True(answer.StartsWith($"HTTP/1.1 {status}", StringComparison.Ordinal), $"{what}: {answer}");
    }

    /// <summary>A line of the chunked framing that never ends.</summary>
    [Fact]
    public async Task Put_EndlessChunkExtension_IsRefused()
    {
        await using var store = await LimitedStore.StartAsync(DoorLimits.Default);
        using var request = HeaderSigned.Request(
            store.Endpoint,
            "PUT",
            "/media/extension",
            DateTimeOffset.UtcNow,
            Encoding.ASCII.GetBytes("5;chunk-signature=" + new string('0', 5_000_000)),
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            headers: ("x-amz-decoded-content-length", "5"));
        using var http = new HttpClient();

        await (await http.SendAsync(request, TestContext.Current.CancellationToken)).RefusedAsync(400, "InvalidRequest");

        Assert.Equal(0, store.BodyCount);
    }
}
