namespace PresignKit.SigV4.Tests.Presigning;

/// <summary>What a presigner refuses, before any work is done.</summary>
public class UrlPresignerTests
{
    private static readonly UrlPresigner Presigner = new(
        BucketEndpoint.Create("http://localhost:9000", "media", BucketAddressing.Path), new SigV4Credentials("AKIDEXAMPLE", "secret"), "us-east-1");

    [Fact]
    public void Presign_LocalTimeWithFraction_IsSignedInUtcWholeSeconds() =>
        Assert.Contains("X-Amz-Date=20261123T230203Z&X-Amz-Expires=300&", Presigner.Presign(Request()), StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(1.5)]
    [InlineData(604_801)]
    [InlineData(604_799.999)]
    public void Presign_LifetimeOutOfBounds_IsRefused(double seconds)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Presigner.Presign(Request(lifetime: TimeSpan.FromSeconds(seconds))));
        Assert.Throws<ArgumentOutOfRangeException>(() => Presigner.TryPresign(Request(lifetime: TimeSpan.FromSeconds(seconds)), new byte[2000], out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(604_800)]
    public void Presign_LifetimeAtTheBounds_IsSigned(int seconds) =>
        Assert.Contains($"X-Amz-Expires={seconds}&", Presigner.Presign(Request(lifetime: TimeSpan.FromSeconds(seconds))), StringComparison.Ordinal);

    [Theory]
    [InlineData("get")]
    [InlineData("")]
    [InlineData("GET ")]
    [InlineData("G\nT")]
    public void Presign_InvalidMethod_IsRefused(string method) =>
        Assert.ThrowsAny<ArgumentException>(() => Presigner.Presign(Request(method)));

    [Fact]
    public void Presign_NoTarget_IsRefusedAndNeverMeansTheBucket()
    {
        Assert.Throws<ArgumentException>(() => Presigner.Presign(Request(target: default(PresignTarget))));
        Assert.Throws<ArgumentException>(() => PresignTarget.ForObject(""));
        Assert.ThrowsAny<ArgumentException>(() => PresignTarget.ForObject(null!));
        Assert.StartsWith("http://localhost:9000/media?X-Amz-", Presigner.Presign(Request(target: PresignTarget.Bucket)), StringComparison.Ordinal);
        Assert.StartsWith("http://localhost:9000/media/?X-Amz-", Presigner.Presign(Request(target: PresignTarget.BucketWithSlash)), StringComparison.Ordinal);
    }

    [Fact]
    public void Presign_UnpairedSurrogate_IsRefusedEverywhere()
    {
        // Not in an attribute, which is stored as UTF-8 and would contain U+FFFD instead.
        foreach (var text in new[] { "\uD800", "a\uDC00b", "\uD83D", "\uDE00\uD83D", "😀\uD83D" })
        {
            Assert.Throws<ArgumentException>(() => Presigner.Presign(Request(target: PresignTarget.ForObject(text))));
            Assert.Throws<ArgumentException>(() => Presigner.Presign(Request(query: [new("a", text)])));
            Assert.Throws<ArgumentException>(() => Presigner.Presign(Request(query: [new(text, "a")])));
            Assert.Throws<ArgumentException>(() => Presigner.Presign(Request(headers: [new("a", text)])));
        }
    }

    [Fact]
    public void Presign_KeyWithControlCharacters_IsEncoded() =>
        Assert.StartsWith(
            "http://localhost:9000/media/%00%0A%0D%09%7F%C2%80/../%F0%9F%98%80?",
            Presigner.Presign(Request(target: PresignTarget.ForObject("\0\n\r\t\u007f\u0080/../😀"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("a", "b\r\nx-amz-acl: public-read")]
    [InlineData("a", "b\nc")]
    [InlineData("a", "b\rc")]
    [InlineData("a", "\0")]
    [InlineData("a", "\u001b")]
    [InlineData("a b", "c")]
    [InlineData("a:", "c")]
    [InlineData("a\n", "c")]
    [InlineData("", "c")]
    [InlineData("ä", "c")]
    [InlineData("a", null)]
    [InlineData(null, "c")]
    [InlineData("host", "evil")]
    [InlineData("HOST", "localhost:9000")]
    public void Presign_HeaderThatCannotBeSent_IsRefused(string? name, string? value) =>
        Assert.Throws<ArgumentException>(() => Presigner.Presign(Request(headers: [new(name!, value!)])));

    [Theory]
    [InlineData("X-Amz-Algorithm")]
    [InlineData("X-Amz-Credential")]
    [InlineData("X-Amz-Date")]
    [InlineData("X-Amz-Expires")]
    [InlineData("X-Amz-Security-Token")]
    [InlineData("X-Amz-SignedHeaders")]
    [InlineData("X-Amz-Signature")]
    [InlineData("x-amz-signature")]
    [InlineData("X-AMZ-EXPIRES")]
    public void Presign_ParameterOfTheSignature_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => Presigner.Presign(Request(query: [new(name, "1")])));

    [Fact]
    public void Presign_ManyParameters_AreSortedByEncodedNameThenValue()
    {
        var names = Enumerable.Range(0, 60).Select(i => new NameValue($"p{i % 7}é", $"{i % 13} v")).Append(new("pz", "")).Append(new("A", "1"))
            .Append(new("X-Amz-Bcd", "2"))
            .ToArray();
        var url = Presigner.Presign(Request(query: names));
        var parameters = url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..url.IndexOf("&X-Amz-Signature", StringComparison.Ordinal)].Split('&');

        Assert.Equal(parameters.OrderBy(p => p.Split('=')[0], StringComparer.Ordinal).ThenBy(p => p.Split('=')[1], StringComparer.Ordinal), parameters);
        Assert.Equal(names.Length + 5, parameters.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("UNSIGNED-PAYLOAD\n")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    public void Presign_InvalidPayloadHash_IsRefused(string payloadHash) => Assert.Throws<ArgumentException>(() => Presigner.Presign(new PresignRequest
    {
        Method = "PUT",
        Target = PresignTarget.ForObject("x"),
        SignedAt = DateTimeOffset.UnixEpoch,
        Lifetime = TimeSpan.FromSeconds(1),
        PayloadHash = payloadHash,
    }));

    [Theory]
    [InlineData("", "s3")]
    [InlineData("us-east-1/s3", "s3")]
    [InlineData("us east", "s3")]
    [InlineData("us-east-1", "")]
    [InlineData("us-east-1", "s3\n")]
    public void Constructor_InvalidScope_IsRefused(string region, string service)
    {
        var endpoint = BucketEndpoint.Create("http://localhost", "media", BucketAddressing.Path);
        Assert.Throws<ArgumentException>(() => new UrlPresigner(endpoint, new SigV4Credentials("A", "s"), region, service));
        Assert.Throws<ArgumentException>(() => new UrlPresigner(endpoint, new SigV4Credentials("A", "s"), new string('a', 65)));
    }

    [Fact]
    public void Presign_AcrossDaysAndThreads_NeverMixesMoments()
    {
        var start = new DateTimeOffset(2026, 1, 1, 23, 59, 50, TimeSpan.Zero);
        string At(int second) => Presigner.Presign(new PresignRequest
        {
            Method = "GET", Target = PresignTarget.ForObject("x"), SignedAt = start.AddSeconds(second), Lifetime = TimeSpan.FromSeconds(9),
        });
        var expected = Enumerable.Range(0, 20).Select(At).ToArray();

        Assert.Equal(20, expected.Distinct().Count());
        Parallel.For(0, 20_000, i => Assert.Equal(expected[i % 20], At(i % 20)));
    }

    [Fact]
    public void Presign_WriterThatItselfSigns_WritesBothUrlsCorrectly()
    {
        var writer = new NestingWriter();
        Presigner.Presign(Request(), writer);

        Assert.Equal(Presigner.Presign(Request()), writer.Outer);
        Assert.Equal(Presigner.Presign(Request(target: PresignTarget.ForObject("nested"))), writer.Nested);
    }

    private static PresignRequest Request(
        string method = "GET",
        PresignTarget? target = null,
        TimeSpan? lifetime = null,
        NameValue[]? headers = null,
        NameValue[]? query = null) => new()
    {
        Method = method,
        Target = target ?? PresignTarget.ForObject("x"),
        SignedAt = new DateTimeOffset(2026, 11, 24, 1, 2, 3, 999, TimeSpan.FromHours(2)),
        Lifetime = lifetime ?? TimeSpan.FromMinutes(5),
        Headers = headers,
        Query = query,
    };

    private sealed class NestingWriter : System.Buffers.IBufferWriter<byte>
    {
        private readonly byte[] _bytes = new byte[2000];

        public string? Nested { get; private set; }

        public string? Outer { get; private set; }

        public Span<byte> GetSpan(int sizeHint = 0)
        {
            Nested = Presigner.Presign(Request(target: PresignTarget.ForObject("nested")));
            return _bytes;
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => throw new NotSupportedException();

        public void Advance(int count) => Outer = System.Text.Encoding.ASCII.GetString(_bytes, 0, count);
    }
}
