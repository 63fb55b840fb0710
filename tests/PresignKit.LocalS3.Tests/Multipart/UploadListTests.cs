using System.Xml.Linq;
using Amazon.S3.Model;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Storage;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Multipart;

public sealed class UploadListTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const int Size = 5 * 1024 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListUploads_InPages_ReturnsEachUploadOnceInOrder()
    {
        var started = new List<(string Key, string Id)>();
        foreach (var key in new[] { "page/b", "page/a", "page/b", "page/\U0001F600", "page/\uFFFD", "page/b" })
        {
            started.Add((key, await store.CreateUploadAsync(key)));
        }

        var request = new ListMultipartUploadsRequest { BucketName = StoreFixture.Bucket, Prefix = "page/", MaxUploads = 2 };
        var listed = new List<(string, string)>();
        ListMultipartUploadsResponse page;
        do
        {
            page = await store.Client.ListMultipartUploadsAsync(request, Ct);
            Assert.InRange(page.MultipartUploads.Count, 1, 2);
            listed.AddRange(page.MultipartUploads.Select(upload => (upload.Key, upload.UploadId)));
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true);

        // By the UTF-8 bytes of the key, then by the order in which they were started.
        Assert.Equal([started[1], started[0], started[2], started[5], started[4], started[3]], listed);
    }

    [Fact]
    public async Task ListUploads_Delimiter_GroupsCommonPrefixes()
    {
        string[] keys = ["tree/a/1", "tree/a/2", "tree/b", "tree/c/1", "tree/c/2/3"];
        foreach (var key in keys)
        {
            await store.CreateUploadAsync(key);
        }

        var request = new ListMultipartUploadsRequest { BucketName = StoreFixture.Bucket, Prefix = "tree/", Delimiter = "/" };
        var whole = await store.Client.ListMultipartUploadsAsync(request, Ct);
        request.MaxUploads = 1;
        var names = new List<string>();
        ListMultipartUploadsResponse page;
        do
        {
            page = await store.Client.ListMultipartUploadsAsync(request, Ct);
            names.AddRange([.. page.MultipartUploads?.Select(upload => upload.Key) ?? [], .. page.CommonPrefixes ?? []]);
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true);

        Assert.Equal(["tree/a/", "tree/c/"], whole.CommonPrefixes);
        Assert.Equal("tree/b", Assert.Single(whole.MultipartUploads).Key);
        Assert.Equal(["tree/a/", "tree/b", "tree/c/"], names);
    }

    [Fact]
    public async Task ListUploads_KeyMarkerAlone_SkipsAllUploadsOfThatKey()
    {
        await store.CreateUploadAsync("marker/a");
        await store.CreateUploadAsync("marker/a");
        var last = await store.CreateUploadAsync("marker/b");

        var page = await store.Client.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest { BucketName = StoreFixture.Bucket, Prefix = "marker/", KeyMarker = "marker/a" }, Ct);
        var after = await store.Client.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest { BucketName = StoreFixture.Bucket, Prefix = "marker/", KeyMarker = "marker/b", UploadIdMarker = last }, Ct);

        Assert.Equal(last, Assert.Single(page.MultipartUploads).UploadId);
        Assert.Empty(after.MultipartUploads ?? []);
    }

    [Fact]
    public async Task ListUploads_DeclaredChecksum_IsShown()
    {
        await store.CreateUploadAsync("declared/a", new NameValue("x-amz-checksum-algorithm", "SHA256"));
        await store.CreateUploadAsync("declared/b");

        var page = await store.Client.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest { BucketName = StoreFixture.Bucket, Prefix = "declared/" }, Ct);

        Assert.Equal(["SHA256", null], page.MultipartUploads.Select(upload => upload.ChecksumAlgorithm?.Value));
        Assert.Equal(["COMPOSITE", null], page.MultipartUploads.Select(upload => upload.ChecksumType?.Value));
        Assert.All(page.MultipartUploads, upload => Assert.Equal("local", upload.Owner.Id));
    }

    /// <summary>S3's largest number of parts. They share one body, which 10,000 records refer to.</summary>
    [Fact]
    public async Task Complete_TenThousandParts_ListsAllPagesAndReadsNoBytes()
    {
        var id = await store.CreateUploadAsync("list/all");
        await store.Server.DisposeAsync();
        await FillAsync("list/all", id);
        await store.StartAsync();

        var parts = new List<PartDetail>();
        var request = new ListPartsRequest { BucketName = StoreFixture.Bucket, Key = "list/all", UploadId = id };
        ListPartsResponse page;
        var pages = 0;
        do
        {
            page = await store.Client.ListPartsAsync(request, Ct);
            parts.AddRange(page.Parts);
            request.PartNumberMarker = $"{page.NextPartNumberMarker}";
            pages++;
        }
        while (page.IsTruncated == true);
        var completed = await store.Client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = StoreFixture.Bucket, Key = "list/all", UploadId = id, MpuObjectSize = 10_000L * Size,
                PartETags = [.. parts.Select(part => new PartETag(part.PartNumber!.Value, part.ETag))],
            },
            Ct);
        var end = await store.Sign.SendAsync("GET", "list/all", loose: [new NameValue("Range", "bytes=-4")]);

        Assert.Equal((10, 10_000), (pages, parts.Count));
        Assert.Equal(Enumerable.Range(1, 10_000), parts.Select(part => part.PartNumber!.Value));
        Assert.EndsWith("-10000\"", completed.ETag, StringComparison.Ordinal);
        Assert.Equal(Combined(), completed.ChecksumCRC64NVME);
        Assert.Equal([4, 3, 2, 1], await end.Content.ReadAsByteArrayAsync(Ct));
    }

    private static byte[] Body()
    {
        var body = new byte[Size];
        (body[^4], body[^3], body[^2], body[^1]) = (4, 3, 2, 1);
        return body;
    }

    private async Task FillAsync(string key, string id)
    {
        using var logs = new CapturedLogs();
        using var objects = ObjectStore.Open(store.Directory, null, logs);
        var bucket = objects.Find(StoreFixture.Bucket)!;
        using var hasher = new BodyHasher(null, PayloadHash.NotNeeded);
        using var body = await BodyWriter.WriteAsync(objects.Bodies, new MemoryStream(Body()), hasher, Ct);
        Parallel.For(1, 10_001, number => Assert.Equal(WriteOutcome.Done, bucket.PutPart(key, id, new StoredPart
        {
            PartNumber = number,
            ETag = body.Digests.ETag,
            Size = Size,
            LastModified = DateTimeOffset.UnixEpoch,
            Crc64Nvme = body.Digests.Default.Value,
            Segments = body.Segments,
        })));
    }

    // The CRC of 10,000 times the same bytes, by doubling: an order of combining that the store does not use.
    private static string Combined()
    {
        var crc = CrcParameters.Crc64Nvme;
        var one = crc.Append(crc.Mask, Body()) ^ crc.Mask;
        var (result, length) = (0UL, 0L);
        for (var (power, size, left) = (one, (long)Size, 10_000); left > 0; (power, size, left) = (crc.Combine(power, power, size), size * 2, left >> 1))
        {
            if ((left & 1) != 0)
            {
                (result, length) = (length == 0 ? power : crc.Combine(power, result, length), length + size);
            }
        }

        var bytes = BitConverter.GetBytes(result);
        Array.Reverse(bytes);
        return Convert.ToBase64String(bytes);
    }
}
