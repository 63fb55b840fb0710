using System.Globalization;
using CsCheck;
using PresignKit.SigV4.Batching;
using PresignKit.SigV4.Tests.Suites;

namespace PresignKit.SigV4.Tests.Batching;

/// <summary>A batch of parts returns the same URLs as signing them one by one, which the vectors verify.</summary>
public class PartBatchSignerTests
{
    private const long PartSize = 64L * 1024 * 1024;
    private const string CephUploadId = "2~VmR4HkEx9uYvQkq0Zr8pWn5tLs3bJd7";
    private const string AmazonUploadId =
        "ibZBv_75gd9r8lH_gqXatLdxMVpAlj6ygeWQgmWm.FNNgcKQUH4cLpCDZbYdhjqtTBx8WdPFQpyTSVvjMRXoVYbgEyfnYkJpGCWtLAFoDQsJo5gmx8oe4gS0GpEbeHEa";

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 14, 0, 0, TimeSpan.Zero);

    private static readonly SigV4Credentials Credentials = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    private static readonly UrlPresigner Presigner = NewPresigner();

    // The first and last numbers of each number of digits, and as many as lanes and windows have.
    private static readonly int[] Telling = [.. Enumerable.Range(1, 12), 98, 99, 100, 101, .. Enumerable.Range(990, 40), 9_998, 9_999, 10_000];

    [Fact]
    public void Presign_EveryNumber_ReturnsTheUrlsSignedOneByOne() =>
        AssertAlike(Presigner, Batch(), [.. Enumerable.Range(1, PresignPartBatch.MaxPartNumber)]);

    [Fact]
    public void Presign_EmptyObject_HasOneEmptyPart() => AssertAlike(Presigner, Batch(size: 0), [1]);

    [Theory]
    [InlineData(1)]
    [InlineData(PartSize - 1)]
    [InlineData(PartSize)]
    public void Presign_AnyLastPart_ReturnsTheUrlsSignedOneByOne(long lastPartSize)
    {
        foreach (var count in new[] { 1, 2, 9, 10, 17, 300 })
        {
            AssertAlike(Presigner, Batch(size: ((count - 1) * PartSize) + lastPartSize), [.. Enumerable.Range(1, count)]);
        }
    }

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
    [InlineData(257)]
    public void Presign_AnyCount_ReturnsTheUrlsSignedOneByOne(int count)
    {
        foreach (var first in new[] { 1, 95, 1_000, PresignPartBatch.MaxPartNumber - count + 1 })
        {
            AssertAlike(Presigner, Batch(), [.. Enumerable.Range(first, count)]);
        }
    }

    [Fact]
    public void Presign_AnyOrder_ReturnsTheUrlsInThisOrder()
    {
        AssertAlike(Presigner, Batch(), [.. Telling.Reverse()]);
        AssertAlike(Presigner, Batch(), [.. Enumerable.Range(1, 3_000).Select(i => 1 + (i * 7_919 % PresignPartBatch.MaxPartNumber))]);
    }

    // The list comes from a client, which may repeat itself.
    [Fact]
    public void Presign_RepeatedNumbers_ReturnsAUrlForEach()
    {
        AssertAlike(Presigner, Batch(), [.. Enumerable.Repeat(7, 300)]);
        AssertAlike(Presigner, Batch(), [.. Enumerable.Repeat(PresignPartBatch.MaxPartNumber, 300)]);
        AssertAlike(Presigner, Batch(), [.. Enumerable.Range(0, 600).Select(i => i % 2 == 0 ? 10_000 : 1 + (i % 3))]);
    }

    // The number starts at every position in a block, and its digits fit into the block or not.
    [Fact]
    public void Presign_KeysOfEveryLength_ReturnsTheUrlsSignedOneByOne()
    {
        for (var length = 1; length <= 130; length++)
        {
            AssertAlike(Presigner, Batch(key: new string('k', length)), Telling);
        }
    }

    // The ending has every length, so its padding fits into the last block or not.
    [Fact]
    public void Presign_UploadIdsOfEveryLength_ReturnsTheUrlsSignedOneByOne()
    {
        for (var length = 1; length <= 130; length++)
        {
            AssertAlike(Presigner, Batch(uploadId: new string('u', length)), Telling);
        }
    }

    [Theory]
    [InlineData(CephUploadId)]
    [InlineData(AmazonUploadId)]
    [InlineData("a+b/c==")]
    [InlineData("&partNumber=7")]
    [InlineData("x&X-Amz-Signature=0")]
    [InlineData(" %25\n日本📹")]
    public void Presign_OddKeysAndUploadIds_ReturnsTheUrlsSignedOneByOne(string text)
    {
        AssertAlike(Presigner, Batch(uploadId: text), Telling);
        AssertAlike(Presigner, Batch(key: "a//../" + text), Telling);
        AssertAlike(NewPresigner(credentials: new("id&partNumber=", "secret", "token&partNumber=")), Batch(key: text, uploadId: text), Telling);
    }

    [Theory]
    [InlineData(1_200)]
    [InlineData(12_000)]
    public void Presign_EveryOption_ReturnsTheUrlsSignedOneByOne(int tokenLength)
    {
        var token = new SigV4Credentials("ASIAEXAMPLE", "secret", new string('t', tokenLength) + "+/=");
        var batch = new PresignPartBatch
        {
            Key = "bücher/a b.mp4",
            UploadId = CephUploadId,
            ObjectSize = (9_999 * PartSize) + 1,
            PartSize = PartSize,
            SignedAt = Now,
            Lifetime = TimeSpan.FromDays(7),
            Headers = new NameValue[]
            {
                new("X-Amz-Meta-Name", " a   b "), new("Content-Type", "video/mp4"), new("A", "before"), new("x-amz-meta-name", "c"),
            },
        };
        AssertAlike(NewPresigner(credentials: token), batch, Telling);
        AssertAlike(NewPresigner(credentials: token, addressing: BucketAddressing.VirtualHost), batch, Telling);
        AssertAlike(NewPresigner(endpoint: "https://proxy.example.com:8443/s3/prefix"), batch, Telling);
        AssertAlike(NewPresigner(endpoint: "https://proxy.example.com/s3", pathPrefix: PathPrefixRule.RemovedByProxy), batch, Telling);
    }

    [Fact]
    public void Presign_RandomUpload_ReturnsTheUrlsSignedOneByOneAndVerified()
    {
        var plans = Gen.Select(Gen.Long[1, 5L << 30], Gen.Int[1, PresignPartBatch.MaxPartNumber], Gen.Long[1, 5L << 30]).Select(
            (partSize, count, last) => (PartSize: partSize, Count: count, Size: ((count - 1) * partSize) + Math.Min(last, partSize)));
        var places = Gen.Select(
            Generators.Endpoint,
            Generators.Credentials,
            Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"].Array[1, 64].Select(region => new string(region)));
        Gen.Select(places, Generators.Key, Generators.Key, plans, Gen.Int[0, int.MaxValue].Array[1, 80], Generators.Instant, Gen.Int[1, 604_800]).Sample(
            (place, key, uploadId, plan, picks, signedAt, seconds) =>
            {
                var (endpoint, credentials, region) = place;
                var presigner = new UrlPresigner(endpoint, credentials, region);
                int[] numbers = [.. picks.Select(pick => 1 + (pick % plan.Count))];
                var batch = new PresignPartBatch
                {
                    Key = key,
                    UploadId = uploadId,
                    ObjectSize = plan.Size,
                    PartSize = plan.PartSize,
                    SignedAt = signedAt,
                    Lifetime = TimeSpan.FromSeconds(seconds),
                };
                var urls = AssertAlike(presigner, batch, numbers);

                var size = numbers[0] == plan.Count ? plan.Size - ((plan.Count - 1) * plan.PartSize) : plan.PartSize;
                Assert.Equal(SigV4Failure.None, Verify(urls[0], endpoint, credentials, region, signedAt, size));
                Assert.Equal(SigV4Failure.SignatureMismatch, Verify(urls[0], endpoint, credentials, region, signedAt, size + 1));
            },
            iter: 300);
    }

    // The list of another part, and a part of another length, are refused.
    [Fact]
    public void Presign_NumberOrLengthChanged_IsNotVerified()
    {
        var endpoint = BucketEndpoint.Create("https://s3.eu-central-1.amazonaws.com", "media-library", BucketAddressing.Path);
        var urls = new string[Telling.Length];
        Presigner.Presign(Batch(), Telling, urls);
        for (var i = 0; i < urls.Length; i++)
        {
            var size = Telling[i] == PresignPartBatch.MaxPartNumber ? 1 : PartSize;
            var number = $"&partNumber={Telling[i]}&";
            Assert.Contains(number, urls[i], StringComparison.Ordinal);
            Assert.Equal(SigV4Failure.None, Verify(urls[i], endpoint, Credentials, "eu-central-1", Now, size));
            Assert.Equal(SigV4Failure.SignatureMismatch, Verify(urls[i], endpoint, Credentials, "eu-central-1", Now, size - 1));
            var other = urls[i].Replace(number, $"&partNumber={Telling[i] + 1}&", StringComparison.Ordinal);
            Assert.Equal(SigV4Failure.SignatureMismatch, Verify(other, endpoint, Credentials, "eu-central-1", Now, size));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Presign_NumberThatTheUploadDoesNotHave_IsRefusedWithItsIndexAndNothingIsWritten(int number)
    {
        int[] numbers = [.. Enumerable.Range(1, 333), number, .. Enumerable.Range(1, 100)];
        var urls = new string[numbers.Length];
        var failure = Assert.Throws<ArgumentOutOfRangeException>(() => Presigner.Presign(Batch(), numbers, urls));

        Assert.Contains("333", failure.Message, StringComparison.Ordinal);
        Assert.Contains("from 1 to 10000", failure.Message, StringComparison.Ordinal);
        Assert.All(urls, Assert.Null);
    }

    [Fact]
    public void Presign_PartsOfASmallUpload_RefusesTheOneAfterTheLast()
    {
        var batch = Batch(size: (2 * PartSize) + 1);
        AssertAlike(Presigner, batch, [3, 1, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Presigner.Presign(Batch(size: (2 * PartSize) + 1), [4], new string[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Presigner.Presign(Batch(size: 2 * PartSize), [3], new string[1]));
    }

    [Theory]
    [InlineData("", "id", 1, 1, 60)]
    [InlineData(null, "id", 1, 1, 60)]
    [InlineData("key", "", 1, 1, 60)]
    [InlineData("key", null, 1, 1, 60)]
    [InlineData("key", "id", -1, 1, 60)]
    [InlineData("key", "id", long.MinValue, 1, 60)]
    [InlineData("key", "id", 1, 0, 60)]
    [InlineData("key", "id", 1, long.MinValue, 60)]
    [InlineData("key", "id", 10_001, 1, 60)]
    [InlineData("key", "id", long.MaxValue, 1, 60)]
    [InlineData("key", "id", 1, 1, 0)]
    [InlineData("key", "id", 1, 1, 604_801)]
    public void Presign_BatchThatCannotBeSigned_IsRefusedEvenWithoutNumbers(string? key, string? uploadId, long size, long partSize, int seconds)
    {
        Assert.ThrowsAny<ArgumentException>(() => Presigner.Presign(
            new PresignPartBatch
            {
                Key = key!,
                UploadId = uploadId!,
                ObjectSize = size,
                PartSize = partSize,
                SignedAt = Now,
                Lifetime = TimeSpan.FromSeconds(seconds),
            },
            [],
            []));
    }

    [Fact]
    public void Presign_UnpairedSurrogate_IsRefused()
    {
        foreach (var text in new[] { "\uD800", "a\uDC00b" })
        {
            Assert.Contains("The key", Refusal(text, "id"), StringComparison.Ordinal);
            Assert.Contains("The upload ID", Refusal("key", text), StringComparison.Ordinal);
        }

        static string Refusal(string key, string uploadId) =>
            Assert.Throws<ArgumentException>(() => Presigner.Presign(Batch(key, uploadId), [1], new string[1])).Message;
    }

    [Theory]
    [InlineData("Content-Length", "1")]
    [InlineData("CONTENT-LENGTH", "67108864")]
    [InlineData("host", "example.com")]
    [InlineData("x-name", "a\nb")]
    public void Presign_HeaderThatCannotBeSigned_IsRefused(string name, string value) =>
        Assert.Throws<ArgumentException>(() => Presigner.Presign(
            new PresignPartBatch
            {
                Key = "key",
                UploadId = "id",
                ObjectSize = 1,
                PartSize = 1,
                SignedAt = Now,
                Lifetime = TimeSpan.FromSeconds(1),
                Headers = new NameValue[] { new(name, value) },
            },
            [1],
            new string[1]));

    [Fact]
    public void Presign_TooLittleRoom_IsRefused() => Assert.Throws<ArgumentException>(() => Presigner.Presign(Batch(), [1, 2], new string[1]));

    [Fact]
    public void Presign_OneBatchOnManyThreads_NeverMixes()
    {
        string[] expected = [.. Telling.Select(number => One(Presigner, Batch(), number))];
        Parallel.For(0, 500, i =>
        {
            var urls = new string[Telling.Length];
            Presigner.Presign(Batch(), Telling, urls);
            Assert.Equal(expected, urls);
        });
    }

    // Only the strings take more memory if there are more parts.
    [Fact]
    public void Presign_ManyParts_AllocatesOneStringForEach()
    {
        const long FixedCost = 24 * 1024;
        var urls = new string[PresignPartBatch.MaxPartNumber];
        foreach (var count in new[] { 1, PresignWindow.MaxUrls, PresignPartBatch.MaxPartNumber })
        {
            int[] numbers = [.. Enumerable.Range(1, count)];
            Presigner.Presign(Batch(), numbers, urls);
            var strings = urls.Take(count).Sum(url => (22L + (2 * url.Length) + 7) & ~7L);

            // Until tier 1 compilation, code of the runtime itself allocates: it boxes what it compares with null.
            var besides = long.MaxValue;
            for (var run = 0; run < 200 && besides > FixedCost; run++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                Presigner.Presign(Batch(), numbers, urls);
                besides = GC.GetAllocatedBytesForCurrentThread() - before - strings;
            }

            Assert.InRange(besides, 0, FixedCost);
        }
    }

    private static PresignPartBatch Batch(
        string key = "videos/intro.mp4", string uploadId = AmazonUploadId, long size = ((PresignPartBatch.MaxPartNumber - 1) * PartSize) + 1) => new()
    {
        Key = key,
        UploadId = uploadId,
        ObjectSize = size,
        PartSize = PartSize,
        SignedAt = Now,
        Lifetime = TimeSpan.FromMinutes(15),
    };

    private static UrlPresigner NewPresigner(
        SigV4Credentials? credentials = null,
        string endpoint = "https://s3.eu-central-1.amazonaws.com",
        BucketAddressing addressing = BucketAddressing.Path,
        PathPrefixRule pathPrefix = PathPrefixRule.PassedOn) =>
        new(BucketEndpoint.Create(endpoint, "media-library", addressing, pathPrefix), credentials ?? Credentials, "eu-central-1");

    private static string[] AssertAlike(UrlPresigner presigner, in PresignPartBatch batch, int[] numbers)
    {
        var expected = new string[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            expected[i] = One(presigner, batch, numbers[i]);
        }

        var urls = new string[numbers.Length];
        presigner.Presign(batch, numbers, urls);
        Assert.Equal(expected, urls);
        return urls;
    }

    private static string One(UrlPresigner presigner, in PresignPartBatch batch, int number)
    {
        var size = Math.Min(batch.PartSize, batch.ObjectSize - ((number - 1) * batch.PartSize));
        return presigner.Presign(new PresignRequest
        {
            Method = "PUT",
            Target = PresignTarget.ForObject(batch.Key),
            SignedAt = batch.SignedAt,
            Lifetime = batch.Lifetime,
            Headers = [.. batch.Headers, new("content-length", size.ToString(CultureInfo.InvariantCulture))],
            Query = [new("uploadId", batch.UploadId), new("partNumber", number.ToString(CultureInfo.InvariantCulture))],
        });
    }

    private static SigV4Failure Verify(
        string url, BucketEndpoint endpoint, SigV4Credentials credentials, string region, DateTimeOffset now, long length)
    {
        NameValue[] headers = [new("Host", endpoint.Host), new("Content-Length", length.ToString(CultureInfo.InvariantCulture))];
        return new SigV4Verifier(_ => credentials, region).VerifyPresignedUrl(new("PUT", Golden.TargetOf(url), headers), now).Failure;
    }
}
