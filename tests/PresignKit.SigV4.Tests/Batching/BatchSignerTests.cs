using System.Buffers;
using System.Text;
using PresignKit.SigV4.Batching;
using PresignKit.SigV4.Tests.Suites;

namespace PresignKit.SigV4.Tests.Batching;

/// <summary>A batch returns the same URLs as signing them one by one, which the vectors verify.</summary>
public class BatchSignerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 14, 0, 0, TimeSpan.Zero);

    private static readonly SigV4Credentials Credentials = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    private static readonly UrlPresigner Presigner = NewPresigner();

    public static IEnumerable<TheoryDataRow<string>> GoldenIds => Golden.Ids.Where(row => Golden.Get(row.Data).Input.Key.Length > 0);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(1500)]
    public void Presign_AnyCount_ReturnsTheUrlsSignedOneByOne(int count)
    {
        AssertAlike(Presigner, Batch(), [.. Enumerable.Range(0, count).Select(i => $"videos/{i:D6}/segment.ts")]);
        AssertAlike(Presigner, Batch(), [.. Enumerable.Range(0, count).Select(i => new string('k', 20 + (i * 37 % 181)) + i)]);
    }

    [Theory]
    [InlineData("ab", new[] { 0, 2 })]
    [InlineData("ab", new[] { 1, 1 })]
    [InlineData("ab", new[] { 2, 1 })]
    [InlineData("ab", new[] { 1, 3 })]
    [InlineData("ab", new[] { -1 })]
    [InlineData("\u00e4b", new[] { 1, 3 })]
    public void PresignUtf8_WhatIsNotKeys_ThrowsAndWritesNothing(string text, int[] ends)
    {
        var writer = new ArrayBufferWriter<byte>();

        Assert.Throws<ArgumentException>(() => Presigner.PresignUtf8(Batch(), Encoding.UTF8.GetBytes(text), ends, writer));

        Assert.Equal(0, writer.WrittenCount);
    }

    [Fact]
    public void PresignUtf8_BytesThatAreNotUtf8_Throws() => Assert.Throws<ArgumentException>(
        () => Presigner.PresignUtf8(Batch(), [(byte)'a', 0xC0, 0xAF], [3], new ArrayBufferWriter<byte>()));

    [Fact]
    public void Presign_KeysOfEveryLength_ReturnsTheUrlsSignedOneByOne() =>
        AssertAlike(Presigner, Batch(), [.. Enumerable.Range(1, 1024).Select(length => new string('x', length))]);

    // Keys of equal length share the end of their canonical requests, and those in one folder the start; keys end at every position in a block.
    [Fact]
    public void Presign_KeysOfOneLength_ReturnsTheUrlsSignedOneByOne()
    {
        for (var length = 1; length <= 200; length++)
        {
            AssertAlike(Presigner, Batch(), [.. Numbered(40, length, 'f')]);
            AssertAlike(Presigner, Batch(), [.. Numbered(40, length, 'f').Select(key => new string([.. key.Reverse()]))]);
        }
    }

    [Fact]
    public void Presign_RunsOfOneLength_ReturnsTheUrlsSignedOneByOne()
    {
        AssertAlike(Presigner, Batch(), [.. Enumerable.Range(1, 1500).Select(i => $"films/42/seg-{i}.ts")]);
        foreach (var run in new[] { 1, 3, 15, 16, 17, 31, 33, 130 })
        {
            AssertAlike(Presigner, Batch(), [.. Enumerable.Range(0, 400).Select(i => new string('r', 1 + (i / run % 7)) + $"{i:D4}")]);
        }

        AssertAlike(Presigner, Batch(), [.. Numbered(127, 60, 'f'), "another", .. Numbered(127, 60, 'f')]);
        AssertAlike(Presigner, Batch(), [.. Numbered(16, 60, 'f'), new string('x', 61), .. Numbered(20, 61, 'f')]);
    }

    // The keys have equal lengths but the encoded ones do not, or the other way round.
    [Fact]
    public void Presign_KeysOfOneLengthThatAreEscaped_ReturnsTheUrlsSignedOneByOne()
    {
        AssertAlike(Presigner, Batch(), [.. Enumerable.Range(0, 200).Select(i => $"bücher/東京/{i:D5}.mp4")]);
        AssertAlike(Presigner, Batch(), [.. Enumerable.Range(0, 200).Select(i => $"{(i % 50 == 49 ? 'ü' : 'u')}{i:D5}.mp4")]);
        AssertAlike(Presigner, Batch(), [.. Enumerable.Range(0, 200).Select(i => i % 40 == 39 ? $"123456{i:D5}" : $"ü{i:D5}")]);
    }

    [Fact]
    public void Presign_OneKeyManyTimes_ReturnsTheUrlsSignedOneByOne()
    {
        // Requests whose key ends just before, at, and just after the end of a block.
        for (var length = 40; length <= 48; length++)
        {
            AssertAlike(Presigner, Batch(), [.. Enumerable.Repeat(new string('k', length), 150)]);
        }
    }

    // A template keeps one ending for each position in a block at which keys end: here the same position, but one block later.
    [Fact]
    public void Presign_AlternatingLengths_ReturnsTheUrlsSignedOneByOne()
    {
        for (var run = 0; run < 3; run++)
        {
            foreach (var length in new[] { 20, 84, 21, 20 })
            {
                AssertAlike(Presigner, Batch(), [.. Numbered(64, length, 'f')]);
            }
        }
    }

    [Fact]
    public void Presign_KeysThatAreEscaped_ReturnsTheUrlsSignedOneByOne()
    {
        string[] odd = ["a b+c%20", "ümläut/ß", "😀/📹.mp4", "..", "a/../../b", "/leading", "x?y#z&=", "\0\n\r", "日本語/動画.mp4", "~-._", "a//b", "plain"];
        AssertAlike(Presigner, Batch(), [.. Enumerable.Range(0, 300).Select(i => odd[i % odd.Length] + i)]);
    }

    // The head of the string to sign grows with the region, so the hash starts at every position in a word and a block.
    [Fact]
    public void Presign_RegionsOfEveryLength_ReturnsTheUrlsSignedOneByOne()
    {
        for (var length = 1; length <= 64; length++)
        {
            AssertAlike(NewPresigner(region: new string('r', length)), Batch(), [.. Enumerable.Range(0, 40).Select(i => $"key/{i}")]);
        }
    }

    [Fact]
    public void Presign_EveryOption_ReturnsTheUrlsSignedOneByOne()
    {
        var token = new SigV4Credentials("ASIAEXAMPLE", "secret", new string('t', 1200) + "+/=");
        var batch = new PresignBatch
        {
            Method = "PUT",
            SignedAt = Now,
            Lifetime = TimeSpan.FromDays(7),
            Headers = new NameValue[]
            {
                new("X-Amz-Meta-Name", " a   b "),
                new("Content-Type", "video/mp4"),
                new("if-none-match", "*"),
                new("x-amz-meta-name", "c"),
            },
            Query = new NameValue[] { new("uploadId", "x+y/z="), new("partNumber", "17"), new("A", "before"), new("X-Amz-D", "between") },
            PayloadHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        };
        var keys = Enumerable.Range(0, 300).Select(i => $"v/{i}").ToArray();
        AssertAlike(NewPresigner(credentials: token), batch, keys);
        AssertAlike(NewPresigner(credentials: token, addressing: BucketAddressing.VirtualHost), batch, keys);
        AssertAlike(NewPresigner(endpoint: "https://proxy.example.com:8443/s3/prefix"), batch, keys);
    }

    // From fewer blocks than the order of a window distinguishes to many more, so that lanes of one class end at different times; and windows
    // that are full before they have all their URLs, in buffers too large to be kept.
    [Theory]
    [InlineData(3_000)]
    [InlineData(12_000)]
    public void Presign_MessagesOfSeveralKilobytes_ReturnsTheUrlsSignedOneByOne(int tokenLength)
    {
        var token = new SigV4Credentials("ASIAEXAMPLE", "secret", new string('t', tokenLength) + "+/=");
        string[] keys = [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? new string('ü', 1 + (i * 31 % 500)) : new string('k', 1 + (i * 53 % 1024)))];
        AssertAlike(NewPresigner(credentials: token), Batch(), keys);
        AssertAlike(Presigner, Batch(), ["a", "b", "c"]);
    }

    [Theory]
    [MemberData(nameof(GoldenIds))]
    public void Presign_GoldenInputManyTimes_ReturnsTheGoldenSignatureEachTime(string id)
    {
        var (input, expected) = (Golden.Get(id).Input, Golden.Get(id).Expected);
        var request = input.Request();
        var urls = new string[21];
        input.Presigner().Presign(
            new PresignBatch
            {
                Method = request.Method,
                SignedAt = request.SignedAt,
                Lifetime = request.Lifetime,
                Headers = request.Headers,
                Query = request.Query,
            },
            [.. Enumerable.Repeat(input.Key, urls.Length)],
            urls);

        Assert.All(urls, url => Assert.EndsWith($"X-Amz-Signature={expected.Signature}", url, StringComparison.Ordinal));
    }

    [Fact]
    public void Presign_WithSeparators_CallsBackBeforeEachUrlInOrder()
    {
        var keys = Enumerable.Range(0, 200).Select(i => new string('a', i + 1)).ToArray();
        var writer = new ArrayBufferWriter<byte>();
        Presigner.Presign(Batch(), keys, writer, (i, output) => output.Write(Encoding.ASCII.GetBytes($"\n#{i}\n")));

        var expected = string.Concat(keys.Select((key, i) => $"\n#{i}\n{One(Presigner, Batch(), key)}"));
        Assert.Equal(expected, Encoding.ASCII.GetString(writer.WrittenSpan));
    }

    [Fact]
    public void Presign_CallbackThatSignsABatch_BothAreCorrect()
    {
        var keys = Enumerable.Range(0, 150).Select(i => $"outer/{i}").ToArray();
        string[] inner = ["inner/1", "inner/2", "inner/3"];
        var (outerWriter, innerWriter) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        Presigner.Presign(Batch(), keys, outerWriter, (_, _) => Presigner.Presign(Batch(), inner, innerWriter));

        Assert.Equal(string.Concat(keys.Select(k => One(Presigner, Batch(), k))), Encoding.ASCII.GetString(outerWriter.WrittenSpan));
        var once = string.Concat(inner.Select(k => One(Presigner, Batch(), k)));
        Assert.Equal(string.Concat(Enumerable.Repeat(once, keys.Length)), Encoding.ASCII.GetString(innerWriter.WrittenSpan));
    }

    [Fact]
    public void Presign_CallbackThrows_NextBatchIsCorrect()
    {
        Assert.Throws<InvalidOperationException>(
            () => Presigner.Presign(Batch(), ["a", "b"], new ArrayBufferWriter<byte>(), (_, _) => throw new InvalidOperationException()));
        AssertAlike(Presigner, Batch(), ["a", "b", "c"]);
    }

    // The keys are changed after they were checked. A URL without a key would list the bucket.
    [Theory]
    [InlineData(128)]
    [InlineData(200)]
    public void Presign_CallbackRemovesAKey_IsRefusedAndNoBucketUrlIsWritten(int index)
    {
        foreach (var length in new[] { 0, 20 })
        {
            foreach (var bad in new[] { "", null, "\uD800" })
            {
                string[] keys = [.. Enumerable.Range(0, 300).Select(i => $"k{i:D4}{new string('x', length == 0 ? i % 7 : length)}")];
                var writer = new ArrayBufferWriter<byte>();
                Assert.ThrowsAny<ArgumentException>(() => Presigner.Presign(Batch(), keys, writer, (_, _) => keys[index] = bad!));

                Assert.DoesNotContain("media-library/?", Encoding.ASCII.GetString(writer.WrittenSpan), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Presign_OneInvalidKey_IsRefusedWithItsIndexAndNothingIsWritten()
    {
        foreach (var bad in new[] { "", null, "\uD800" })
        {
            var keys = Enumerable.Range(0, 400).Select(i => i == 333 ? bad : $"k{i}").ToArray();
            var urls = new string[keys.Length];
            var writer = new ArrayBufferWriter<byte>();

            Assert.Contains("333", Assert.Throws<ArgumentException>(() => Presigner.Presign(Batch(), keys!, urls)).Message, StringComparison.Ordinal);
            Assert.Contains("333", Assert.Throws<ArgumentException>(() => Presigner.Presign(Batch(), keys!, writer)).Message, StringComparison.Ordinal);
            Assert.All(urls, Assert.Null);
            Assert.Equal(0, writer.WrittenCount);
        }
    }

    [Fact]
    public void Presign_BatchThatCannotBeSigned_IsRefused()
    {
        string[] keys = ["a"];
        var urls = new string[1];
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Presigner.Presign(new PresignBatch { Method = "GET", SignedAt = Now, Lifetime = TimeSpan.Zero }, keys, urls));
        Assert.Throws<ArgumentException>(
            () => Presigner.Presign(new PresignBatch { Method = "get", SignedAt = Now, Lifetime = TimeSpan.FromSeconds(1) }, keys, urls));
        Assert.Throws<ArgumentException>(() => Presigner.Presign(
            new PresignBatch
            {
                Method = "GET",
                SignedAt = Now,
                Lifetime = TimeSpan.FromSeconds(1),
                Query = new NameValue[] { new("X-Amz-Date", "1") },
            }, keys, urls));
        Assert.Throws<ArgumentException>(() => Presigner.Presign(Batch(), keys, Span<string>.Empty));
        Assert.Throws<ArgumentNullException>(() => Presigner.Presign(Batch(), keys, (IBufferWriter<byte>)null!));
    }

    // Also for alternating runs of keys whose lengths differ by a block, so that they end at the same position in a block.
    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    public void Presign_BytesIntoTheSameBuffer_AllocatesNothing(int apart)
    {
        var keys = Enumerable.Range(0, PresignWindow.MaxUrls * 3).Select(i => $"videos/{new string('v', i / 16 % 2 * apart)}{i}.mp4").ToArray();
        var writer = new ArrayBufferWriter<byte>(1024 * 1024);
        // Until tier 1 compilation, code of the runtime itself allocates: it boxes what it compares with null.
        var allocated = long.MaxValue;
        for (var run = 0; run < 2000 && allocated > 0; run++)
        {
            writer.ResetWrittenCount();
            var before = GC.GetAllocatedBytesForCurrentThread();
            Presigner.Presign(Batch(), keys, writer);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static IEnumerable<string> Numbered(int count, int length, char fill) =>
        Enumerable.Range(0, count).Select(i => $"{new string(fill, length)}{i:D3}"[^length..]);

    private static PresignBatch Batch() => new() { Method = "GET", SignedAt = Now, Lifetime = TimeSpan.FromMinutes(15) };

    private static UrlPresigner NewPresigner(
        string region = "eu-central-1",
        SigV4Credentials? credentials = null,
        string endpoint = "https://s3.eu-central-1.amazonaws.com",
        BucketAddressing addressing = BucketAddressing.Path) =>
        new(BucketEndpoint.Create(endpoint, "media-library", addressing), credentials ?? Credentials, region);

    private static string One(UrlPresigner presigner, in PresignBatch batch, string key) => presigner.Presign(batch.For(PresignTarget.ForObject(key)));

    private static void AssertAlike(UrlPresigner presigner, in PresignBatch batch, string[] keys)
    {
        var expected = new string[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            expected[i] = One(presigner, batch, keys[i]);
        }

        var urls = new string[keys.Length];
        presigner.Presign(batch, keys, urls);
        Assert.Equal(expected, urls);

        var writer = new ArrayBufferWriter<byte>();
        presigner.Presign(batch, keys, writer);
        Assert.Equal(string.Concat(expected), Encoding.ASCII.GetString(writer.WrittenSpan));

        writer.Clear();
        var utf8 = Encoding.UTF8.GetBytes(string.Concat(keys));
        var end = 0;
        var ends = keys.Select(key => end += Encoding.UTF8.GetByteCount(key)).ToArray();
        presigner.PresignUtf8(batch, utf8, ends, writer);
        Assert.Equal(string.Concat(expected), Encoding.ASCII.GetString(writer.WrittenSpan));

        writer.Clear();
        presigner.PresignUtf8(batch, utf8, ends, writer, static (i, text) => Encoding.ASCII.GetBytes($"\n{i}\n", text));
        Assert.Equal(string.Concat(expected.Select((url, i) => $"\n{i}\n{url}")), Encoding.ASCII.GetString(writer.WrittenSpan));
    }
}
