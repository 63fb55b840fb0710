using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using PresignKit.Benchmarks.Browser.Links;

namespace PresignKit.BrowserTests.Network;

/// <summary>The relay that the browser benchmarks measure through does to bytes what it says, and nothing else.</summary>
public sealed class ShapedRelayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(5, 0)]
    [InlineData(50, 100)]
    [InlineData(200, 0)]
    public async Task Up_WithARate_TakesAsLongAsTheRateSays(double megabits, int roundTrip)
    {
        var shape = new LinkShape { Up = megabits * 1e6, RoundTrip = TimeSpan.FromMilliseconds(roundTrip) };
        await using var sink = new Sink();
        await using var relay = new ShapedRelay(new(shape)) { Server = sink.Address };
        var bytes = RandomNumberGenerator.GetBytes((int)(megabits * 1e6 / 8));
        using var socket = await ConnectAsync(relay);
        var begun = Stopwatch.GetTimestamp();

        await SendAsync(socket, bytes);
        var digest = await AnswerAsync(socket);

        // One second on the link, two round trips for the handshake and for the answer. How much longer it takes is up to the machine.
        var expected = 1 + (2 * shape.RoundTrip.TotalSeconds);
        Assert.True(Stopwatch.GetElapsedTime(begun).TotalSeconds >= expected * 0.96);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(bytes)), digest);
    }

    [Fact]
    public async Task Up_OfThreeConnections_IsTheRateOfAll()
    {
        await using var sink = new Sink();
        await using var relay = new ShapedRelay(new(new() { Up = 24e6 })) { Server = sink.Address };
        var bytes = RandomNumberGenerator.GetBytes(1_000_000);
        var begun = Stopwatch.GetTimestamp();

        var ends = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            using var socket = await ConnectAsync(relay);
            await SendAsync(socket, bytes);
            await AnswerAsync(socket);
            return Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }));

        // Who is first is up to the machine.
        Assert.True(ends.Max() >= 0.96);
        Assert.True(ends.Min() >= 0.32);
    }

    [Fact]
    public async Task RoundTrip_OfASmallMessage_IsTheDelay()
    {
        await using var sink = new Sink();
        await using var relay = new ShapedRelay(new(new() { RoundTrip = TimeSpan.FromMilliseconds(100) })) { Server = sink.Address };
        var begun = Stopwatch.GetTimestamp();

        using var socket = await ConnectAsync(relay);
        await SendAsync(socket, [1]);
        await AnswerAsync(socket);

        Assert.True(Stopwatch.GetElapsedTime(begun).TotalMilliseconds >= 199);
    }

    [Fact]
    public async Task Down_WithARate_TakesAsLongAsTheRateSays()
    {
        await using var sink = new Sink(answer: 2_500_000);
        await using var relay = new ShapedRelay(new(new() { Down = 20e6 })) { Server = sink.Address };
        using var socket = await ConnectAsync(relay);
        var begun = Stopwatch.GetTimestamp();

        await SendAsync(socket, [1]);
        var answer = await AnswerAsync(socket);

        Assert.Equal(2_500_000, answer.Length);
        Assert.True(Stopwatch.GetElapsedTime(begun).TotalSeconds >= 0.96);
    }

    [Fact]
    public async Task Up_WithStalls_IsHeldAndGoesOn()
    {
        var shape = new LinkShape { Up = 40e6, StallEvery = TimeSpan.FromSeconds(0.4), StallFor = TimeSpan.FromSeconds(0.5) };
        await using var sink = new Sink();
        await using var relay = new ShapedRelay(new(shape)) { Server = sink.Address };
        var bytes = RandomNumberGenerator.GetBytes(5_000_000);
        using var socket = await ConnectAsync(relay);
        var begun = Stopwatch.GetTimestamp();

        await SendAsync(socket, bytes);
        var digest = await AnswerAsync(socket);

        Assert.True(Stopwatch.GetElapsedTime(begun).TotalSeconds > 1.4, "There was no stall.");
        Assert.Equal(Convert.ToHexString(SHA256.HashData(bytes)), digest);
    }

    [Fact]
    public void Stalls_OfTheSameSeed_AreTheSameAndKeepTheOrder()
    {
        var shape = new LinkShape { StallEvery = TimeSpan.FromSeconds(2), StallFor = TimeSpan.FromSeconds(1) };
        var (one, other) = (new StallSchedule(shape, seed: 7), new StallSchedule(shape, seed: 7));
        // The second is asked in another order.
        var moments = Enumerable.Range(0, 1000).Select(i => TimeSpan.FromMilliseconds(i * 20)).ToArray();
        var last = other.Skip(moments[^1]);

        var skipped = moments.Select(one.Skip).ToArray();

        Assert.Equal(skipped, moments.Select(other.Skip));
        Assert.Equal(last, skipped[^1]);
        Assert.Equal(skipped, skipped.Order());
        Assert.InRange(moments.Zip(skipped).Count(pair => pair.First != pair.Second), 200, 500);
    }

    [Fact]
    public async Task Up_WithResets_BreaksConnections()
    {
        await using var sink = new Sink();
        await using var relay = new ShapedRelay(new(new() { ResetEvery = 100_000 })) { Server = sink.Address };
        using var socket = await ConnectAsync(relay);

        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            await SendAsync(socket, new byte[5_000_000]);
            Assert.NotEqual("", await AnswerAsync(socket));
        });
    }

    [Fact]
    public async Task Flip_OfOnePut_ChangesOneBitOfThatBody()
    {
        await using var sink = new Sink();
        var flip = new BitFlip();
        await using var relay = new ShapedRelay(new(new()), flip) { Server = sink.Address };
        flip.Arm(request: 1, position: 0.5);
        var requests = new[] { "GET / HTTP/1.1\r\n\r\n", Put(100), "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", Put(1000), Put(10) };
        using var socket = await ConnectAsync(relay);

        await SendAsync(socket, Encoding.ASCII.GetBytes(string.Concat(requests)));
        await AnswerAsync(socket);

        var expected = Encoding.ASCII.GetBytes(string.Concat(requests));
        var received = sink.Received.ToArray();
        var differences = Enumerable.Range(0, expected.Length).Where(i => expected[i] != received[i]).ToArray();
        Assert.Equal(expected.Length, received.Length);
        Assert.Equal(1, System.Numerics.BitOperations.PopCount((uint)(expected[differences.Single()] ^ received[differences[0]])));
        // In the middle of the body of the second PUT.
        Assert.Equal(string.Concat(requests.Take(4)).Length - 500, differences[0]);
        Assert.Equal((true, 3), (flip.IsDone, flip.Requests));

        static string Put(int length) => $"PUT /a HTTP/1.1\r\nHost: a\r\ncontent-length: {length}\r\n\r\n{new string('x', length)}";
    }

    private static async Task<Socket> ConnectAsync(ShapedRelay relay)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, relay.Port, Cancellation);
        return socket;
    }

    private static async Task SendAsync(Socket socket, byte[] bytes)
    {
        for (ReadOnlyMemory<byte> left = bytes; !left.IsEmpty;)
        {
            left = left[await socket.SendAsync(left, Cancellation)..];
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task<string> AnswerAsync(Socket socket)
    {
        var answer = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer, Cancellation) is > 0 and var count)
        {
            answer.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return answer.ToString();
    }

    /// <summary>Answers each connection, once it has ended, with the SHA-256 of what came, or with as many bytes as asked for.</summary>
    private sealed class Sink : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _accepting;
        private readonly int? _answer;

        public Sink(int? answer = null)
        {
            _answer = answer;
            _listener.Start();
            _accepting = AcceptAsync();
        }

        public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

        /// <summary>What the last connection brought.</summary>
        public MemoryStream Received { get; private set; } = new();

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _accepting;
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    _ = ServeAsync(await _listener.AcceptSocketAsync());
                }
            }
            catch (SocketException)
            {
                // Stopped.
            }
        }

        private async Task ServeAsync(Socket socket)
        {
            try
            {
                await using var stream = new NetworkStream(socket, ownsSocket: true);
                var received = new MemoryStream();
                await stream.CopyToAsync(received);
                Received = received;
                var digest = Convert.ToHexString(SHA256.HashData(received.ToArray()));
                await stream.WriteAsync(Encoding.ASCII.GetBytes(_answer is { } length ? new string('a', length) : digest));
            }
            catch (IOException)
            {
                // Reset.
            }
        }
    }
}
