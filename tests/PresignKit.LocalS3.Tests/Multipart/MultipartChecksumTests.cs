using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Multipart;

/// <summary>Checksums of multipart uploads. The values of <see cref="Parts"/> are those that Amazon S3 itself has answered.</summary>
public sealed class MultipartChecksumTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const string WholeCrc64Nvme = "ZMNX55lZurA=";
    private const string WholeETag = "\"4d45984fc3feb2ac9b22683c49674b56-3\"";
    private const string CompositeSha256 = "9o++y6AejqboiJ7MZCx0fahK2Vu5YC/qnNhhYsCLciI=";

    // "abc", uploaded as the only part.
    private const string AbcETag = "\"900150983cd24fb0d6963f7d28e17f72\"";
    private const string AbcCrc32C = "Nks/tw==";
    private const string AbcCrc32 = "NSRBwg==";

    private static readonly byte[] Abc = "abc"u8.ToArray();
    private static readonly byte[] Large = [.. Enumerable.Repeat((byte)'a', 5 * 1024 * 1024 + 1)];
    private static readonly byte[][] Parts = [Large, Large, Large[..10]];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Complete_NothingDeclared_HasTheCrc64NvmeOfTheWholeObject()
    {
        using var client = Client();
        var id = (await client.InitiateMultipartUploadAsync(StoreFixture.Bucket, "sum/default", Ct)).UploadId;
        var parts = await UploadAsync(client, "sum/default", id);
        var listed = await client.ListPartsAsync(StoreFixture.Bucket, "sum/default", id, Ct);
        var completed = await client.CompleteMultipartUploadAsync(Completion("sum/default", id, parts), Ct);
        var head = await HeadAsync(client, "sum/default");
        var read = await store.Sign.SendAsync("GET", "sum/default", query: [new("x-amz-checksum-mode", "ENABLED")]);
        var unasked = await store.Sign.SendAsync("HEAD", "sum/default");

        Assert.All(listed.Parts, part => Assert.Null(part.ChecksumCRC64NVME));
        Assert.Null(listed.ChecksumAlgorithm);
        Assert.Equal((WholeETag, WholeCrc64Nvme, ChecksumType.FULL_OBJECT), (completed.ETag, completed.ChecksumCRC64NVME, completed.ChecksumType));
        Assert.Equal((WholeETag, WholeCrc64Nvme, ChecksumType.FULL_OBJECT), (head.ETag, head.ChecksumCRC64NVME, head.ChecksumType));
        Assert.Equal(WholeCrc64Nvme, read.Headers.GetValues("x-amz-checksum-crc64nvme").Single());
        Assert.Equal("FULL_OBJECT", read.Headers.GetValues("x-amz-checksum-type").Single());
        Assert.False(unasked.Headers.Contains("x-amz-checksum-crc64nvme"));
    }

    [Theory]
    [InlineData("bytes=0-10485771", true)]
    [InlineData("bytes=0-", true)]
    [InlineData("bytes=1-", false)]
    [InlineData("bytes=0-10485770", false)]
    public async Task Get_Range_HasTheChecksumOnlyWithAllBytes(string range, bool expected)
    {
        using var client = Client();
        var id = (await client.InitiateMultipartUploadAsync(StoreFixture.Bucket, "sum/range", Ct)).UploadId;
        await client.CompleteMultipartUploadAsync(Completion("sum/range", id, await UploadAsync(client, "sum/range", id)), Ct);

        var read = await store.Sign.SendAsync("HEAD", "sum/range", loose: [new("Range", range)], query: [new("x-amz-checksum-mode", "ENABLED")]);

        Assert.Equal(HttpStatusCode.PartialContent, read.StatusCode);
        Assert.Equal(expected, read.Headers.Contains("x-amz-checksum-crc64nvme"));
    }

    [Theory]
    [InlineData("CRC32", "NRU+Sw==", "qSEQSA==")]
    [InlineData("CRC32C", "2/Ckiw==", "eTdAQA==")]
    [InlineData("CRC64NVME", "Kg7TOs6algM=", WholeCrc64Nvme)]
    public async Task Complete_FullObjectDeclared_NeedsNoChecksumsOfParts(string algorithm, string ofFirstPart, string ofObject)
    {
        using var client = Client();
        var key = "sum/full/" + algorithm;
        var id = (await client.InitiateMultipartUploadAsync(Creation(key, algorithm, "FULL_OBJECT"), Ct)).UploadId;
        var parts = await UploadAsync(client, key, id);
        var listed = await client.ListPartsAsync(StoreFixture.Bucket, key, id, Ct);
        var completion = Completion(key, id, parts);
        completion.ChecksumType = ChecksumType.FULL_OBJECT;
        completion.ChecksumCRC32 = algorithm == "CRC32" ? ofObject : null;
        completion.ChecksumCRC32C = algorithm == "CRC32C" ? ofObject : null;
        completion.ChecksumCRC64NVME = algorithm == "CRC64NVME" ? ofObject : null;

        var completed = await client.CompleteMultipartUploadAsync(completion, Ct);

        Assert.Equal(ofFirstPart, parts[0].ChecksumCRC32 ?? parts[0].ChecksumCRC32C ?? parts[0].ChecksumCRC64NVME);
        Assert.Equal(ofFirstPart, listed.Parts[0].ChecksumCRC32 ?? listed.Parts[0].ChecksumCRC32C ?? listed.Parts[0].ChecksumCRC64NVME);
        Assert.Equal((algorithm, "FULL_OBJECT"), (listed.ChecksumAlgorithm.Value, listed.ChecksumType.Value));
        Assert.Equal(ofObject, completed.ChecksumCRC32 ?? completed.ChecksumCRC32C ?? completed.ChecksumCRC64NVME);
        Assert.Equal(ChecksumType.FULL_OBJECT, completed.ChecksumType);
    }

    [Theory]
    [InlineData(CompositeSha256)]
    [InlineData(CompositeSha256 + "-3")]
    [InlineData(null)]
    public async Task Complete_CompositeDeclared_HasTheChecksumOfTheChecksums(string? declared)
    {
        var key = "sum/composite/" + declared?.Length;
        var id = (await store.Client.InitiateMultipartUploadAsync(Creation(key, "SHA256", null), Ct)).UploadId;
        var parts = await UploadAsync(store.Client, key, id, ChecksumAlgorithm.SHA256);
        var completion = Completion(key, id, parts);
        completion.ChecksumSHA256 = declared;

        var completed = await store.Client.CompleteMultipartUploadAsync(completion, Ct);
        var head = await HeadAsync(store.Client, key);
        var copy = await store.Client.CopyObjectAsync(StoreFixture.Bucket, key, StoreFixture.Bucket, key + "/copy", Ct);

        Assert.Equal((CompositeSha256 + "-3", ChecksumType.COMPOSITE), (completed.ChecksumSHA256, completed.ChecksumType));
        Assert.Equal((CompositeSha256 + "-3", ChecksumType.COMPOSITE), (head.ChecksumSHA256, head.ChecksumType));
        Assert.Equal(("0+991zqhqOQ5J2EdwChmHIeC1dXXuJzaCritTzqVGDw=", ChecksumType.FULL_OBJECT), (copy.ChecksumSHA256, copy.ChecksumType));
        Assert.Equal("\"a0397ee2df08832642af5d7e57c5760c\"", copy.ETag);
    }

    [Theory]
    [InlineData(
        null, null, 400, "InvalidRequest",
        "The upload was created using a crc32 checksum. The complete request must include the checksum for each part. It was missing for part 1 in "
        + "the request.")]
    [InlineData("ChecksumCRC32", "AAAAAA==", 400, "InvalidPart", null)]
    [InlineData("ChecksumCRC32C", AbcCrc32C, 400, "InvalidPart", null)]
    [InlineData("ChecksumCRC32", "AAAA", 400, "InvalidArgument", "Invalid Base64 or multiple checksums present in request")]
    [InlineData("ChecksumBLAKE3", "AAAA", 501, "NotImplemented", null)]
    [InlineData("ChecksumCRC32", AbcCrc32, 200, null, null)]
    public async Task Complete_Composite_VerifiesTheChecksumOfEachPart(string? element, string? value, int status, string? code, string? message)
    {
        var key = "sum/part/" + code + element;
        var id = await store.CreateUploadAsync(key, new NameValue("x-amz-checksum-algorithm", "CRC32"));
        await store.SendPartAsync(key, id, 1, Abc, new NameValue("x-amz-checksum-crc32", AbcCrc32));

        var response = await store.CompleteAsync(key, id, [new(1, AbcETag, element, value)]);

        await AssertAsync(response, status, code, message);
        if (code == "InvalidPart")
        {
            var error = await response.ErrorAsync();
            Assert.Equal((id, "1", AbcETag.Trim('"')), (error.Element("UploadId")!.Value, error.Element("PartNumber")!.Value, error.Element("ETag")!.Value));
        }
    }

    /// <summary>As Amazon S3 answers: without a type, the value of any algorithm but CRC64NVME is taken for a composite one.</summary>
    [Theory]
    [InlineData(
        "x-amz-checksum-type", "COMPOSITE", null, null, "InvalidRequest",
        "The upload was created using the FULL_OBJECT checksum mode. The complete request must use the same checksum mode.")]
    [InlineData("x-amz-checksum-type", "OTHER", null, null, "InvalidRequest", null)]
    [InlineData("x-amz-checksum-crc32c", AbcCrc32C, null, null, "BadDigest", "The crc32c you specified did not match the calculated checksum.")]
    [InlineData("x-amz-checksum-crc32c", AbcCrc32C + "-1", "x-amz-checksum-type", "FULL_OBJECT", "BadDigest", null)]
    [InlineData("x-amz-checksum-crc32c", "AAAAAA==", "x-amz-checksum-type", "FULL_OBJECT", "BadDigest", null)]
    [InlineData(
        "x-amz-checksum-crc32", AbcCrc32, "x-amz-checksum-type", "FULL_OBJECT", "BadDigest",
        "The crc32c you specified did not match the calculated checksum.")]
    [InlineData("x-amz-checksum-crc64nvme", "BeXKuz/B+us=", null, null, "BadDigest", "The crc32c you specified did not match the calculated checksum.")]
    [InlineData("x-amz-checksum-crc32c", AbcCrc32C + "-a", null, null, "InvalidRequest", "Value for x-amz-checksum-crc32c header is invalid.")]
    [InlineData("x-amz-checksum-crc32c", "AAAA", null, null, "InvalidRequest", "Value for x-amz-checksum-crc32c header is invalid.")]
    [InlineData("x-amz-checksum-crc32c", AbcCrc32C, "x-amz-checksum-crc32", AbcCrc32, "InvalidRequest", null)]
    [InlineData("x-amz-checksum-crc32c", AbcCrc32C, "x-amz-checksum-type", "FULL_OBJECT", null, null)]
    [InlineData("x-amz-checksum-type", "FULL_OBJECT", null, null, null, null)]
    public async Task Complete_FullObject_VerifiesWhatIsDeclared(string name, string value, string? second, string? secondValue, string? code, string? message)
    {
        var key = "sum/declared/" + Guid.NewGuid();
        var id = await store.CreateUploadAsync(key, new NameValue("x-amz-checksum-algorithm", "CRC32C"), new NameValue("x-amz-checksum-type", "FULL_OBJECT"));
        await store.PutPartAsync(key, id, 1, Abc);
        NameValue[] headers = second is null ? [new(name, value)] : [new(name, value), new(second, secondValue!)];

        var response = await store.CompleteAsync(key, id, [new(1, AbcETag, "ChecksumCRC32C", AbcCrc32C)], headers);

        await AssertAsync(response, code is null ? 200 : 400, code, message);
        if (code is not null)
        {
            Assert.Equal(HttpStatusCode.OK, (await store.CompleteAsync(key, id, [new(1, AbcETag)])).StatusCode);
        }
    }

    /// <summary>As Amazon S3 answers: parts have no checksums, and one of the object is not verified.</summary>
    [Theory]
    [InlineData("ChecksumCRC32C", AbcCrc32C, null, null, "InvalidPart", null)]
    [InlineData("ChecksumSHA1", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", null, null, "InvalidPart", null)]
    [InlineData(
        null, null, "x-amz-checksum-type", "FULL_OBJECT", "InvalidRequest",
        "The upload was created using the null checksum mode. The complete request must use the same checksum mode.")]
    [InlineData(
        null, null, "x-amz-checksum-type", "COMPOSITE", "InvalidRequest",
        "The upload was created using the null checksum mode. The complete request must use the same checksum mode.")]
    [InlineData(null, null, "x-amz-checksum-crc32c", "AAAAAA==-2", null, null)]
    [InlineData(null, null, "x-amz-checksum-crc64nvme", "AAAAAAAAAAA=", null, null)]
    public async Task Complete_NothingDeclaredAtFirst_ComputesWhateverComesLater(
        string? element, string? value, string? name, string? headerValue, string? code, string? message)
    {
        var key = "sum/later/" + Guid.NewGuid();
        var id = await store.CreateUploadAsync(key);
        var part = await store.SendPartAsync(key, id, 1, Abc, new NameValue("x-amz-checksum-crc32c", AbcCrc32C));
        Assert.Equal(AbcCrc32C, part.Headers.GetValues("x-amz-checksum-crc32c").Single());
        NameValue[] headers = name is null ? [] : [new(name, headerValue!)];

        var response = await store.CompleteAsync(key, id, [new(1, AbcETag, element, value)], headers);

        await AssertAsync(response, code is null ? 200 : 400, code, message);
        if (code is null)
        {
            var first = await response.TextAsync();
            Assert.Equal("BeXKuz/B+us=", MultipartCalls.Element(first, "ChecksumCRC64NVME"));
            Assert.Equal(first, await (await store.CompleteAsync(key, id, [new(1, AbcETag)], headers)).TextAsync());
        }
    }

    [Theory]
    [InlineData(
        "CRC32C", "FULL_OBJECT", "x-amz-checksum-crc32", AbcCrc32,
        "Checksum Type mismatch occurred, expected checksum Type: crc32c, actual checksum Type: crc32")]
    [InlineData(
        "SHA256", "COMPOSITE", "x-amz-checksum-crc32", AbcCrc32,
        "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32")]
    [InlineData("SHA256", "COMPOSITE", null, null, "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: null")]
    public async Task UploadPart_OtherChecksumThanDeclared_IsRefused(string algorithm, string type, string? name, string? value, string message)
    {
        var id = await store.CreateUploadAsync("sum/other", new NameValue("x-amz-checksum-algorithm", algorithm), new NameValue("x-amz-checksum-type", type));

        var response = await store.SendPartAsync("sum/other", id, 1, Abc, name is null ? [] : [new(name, value!)]);

        Assert.Equal(message, (await response.RefusedAsync(400, "InvalidRequest")).Message());
    }

    [Fact]
    public async Task Complete_WrongSize_IsRefusedAndKeepsTheUpload()
    {
        using var client = Client();
        var id = (await client.InitiateMultipartUploadAsync(StoreFixture.Bucket, "sum/size", Ct)).UploadId;
        var completion = Completion("sum/size", id, await UploadAsync(client, "sum/size", id));

        completion.MpuObjectSize = 10_485_771;
        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.CompleteMultipartUploadAsync(completion, Ct));
        completion.MpuObjectSize = 10_485_772;
        var completed = await client.CompleteMultipartUploadAsync(completion, Ct);

        Assert.Equal((HttpStatusCode.BadRequest, "InvalidRequest"), (refused.StatusCode, refused.ErrorCode));
        Assert.Equal("The provided 'x-amz-mp-object-size' header value 10485771 does not match what was computed: 10485772", refused.Message);
        Assert.Equal(WholeETag, completed.ETag);
    }

    /// <summary>What most .NET applications use, with default settings: parts are sent at once, each with its checksum.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("SHA256")]
    [InlineData("CRC64NVME")]
    public async Task TransferUtility_InParts_Works(string? algorithm)
    {
        var bytes = System.Security.Cryptography.RandomNumberGenerator.GetBytes(12_000_000);
        var key = "sum/transfer/" + algorithm;
        using var transfer = new TransferUtility(store.Client, new TransferUtilityConfig { MinSizeBeforePartUpload = 5 * 1024 * 1024 });

        await transfer.UploadAsync(
            new TransferUtilityUploadRequest
            {
                BucketName = StoreFixture.Bucket, Key = key, InputStream = new MemoryStream(bytes), PartSize = 5 * 1024 * 1024,
                ChecksumAlgorithm = algorithm is null ? null : ChecksumAlgorithm.FindValue(algorithm),
            },
            Ct);
        var head = await HeadAsync(store.Client, key);

        Assert.EndsWith("-3\"", head.ETag, StringComparison.Ordinal);
        Assert.NotNull(head.ChecksumType);
        Assert.Equal(bytes, await (await store.Sign.SendAsync("GET", key)).Content.ReadAsByteArrayAsync(Ct));
    }

    /// <summary>A folder may have parts from before the store computed this checksum.</summary>
    [Fact]
    public async Task Complete_PartsOfAnEarlierVersion_HasNoChecksum()
    {
        var id = await store.CreateUploadAsync("sum/earlier");
        await store.PutPartAsync("sum/earlier", id, 1, Abc);
        await store.Server.DisposeAsync();
        foreach (var record in Directory.GetFiles(Path.Combine(store.Directory, "buckets"), "part-*.json", SearchOption.AllDirectories))
        {
            var lines = await File.ReadAllLinesAsync(record, Ct);
            Assert.Contains(lines, line => line.Contains("Crc64Nvme", StringComparison.Ordinal));
            await File.WriteAllLinesAsync(record, lines.Where(line => !line.Contains("Crc64Nvme", StringComparison.Ordinal)), Ct);
        }

        await store.StartAsync();
        var completed = await (await store.CompleteAsync("sum/earlier", id, [new(1, AbcETag)])).TextAsync();
        var head = await store.Sign.SendAsync("HEAD", "sum/earlier", query: [new("x-amz-checksum-mode", "ENABLED")]);

        Assert.DoesNotContain("Checksum", completed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.False(head.Headers.Contains("x-amz-checksum-type"));
    }

    private static async Task AssertAsync(HttpResponseMessage response, int status, string? code, string? message)
    {
        Assert.Equal(status, (int)response.StatusCode);
        if (code is null)
        {
            return;
        }

        var error = await response.RefusedAsync(status, code);
        if (message is not null)
        {
            Assert.Equal(message, error.Message());
        }
    }

    private static InitiateMultipartUploadRequest Creation(string key, string algorithm, string? type) => new()
    {
        BucketName = StoreFixture.Bucket,
        Key = key,
        ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm),
        ChecksumType = type is null ? null : ChecksumType.FindValue(type),
    };

    private static async Task<IReadOnlyList<UploadPartResponse>> UploadAsync(IAmazonS3 client, string key, string id, ChecksumAlgorithm? algorithm = null)
    {
        var responses = new List<UploadPartResponse>();
        foreach (var bytes in Parts)
        {
            responses.Add(await client.UploadPartAsync(
                new UploadPartRequest
                {
                    BucketName = StoreFixture.Bucket, Key = key, UploadId = id, PartNumber = responses.Count + 1,
                    InputStream = new MemoryStream(bytes), ChecksumAlgorithm = algorithm,
                },
                Ct));
        }

        return responses;
    }

    private static CompleteMultipartUploadRequest Completion(string key, string id, IReadOnlyList<UploadPartResponse> parts) => new()
    {
        BucketName = StoreFixture.Bucket,
        Key = key,
        UploadId = id,
        PartETags = [.. parts.Select(part => new PartETag(part.PartNumber!.Value, part.ETag) { ChecksumSHA256 = part.ChecksumSHA256 })],
    };

    private static Task<GetObjectMetadataResponse> HeadAsync(IAmazonS3 client, string key) => client.GetObjectMetadataAsync(
        new GetObjectMetadataRequest { BucketName = StoreFixture.Bucket, Key = key, ChecksumMode = ChecksumMode.ENABLED }, Ct);

    /// <summary>The SDK without checksums of its own.</summary>
    private AmazonS3Client Client() => new(
        new BasicAWSCredentials(StoreFixture.AccessKeyId, StoreFixture.SecretAccessKey),
        new AmazonS3Config
        {
            ServiceURL = store.Server.Endpoint,
            ForcePathStyle = true,
            AuthenticationRegion = StoreFixture.Region,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
}
