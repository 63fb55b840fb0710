using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace PresignKit.LocalS3.Tests.Objects;

/// <summary>Tests with AWSSDK.S3 and its default settings, a client that was not written for this store.</summary>
public sealed class SdkObjectTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PutObject_WithDefaultSettings_IsReadBackWithItsAttributes()
    {
        var put = new PutObjectRequest
        {
            BucketName = StoreFixture.Bucket,
            Key = "sdk/ü ñ+&.txt",
            ContentBody = "hello",
            ContentType = "text/plain",
            TagSet = [new Tag { Key = "a", Value = "1 2" }],
        };
        put.Metadata["Who"] = "me";
        put.Headers.CacheControl = "no-cache";
        put.Headers.ContentDisposition = "attachment";
        var written = await store.Client.PutObjectAsync(put, Ct);

        using var read = await store.Client.GetObjectAsync(StoreFixture.Bucket, put.Key, Ct);
        using var reader = new StreamReader(read.ResponseStream);

        Assert.Equal("\"5d41402abc4b2a76b9719d911017c592\"", written.ETag);
        Assert.Equal("hello", await reader.ReadToEndAsync(Ct));
        Assert.Equal("text/plain", read.Headers.ContentType);
        Assert.Equal("no-cache", read.Headers.CacheControl);
        Assert.Equal("attachment", read.Headers.ContentDisposition);
        Assert.Equal("me", read.Metadata["who"]);
        Assert.Equal(1, read.TagCount);
        Assert.NotNull(written.ChecksumCRC32 ?? written.ChecksumCRC64NVME);
        var tags = await store.Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = StoreFixture.Bucket, Key = put.Key }, Ct);
        Assert.Equal("1 2", Assert.Single(tags.Tagging).Value);
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task PutObject_WithEachChecksum_IsVerifiedAndReturned(string algorithm)
    {
        var bytes = RandomNumberGenerator.GetBytes(200_003);
        await store.Client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = StoreFixture.Bucket,
                Key = "checksum/" + algorithm,
                InputStream = new MemoryStream(bytes),
                ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm),
            },
            Ct);

        using var read = await store.Client.GetObjectAsync(
            new GetObjectRequest { BucketName = StoreFixture.Bucket, Key = "checksum/" + algorithm, ChecksumMode = ChecksumMode.ENABLED }, Ct);
        using var copy = new MemoryStream();
        await read.ResponseStream.CopyToAsync(copy, Ct);

        Assert.Equal(bytes, copy.ToArray());
        Assert.NotNull(algorithm switch
        {
            "CRC32" => read.ChecksumCRC32,
            "CRC32C" => read.ChecksumCRC32C,
            "CRC64NVME" => read.ChecksumCRC64NVME,
            "SHA1" => read.ChecksumSHA1,
            _ => read.ChecksumSHA256,
        });
    }

    [Fact]
    public async Task PutObject_WithoutChunks_IsVerifiedByItsHash()
    {
        var response = await store.Client.PutObjectAsync(
            new PutObjectRequest { BucketName = StoreFixture.Bucket, Key = "plain", ContentBody = "hello", UseChunkEncoding = false }, Ct);

        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
    }

    [Fact]
    public async Task TransferUtility_LargeStream_UploadsInPartsAndIsReadBack()
    {
        var bytes = RandomNumberGenerator.GetBytes(17 * 1024 * 1024);
        using var transfer = new TransferUtility(store.Client, new TransferUtilityConfig { MinSizeBeforePartUpload = 5 * 1024 * 1024 });
        await transfer.UploadAsync(
            new TransferUtilityUploadRequest
            {
                BucketName = StoreFixture.Bucket,
                Key = "large",
                InputStream = new MemoryStream(bytes),
                PartSize = 5 * 1024 * 1024,
            }, Ct);

        var head = await store.Client.GetObjectMetadataAsync(StoreFixture.Bucket, "large", Ct);
        using var read = await store.Client.GetObjectAsync(StoreFixture.Bucket, "large", Ct);

        Assert.EndsWith("-4\"", head.ETag, StringComparison.Ordinal);
        Assert.Equal(bytes.Length, head.ContentLength);
        Assert.Equal(SHA256.HashData(bytes), await SHA256.HashDataAsync(read.ResponseStream, Ct));
    }

    [Fact]
    public async Task CopyObject_ToAnotherBucket_CopiesAttributesAndBytes()
    {
        var put = new PutObjectRequest { BucketName = StoreFixture.Bucket, Key = "copy source +ü", ContentBody = "copied", ContentType = "text/plain" };
        put.Metadata["Who"] = "me";
        await store.Client.PutObjectAsync(put, Ct);

        var copied = await store.Client.CopyObjectAsync(StoreFixture.Bucket, put.Key, StoreFixture.OtherBucket, "copy", Ct);
        await store.Client.DeleteObjectAsync(StoreFixture.Bucket, put.Key, Ct);
        using var read = await store.Client.GetObjectAsync(StoreFixture.OtherBucket, "copy", Ct);
        using var reader = new StreamReader(read.ResponseStream);

        Assert.Equal("copied", await reader.ReadToEndAsync(Ct));
        Assert.Equal("text/plain", read.Headers.ContentType);
        Assert.Equal("me", read.Metadata["who"]);
        Assert.Equal(read.ETag, copied.ETag);
    }

    [Fact]
    public async Task GetPreSignedURL_ForPutAndGet_Works()
    {
        var put = await store.Client.GetPreSignedURLAsync(Presigned(HttpVerb.PUT));
        var get = await store.Client.GetPreSignedURLAsync(Presigned(HttpVerb.GET));

        var written = await store.Http.PutAsync(put, new StringContent("presigned"), Ct);
        var read = await store.Http.GetStringAsync(get, Ct);

        Assert.Equal(HttpStatusCode.OK, written.StatusCode);
        Assert.Equal("presigned", read);
    }

    [Fact]
    public async Task CreatePresignedPost_FromTheSdk_IsAccepted()
    {
        var post = await store.Client.CreatePresignedPostAsync(new CreatePresignedPostRequest
        {
            BucketName = StoreFixture.Bucket,
            Key = "sdk-post",
            Expires = DateTime.UtcNow.AddMinutes(5),
        });

        var response = await store.Sign.SendFormAsync(
            $"{store.Server.Endpoint}/{StoreFixture.Bucket}", post.Fields.Select(field => new PresignKit.SigV4.NameValue(field.Key, field.Value)), [1, 2, 3]);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(3, (await store.Client.GetObjectMetadataAsync(StoreFixture.Bucket, "sdk-post", Ct)).ContentLength);
    }

    [Fact]
    public async Task DeleteObjects_WithSomeMissing_DeletesAll()
    {
        await store.Client.PutObjectAsync(new PutObjectRequest { BucketName = StoreFixture.Bucket, Key = "del/1", ContentBody = "1" }, Ct);

        var response = await store.Client.DeleteObjectsAsync(
            new DeleteObjectsRequest { BucketName = StoreFixture.Bucket, Objects = [new() { Key = "del/1" }, new() { Key = "del/2" }] }, Ct);

        Assert.Equal(["del/1", "del/2"], response.DeletedObjects.Select(deleted => deleted.Key));
        var missing = await Assert.ThrowsAsync<NoSuchKeyException>(() => store.Client.GetObjectAsync(StoreFixture.Bucket, "del/1", Ct));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private static GetPreSignedUrlRequest Presigned(HttpVerb verb) => new()
    {
        BucketName = StoreFixture.Bucket,
        Key = "sdk presigned/ü",
        Verb = verb,
        Protocol = Protocol.HTTP, // By default, an http endpoint results in an https URL.
        Expires = DateTime.UtcNow.AddMinutes(5),
    };
}
