using System.Text;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Tests.Chunked;

public class AwsChunkedStreamTests
{
    private const string Signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string SignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private const string UnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private const string Date = "20130524T000000Z";
    private const string Scope = "20130524/us-east-1/s3/aws4_request";

    private static readonly DateTimeOffset Now = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly SigV4Credentials Credentials = new("AKIAIOSFODNN7EXAMPLE", Secret);
    private static readonly byte[] Key = SigningKey.DeriveBytes(Encoding.UTF8.GetBytes(Secret), "20130524", "us-east-1", "s3");
    private static readonly SigV4Verifier Verifier = new(_ => Credentials, "us-east-1");
    private static readonly byte[][] Parts = [Repeat('a', 20), Repeat('b', 9000), Repeat('c', 1)];
    private static readonly byte[] Content = [.. Parts.SelectMany(p => p)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The example in the S3 API Reference: the signature of the request and those of its three chunks.</summary>
    [Fact]
    public async Task ReadAsync_DocumentedExample_IsVerified()
    {
        const string Seed = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
        var request = new WireRequest("PUT", "/examplebucket/chunkObject.txt",
        [
            new("Host", "s3.amazonaws.com"), new("x-amz-date", Date), new("x-amz-storage-class", "REDUCED_REDUNDANCY"),
            new("x-amz-content-sha256", Signed), new("Content-Encoding", "aws-chunked"), new("x-amz-decoded-content-length", "66560"), new(
                "Content-Length",
                "66824"),
            new(
                "Authorization",
                $"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/{Scope},"
                + "SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,"
                + $"Signature={Seed}"),
        ]);
        var encoder = new ChunkedBody(Key, Date, Scope, Seed);
        var body = encoder.Chunk(Repeat('a', 65536)).Chunk(Repeat('a', 1024)).Chunk([]).End();

        Assert.Equal(66824, body.Length);
        Assert.Equal(
            [
                "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
                "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
                "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
            ],
            encoder.Signatures);
        var verification = Verifier.VerifyHeaders(request, Now);
        Assert.Equal(SigV4Failure.None, verification.Failure);
        using var stream = new AwsChunkedStream(request, verification, new MemoryStream(body));
        Assert.Equal(Repeat('a', 66560), await ReadAllAsync(stream));
    }

    /// <summary>The example with a trailing checksum.</summary>
    [Fact]
    public async Task ReadAsync_DocumentedTrailerExample_IsVerified()
    {
        const string Seed = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";
        var request = new WireRequest("PUT", "/examplebucket/chunkObject.txt",
        [
            new("Host", "s3.amazonaws.com"), new("x-amz-date", Date), new("x-amz-storage-class", "REDUCED_REDUNDANCY"),
            new("x-amz-content-sha256", SignedTrailer), new("Content-Encoding", "aws-chunked"), new("x-amz-decoded-content-length", "66560"),
            new("x-amz-trailer", "x-amz-checksum-crc32c"),
            new(
                "Authorization",
                $"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/{Scope},"
                + "SignedHeaders=content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer,"
                + $"Signature={Seed}"),
        ]);
        var encoder = new ChunkedBody(Key, Date, Scope, Seed);
        var body = encoder.Chunk(Repeat('a', 65536)).Chunk(Repeat('a', 1024)).Chunk([]).Trailers(("x-amz-checksum-crc32c", "sOO8/Q==")).End();

        Assert.Equal("d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435", encoder.Signatures[^1]);
        var verification = Verifier.VerifyHeaders(request, Now);
        Assert.Equal(SigV4Failure.None, verification.Failure);
        using var stream = new AwsChunkedStream(request, verification, new MemoryStream(body));
        Assert.Equal(66560, (await ReadAllAsync(stream)).Length);
        Assert.Equal([new NameValue("x-amz-checksum-crc32c", "sOO8/Q==")], stream.Trailers);
    }

    [Theory]
    [InlineData(Signed)]
    [InlineData(SignedTrailer)]
    [InlineData(UnsignedTrailer)]
    public async Task ReadAsync_WholeBody_ReturnsContentAndTrailers(string mode)
    {
        using var stream = Open(mode, Body(mode), oneByteAtATime: false);

        Assert.Equal(Content.Length, stream.DecodedLength);
        Assert.Equal(Content, await ReadAllAsync(stream));
        Assert.Equal(mode == Signed ? [] : [new NameValue("x-amz-checksum-crc32", "AAAAAA==")], stream.Trailers);
        Assert.Equal(0, await stream.ReadAsync(new byte[1], Token));
    }

    [Theory]
    [InlineData(Signed)]
    [InlineData(SignedTrailer)]
    [InlineData(UnsignedTrailer)]
    public async Task ReadAsync_BodyInSingleBytes_ReturnsContent(string mode)
    {
        using var stream = Open(mode, Body(mode), oneByteAtATime: true);
        Assert.Equal(Content, await ReadAllAsync(stream, bufferSize: 7));
    }

    [Theory]
    [InlineData(Signed)]
    [InlineData(SignedTrailer)]
    [InlineData(UnsignedTrailer)]
    public async Task ReadAsync_EmptyContent_Ends(string mode)
    {
        using var stream = Open(mode, Body(mode, []), oneByteAtATime: false, length: 0);
        Assert.Empty(await ReadAllAsync(stream));
    }

    /// <summary>A signed body with any byte changed, any prefix of it, and an additional byte: all are refused.</summary>
    [Theory]
    [InlineData(Signed)]
    [InlineData(SignedTrailer)]
    public async Task ReadAsync_AnyTamperedByte_IsRefused(string mode)
    {
        byte[][] parts = [Repeat('a', 20), Repeat('b', 30)];
        var body = Body(mode, parts);
        for (var i = 0; i < body.Length; i++)
        {
            var tampered = body.ToArray();
            tampered[i] ^= 1;
            await AssertRefusedAsync(mode, tampered, 50, $"byte {i}");
            await AssertRefusedAsync(mode, body[..i], 50, $"cut at {i}");
        }

        await AssertRefusedAsync(mode, [.. body, (byte)'x'], 50, "an additional byte");
        await AssertRefusedAsync(mode, [.. body, .. body], 50, "twice");
    }

    [Fact]
    public async Task ReadAsync_TruncatedUnsignedBody_IsRefused()
    {
        var body = Body(UnsignedTrailer, [Repeat('a', 20), Repeat('b', 30)]);
        for (var i = 0; i < body.Length; i++)
        {
            await AssertRefusedAsync(UnsignedTrailer, body[..i], 50, $"cut at {i}");
        }

        await AssertRefusedAsync(UnsignedTrailer, [.. body, (byte)'x'], 50, "an additional byte");
    }

    [Theory]
    [InlineData("0\r\n\r\n", AwsChunkedError.LengthMismatch)]
    [InlineData("4\r\nabcd\r\n0\r\n\r\n", AwsChunkedError.LengthMismatch)]
    [InlineData("2\r\nab\r\n0\r\n\r\n", AwsChunkedError.LengthMismatch)]
    [InlineData("3\r\nab", AwsChunkedError.Truncated)]
    [InlineData("3\r\nabc\r\n", AwsChunkedError.Truncated)]
    [InlineData("3\r\nabcd\r\n0\r\n", AwsChunkedError.MalformedChunk)]
    [InlineData("3\nabc\n0\n\n", AwsChunkedError.Truncated)]
    [InlineData("\r\nabc\r\n0\r\n\r\n", AwsChunkedError.MalformedChunk)]
    [InlineData("-3\r\nabc\r\n0\r\n\r\n", AwsChunkedError.MalformedChunk)]
    [InlineData("+3\r\nabc\r\n0\r\n\r\n", AwsChunkedError.MalformedChunk)]
    [InlineData(" 3\r\nabc\r\n0\r\n\r\n", AwsChunkedError.MalformedChunk)]
    [InlineData("0x3\r\nabc\r\n0\r\n\r\n", AwsChunkedError.MalformedChunk)]
    [InlineData("3;x=y\r\nabc\r\n0\r\n\r\n", AwsChunkedError.MalformedChunk)]
    [InlineData("ffffffffffffffff\r\nabc\r\n0\r\n\r\n", AwsChunkedError.MalformedChunk)]
    [InlineData("fffffffffffffff\r\nabc\r\n0\r\n\r\n", AwsChunkedError.LengthMismatch)]
    [InlineData("3\r\nabc\r\n0\r\n\r\n", AwsChunkedError.MalformedTrailer)]
    [InlineData("3\r\nabc\r\n0\r\nx-amz-checksum-crc32\r\n\r\n", AwsChunkedError.MalformedTrailer)]
    [InlineData("3\r\nabc\r\n0\r\nx-amz-acl:public-read\r\n\r\n", AwsChunkedError.MalformedTrailer)]
    [InlineData("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:a\r\nx-amz-checksum-crc32:a\r\n\r\n", AwsChunkedError.MalformedTrailer)]
    [InlineData("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:a\r\nx-amz-trailer-signature:a\r\n\r\n", AwsChunkedError.MalformedTrailer)]
    [InlineData("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:a\0\r\n\r\n", AwsChunkedError.MalformedTrailer)]
    [InlineData("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:a\r\n", AwsChunkedError.Truncated)]
    [InlineData("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:a\r\n\r\nx", AwsChunkedError.MalformedChunk)]
    public async Task ReadAsync_MalformedBody_IsRefusedWithItsError(string body, AwsChunkedError error)
    {
        using var stream = Open(UnsignedTrailer, Encoding.ASCII.GetBytes(body), oneByteAtATime: false, length: 3);

        Assert.Equal(error, (await Assert.ThrowsAsync<AwsChunkedException>(() => ReadAllAsync(stream))).Error);
        Assert.Empty(stream.Trailers);
        Assert.Equal(error, (await Assert.ThrowsAsync<AwsChunkedException>(() => ReadAllAsync(stream))).Error);
    }

    [Fact]
    public async Task ReadAsync_EndlessLine_IsRefusedInConstantMemory()
    {
        using var stream = Open(UnsignedTrailer, Repeat('0', 1_000_000), oneByteAtATime: false, length: 3);
        Assert.Equal(AwsChunkedError.MalformedChunk, (await Assert.ThrowsAsync<AwsChunkedException>(() => ReadAllAsync(stream))).Error);
    }

    [Fact]
    public async Task ReadAsync_ReorderedChunks_AreRefused()
    {
        var (request, verification) = Receive(Signed, 40);
        ChunkedBody Encoder() => new(Key, Date, Scope, Signature(request));
        var inOrder = Encoder().Chunk(Repeat('a', 20)).Chunk(Repeat('b', 20)).Chunk([]).End();
        var chunk = Encoding.ASCII.GetByteCount($"14;chunk-signature={new string('0', 64)}\r\n") + 20 + 2;
        byte[] moved = [.. inOrder[chunk..(2 * chunk)], .. inOrder[..chunk], .. inOrder[(2 * chunk)..]];

        using var stream = new AwsChunkedStream(request, verification, new MemoryStream(moved));
        Assert.Equal(AwsChunkedError.ChunkSignatureMismatch, (await Assert.ThrowsAsync<AwsChunkedException>(() => ReadAllAsync(stream))).Error);
    }

    [Fact]
    public async Task ReadAsync_ChangedTrailer_IsRefused()
    {
        var text = Encoding.ASCII.GetString(Body(SignedTrailer)).Replace("AAAAAA==", "BAAAAA==", StringComparison.Ordinal);
        using var stream = Open(SignedTrailer, Encoding.ASCII.GetBytes(text), oneByteAtATime: false);
        Assert.Equal(AwsChunkedError.TrailerSignatureMismatch, (await Assert.ThrowsAsync<AwsChunkedException>(() => ReadAllAsync(stream))).Error);
    }

    [Fact]
    public void Constructor_RequestThatIsNotChunked_IsRefused()
    {
        var (request, verification) = Receive(Signed, 3);
        AwsChunkedError Open(WireRequest r, SigV4Verification v) =>
            Assert.Throws<AwsChunkedException>(() => new AwsChunkedStream(r, v, Stream.Null)).Error;

        var (plainRequest, plain) = Receive("UNSIGNED-PAYLOAD", 3);
        Assert.Equal(AwsChunkedError.NotChunked, Open(plainRequest, plain));
        Assert.Equal(AwsChunkedError.NotChunked, Open(request, Verifier.VerifyHeaders(request, Now.AddDays(1))));
        Assert.Equal(AwsChunkedError.MissingDecodedLength, Open(new WireRequest("PUT", "/", []), verification));
        Assert.Equal(AwsChunkedError.MissingDecodedLength, Open(new WireRequest("PUT", "/", [new("x-amz-decoded-content-length", "-1")]), verification));
        Assert.Equal(
            AwsChunkedError.MissingDecodedLength,
            Open(new WireRequest("PUT", "/", [new("x-amz-decoded-content-length", "3"), new("x-amz-decoded-content-length", "3")]), verification));
        Assert.Equal(
            AwsChunkedError.MalformedTrailer,
            Open(new WireRequest("PUT", "/", [new("x-amz-decoded-content-length", "3"), new("x-amz-trailer", "a b")]), verification));
    }

    private static async Task AssertRefusedAsync(string mode, byte[] body, int length, string change)
    {
        using var stream = Open(mode, body, oneByteAtATime: false, length);
        try
        {
            await ReadAllAsync(stream);
        }
        catch (AwsChunkedException)
        {
            return;
        }

        Assert.Fail($"{mode} was accepted after: {change}");
    }

    private static byte[] Body(string mode) => Body(mode, Parts);

    private static byte[] Body(string mode, byte[][] parts)
    {
        if (mode == UnsignedTrailer)
        {
            return ChunkedBody.Unsigned(parts, ("x-amz-checksum-crc32", "AAAAAA=="));
        }

        var body = new ChunkedBody(Key, Date, Scope, Signature(Receive(mode, parts.Sum(p => p.Length)).Request));
        foreach (var part in parts)
        {
            body.Chunk(part);
        }

        body.Chunk([]);
        return (mode == SignedTrailer ? body.Trailers(("x-amz-checksum-crc32", "AAAAAA==")) : body).End();
    }

    private static AwsChunkedStream Open(string mode, byte[] body, bool oneByteAtATime, int? length = null)
    {
        var (request, verification) = Receive(mode, length ?? Content.Length);
        return new AwsChunkedStream(request, verification, oneByteAtATime ? new SingleByteStream(body) : new MemoryStream(body));
    }

    private static (WireRequest Request, SigV4Verification Verification) Receive(string mode, int length)
    {
        List<NameValue> headers =
        [
            new("host", "localhost"), new("x-amz-date", Date), new("x-amz-content-sha256", mode),
            new("x-amz-decoded-content-length", length.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
        if (mode is SignedTrailer or UnsignedTrailer)
        {
            headers.Add(new NameValue("x-amz-trailer", "x-amz-checksum-crc32"));
        }

        var authorization = new HeaderSigner(Credentials, "us-east-1").Sign("PUT", "/media/x", [], [.. headers], mode, Now);
        var request = new WireRequest("PUT", "/media/x", [.. headers, new("authorization", authorization)]);
        var verification = Verifier.VerifyHeaders(request, Now);
        Assert.True(verification.IsVerified);
        return (request, verification);
    }

    private static string Signature(WireRequest request) => request.Headers[^1].Value[^64..];

    private static byte[] Repeat(char c, int count) => Encoding.ASCII.GetBytes(new string(c, count));

    private static async Task<byte[]> ReadAllAsync(Stream stream, int bufferSize = 4096)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, bufferSize, Token);
        return all.ToArray();
    }

    private sealed class SingleByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
