using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Multipart;

public sealed class MultipartTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const int PartSize = 5 * 1024 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Complete_WithPresignedParts_CreatesTheObjectWithS3sEntityTag()
    {
        byte[] first = RandomNumberGenerator.GetBytes(PartSize), second = RandomNumberGenerator.GetBytes(1000);
        var id = await CreateAsync("multi/a", new NameValue("content-type", "video/mp4"));
        var tags = new[] { await PartAsync("multi/a", id, 1, first), await PartAsync("multi/a", id, 2, second) };

        var response = await CompleteAsync("multi/a", id, (1, tags[0]), (2, tags[1].Trim('"')));
        var answer = XElement.Parse(await response.TextAsync());
        var read = await store.Sign.SendAsync("GET", "multi/a");

#pragma warning disable CA5351 // S3 entity tags use MD5.
        var expected = Convert.ToHexStringLower(MD5.HashData([.. MD5.HashData(first), .. MD5.HashData(second)])) + "-2";
#pragma warning restore CA5351
        Assert.Equal($"\"{expected}\"", read.Headers.ETag!.Tag);
        Assert.Equal($"\"{expected}\"", Value(answer, "ETag"));
        Assert.Equal($"{store.Server.Endpoint}/media/multi/a", Value(answer, "Location"));
        Assert.Equal("video/mp4", read.Content.Headers.ContentType!.ToString());
        Assert.Equal((byte[])[.. first, .. second], await read.Content.ReadAsByteArrayAsync(Ct));
        await (await CompleteAsync("multi/a", id, (1, tags[0]))).RefusedAsync(404, "NoSuchUpload");
    }

    [Fact]
    public async Task Get_RangeAcrossParts_IsSeamless()
    {
        byte[] first = RandomNumberGenerator.GetBytes(PartSize), second = RandomNumberGenerator.GetBytes(1000);
        var id = await CreateAsync("multi/range");
        await CompleteAsync("multi/range", id, (1, await PartAsync("multi/range", id, 1, first)), (2, await PartAsync("multi/range", id, 2, second)));

        var read = await store.Sign.SendAsync("GET", "multi/range", loose: [new NameValue("Range", $"bytes={PartSize - 10}-{PartSize + 9}")]);

        Assert.Equal((byte[])[.. first[^10..], .. second[..10]], await read.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task Complete_InvalidParts_IsRefusedAndKeepsTheUpload()
    {
        var id = await CreateAsync("multi/wrong");
        var small = await PartAsync("multi/wrong", id, 1, [1]);
        var last = await PartAsync("multi/wrong", id, 2, [2]);

        await (await CompleteAsync("multi/wrong", id, (2, last), (1, small))).RefusedAsync(400, "InvalidPartOrder");
        await (await CompleteAsync("multi/wrong", id, (1, small), (1, small))).RefusedAsync(400, "InvalidPartOrder");
        await (await CompleteAsync("multi/wrong", id, (1, last))).RefusedAsync(400, "InvalidPart");
        await (await CompleteAsync("multi/wrong", id, (3, last))).RefusedAsync(400, "InvalidPart");
        await (await CompleteAsync("multi/wrong", id)).RefusedAsync(400, "MalformedXML");
        var error = await (await CompleteAsync("multi/wrong", id, (1, small), (2, last))).RefusedAsync(400, "EntityTooSmall");
        Assert.Equal("1", error.Element("PartNumber")!.Value);
        await store.AssertMissingAsync("multi/wrong");

        Assert.Equal(HttpStatusCode.OK, (await CompleteAsync("multi/wrong", id, (2, last))).StatusCode);
        Assert.Equal("\u0002", await store.GetTextAsync("multi/wrong"));
    }

    [Fact]
    public async Task Complete_IfNoneMatchOnExistingKey_IsRefused()
    {
        await store.PutTextAsync("multi/exists", "old");
        var id = await CreateAsync("multi/exists");
        var tag = await PartAsync("multi/exists", id, 1, [1]);

        var response = await CompleteAsync("multi/exists", id, [new NameValue("if-none-match", "*")], (1, tag));

        await response.RefusedAsync(412, "PreconditionFailed");
        Assert.Equal("old", await store.GetTextAsync("multi/exists"));
    }

    [Fact]
    public async Task UploadId_WithAnotherKey_IsRefused()
    {
        var id = await CreateAsync("multi/mine");

        await (await store.Sign.SendAsync("PUT", "multi/yours", [1], query: Part(id, 1))).RefusedAsync(404, "NoSuchUpload");
        await (await store.Sign.SendAsync("DELETE", "multi/yours", query: [new NameValue("uploadId", id)])).RefusedAsync(404, "NoSuchUpload");
        await (await store.Sign.SendAsync("GET", "multi/yours", query: [new NameValue("uploadId", id)])).RefusedAsync(404, "NoSuchUpload");
        await (await CompleteAsync("multi/yours", id, (1, "x"))).RefusedAsync(404, "NoSuchUpload");
    }

    [Fact]
    public async Task Abort_DeletesThePartsAndEndsTheUpload()
    {
        var bodies = store.BodyCount();
        var id = await CreateAsync("multi/abort");
        await PartAsync("multi/abort", id, 1, [1, 2, 3]);
        Assert.Equal(bodies + 1, store.BodyCount());

        Assert.Equal(HttpStatusCode.NoContent, (await store.Sign.SendAsync("DELETE", "multi/abort", query: [new NameValue("uploadId", id)])).StatusCode);

        Assert.Equal(bodies, store.BodyCount());
        await (await store.Sign.SendAsync("PUT", "multi/abort", [1], query: Part(id, 1))).RefusedAsync(404, "NoSuchUpload");
        await (await store.Sign.SendAsync("DELETE", "multi/abort", query: [new NameValue("uploadId", id)])).RefusedAsync(404, "NoSuchUpload");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("x")]
    public async Task UploadPart_InvalidNumber_IsRefused(string number)
    {
        var id = await CreateAsync("multi/number");

        await (await store.Sign.SendAsync("PUT", "multi/number", [1], query: [new NameValue("partNumber", number), new NameValue("uploadId", id)]))
            .RefusedAsync(400, "InvalidArgument");
    }

    [Fact]
    public async Task UploadPart_UnsignedCopySource_IsRefused()
    {
        await store.PutTextAsync("secret", "of another tenant", StoreFixture.OtherBucket);
        var id = await CreateAsync("multi/smuggle");

        await (await store.Sign.SendAsync("PUT", "multi/smuggle", [1], loose: [new NameValue("x-amz-copy-source", "/other/secret")], query: Part(id, 1)))
            .RefusedAsync(403, "AccessDenied");
    }

    [Fact]
    public async Task ListParts_InPagesAndAfterARestart_ReturnsEveryPart()
    {
        var id = await CreateAsync("multi/list");
        foreach (var number in new[] { 3, 1, 7 })
        {
            await PartAsync("multi/list", id, number, new byte[number]);
        }

        await store.RestartAsync();

        var first = await store.Client
            .ListPartsAsync(new ListPartsRequest { BucketName = StoreFixture.Bucket, Key = "multi/list", UploadId = id, MaxParts = 2 }, Ct);
        var second = await store.Client.ListPartsAsync(
            new ListPartsRequest
            {
                BucketName = StoreFixture.Bucket,
                Key = "multi/list",
                UploadId = id,
                PartNumberMarker = first.NextPartNumberMarker.ToString(),
            }, Ct);
        var uploads = await store.Client
            .ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = StoreFixture.Bucket, Prefix = "multi/list" }, Ct);

        Assert.Equal([1, 3], first.Parts.Select(part => part.PartNumber!.Value));
        Assert.True(first.IsTruncated);
        Assert.Equal(7, Assert.Single(second.Parts).Size);
        Assert.False(second.IsTruncated);
        Assert.Equal(id, Assert.Single(uploads.MultipartUploads).UploadId);
    }

    [Fact]
    public async Task UploadPartCopy_OfARange_SharesTheSourcesBytes()
    {
        var source = RandomNumberGenerator.GetBytes(PartSize + 100);
        await store.Sign.SendAsync("PUT", "multi/source", source);
        var id = await CreateAsync("multi/copied");
        var copied = await store.Client.CopyPartAsync(
            new CopyPartRequest
            {
                SourceBucket = StoreFixture.Bucket, SourceKey = "multi/source", DestinationBucket = StoreFixture.Bucket, DestinationKey = "multi/copied",
                UploadId = id, PartNumber = 1, FirstByte = 50, LastByte = PartSize + 59,
            },
            Ct);
        await CompleteAsync("multi/copied", id, (1, copied.ETag), (2, await PartAsync("multi/copied", id, 2, [7])));
        await store.Sign.SendAsync("DELETE", "multi/source");

        var read = await store.Sign.SendAsync("GET", "multi/copied");

        Assert.Equal((byte[])[.. source[50..(PartSize + 60)], 7], await read.Content.ReadAsByteArrayAsync(Ct));
    }

    [Theory]
    [InlineData("CRC32", "FULL_OBJECT")]
    [InlineData("CRC32C", "FULL_OBJECT")]
    [InlineData("CRC64NVME", "FULL_OBJECT")]
    [InlineData("CRC32", "COMPOSITE")]
    [InlineData("SHA256", "COMPOSITE")]
    public async Task Complete_WithChecksums_VerifiesEachPartAndTheWholeObject(string algorithm, string type)
    {
        var key = $"multi/{algorithm}-{type}";
        byte[] first = RandomNumberGenerator.GetBytes(PartSize), second = RandomNumberGenerator.GetBytes(777);
        var created = await store.Client.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest
            {
                BucketName = StoreFixture.Bucket, Key = key,
                ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm), ChecksumType = ChecksumType.FindValue(type),
            },
            Ct);
        var complete = new CompleteMultipartUploadRequest { BucketName = StoreFixture.Bucket, Key = key, UploadId = created.UploadId };
        foreach (var (bytes, number) in new[] { (first, 1), (second, 2) })
        {
            var part = await store.Client.UploadPartAsync(
                new UploadPartRequest
                {
                    BucketName = StoreFixture.Bucket, Key = key, UploadId = created.UploadId, PartNumber = number,
                    InputStream = new MemoryStream(bytes), ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm),
                },
                Ct);
            complete.AddPartETags(new PartETag(number, part.ETag)
            {
                ChecksumCRC32 = part.ChecksumCRC32, ChecksumCRC32C = part.ChecksumCRC32C, ChecksumCRC64NVME = part.ChecksumCRC64NVME,
                ChecksumSHA256 = part.ChecksumSHA256,
            });
        }

        await store.Client.CompleteMultipartUploadAsync(complete, Ct);
        await store.Sign.SendAsync("PUT", key + "/whole", [.. first, .. second], [new NameValue("content-type", "a/b")]);
        var whole = await store.Client.CopyObjectAsync(
            new CopyObjectRequest
            {
                SourceBucket = StoreFixture.Bucket, SourceKey = key + "/whole", DestinationBucket = StoreFixture.Bucket, DestinationKey = key + "/copy",
                ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm),
            },
            Ct);
        var head = await store.Client.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = StoreFixture.Bucket, Key = key, ChecksumMode = ChecksumMode.ENABLED }, Ct);

        var value = algorithm switch { "CRC32" => head.ChecksumCRC32, "CRC32C" => head.ChecksumCRC32C, "CRC64NVME" => head.ChecksumCRC64NVME, _ => head
            .ChecksumSHA256 };
        var direct = algorithm switch { "CRC32" => whole.ChecksumCRC32, "CRC32C" => whole.ChecksumCRC32C, "CRC64NVME" => whole.ChecksumCRC64NVME, _ => whole
            .ChecksumSHA256 };
        if (type == "FULL_OBJECT")
        {
            Assert.Equal(direct, value); // The checksum combined from the parts equals the one of an upload in one piece.
        }
        else
        {
            Assert.EndsWith("-2", value, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("CRC64NVME", "COMPOSITE")]
    [InlineData("SHA256", "FULL_OBJECT")]
    [InlineData("MD4", "COMPOSITE")]
    public async Task Create_InvalidChecksum_IsRefused(string algorithm, string type) =>
        await (await store.Sign.SendAsync(
            "POST", "multi/x", [], [new NameValue("x-amz-checksum-algorithm", algorithm), new NameValue("x-amz-checksum-type", type)], query: [new NameValue(
                "uploads",
                "")]))
            .RefusedAsync(400, "InvalidRequest");

    private static NameValue[] Part(string id, int number) => [new("partNumber", $"{number}"), new("uploadId", id)];

    private static string Value(XElement answer, string name) => answer.Elements().Single(e => e.Name.LocalName == name).Value;

    private async Task<string> CreateAsync(string key, params NameValue[] headers)
    {
        var response = await store.Sign.SendAsync("POST", key, [], headers, query: [new NameValue("uploads", "")]);
        return Value(XElement.Parse(await response.TextAsync()), "UploadId");
    }

    private async Task<string> PartAsync(string key, string id, int number, byte[] bytes)
    {
        var response = await store.Sign.SendAsync("PUT", key, bytes, query: Part(id, number));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response.Headers.ETag!.Tag;
    }

    private Task<HttpResponseMessage> CompleteAsync(string key, string id, params (int Number, string Tag)[] parts) => CompleteAsync(key, id, [], parts);

    private Task<HttpResponseMessage> CompleteAsync(string key, string id, NameValue[] headers, params (int Number, string Tag)[] parts)
    {
        var document = new XElement(
            "CompleteMultipartUpload", parts.Select(part => new XElement("Part", new XElement("PartNumber", part.Number), new XElement("ETag", part.Tag))));
        return store.Sign.SendAsync("POST", key, Encoding.UTF8.GetBytes(document.ToString()), headers, query: [new NameValue("uploadId", id)]);
    }
}
