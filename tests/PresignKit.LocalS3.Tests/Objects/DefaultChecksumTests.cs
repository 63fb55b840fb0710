using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Objects;

/// <summary>As on S3, an object whose upload declares no checksum gets the CRC-64/NVME of its bytes.</summary>
public sealed class DefaultChecksumTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const string Crc64Nvme = "x-amz-checksum-crc64nvme";

    // The check value of the CRC catalog, AE8B14860A799888, and its input.
    private const string CheckValue = "rosUhgp5mIg=";
    private static readonly byte[] CheckInput = "123456789"u8.ToArray();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_NothingDeclared_HasTheCrc64Nvme()
    {
        var put = await store.Sign.SendAsync("PUT", "default/put", CheckInput);

        Assert.Equal(CheckValue, put.Headers.GetValues(Crc64Nvme).Single());
        Assert.Equal("FULL_OBJECT", put.Headers.GetValues("x-amz-checksum-type").Single());
        await AssertReadAsync("default/put");
    }

    [Fact]
    public async Task Put_OtherChecksumDeclared_HasOnlyThat()
    {
        await store.Sign.SendAsync("PUT", "default/other", CheckInput, [new NameValue("x-amz-checksum-crc32", "y/Q5Jg==")]);

        var head = await HeadAsync("default/other");

        Assert.Equal("y/Q5Jg==", head.Headers.GetValues("x-amz-checksum-crc32").Single());
        Assert.False(head.Headers.Contains(Crc64Nvme));
    }

    [Theory]
    [InlineData("x-amz-checksum-blake3")]
    [InlineData("x-amz-checksum-crc16")]
    public async Task Put_ChecksumThatTheStoreDoesNotHave_IsRefused(string name) =>
        await (await store.Sign.SendAsync("PUT", "default/unknown", CheckInput, [new NameValue(name, "AAAA")])).RefusedAsync(501, "NotImplemented");

    [Fact]
    public async Task Post_NothingDeclared_HasTheCrc64Nvme()
    {
        var form = store.Sign.Post(new PostPolicy("default/post", TimeSpan.FromMinutes(5), []));

        var response = await store.Sign.SendFormAsync(form.Url, form.Fields, CheckInput);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await AssertReadAsync("default/post");
    }

    [Fact]
    public async Task Copy_NothingDeclared_KeepsTheCrc64Nvme()
    {
        await store.Sign.SendAsync("PUT", "default/source", CheckInput);

        var copy = await store.Client.CopyObjectAsync(StoreFixture.Bucket, "default/source", StoreFixture.Bucket, "default/copy", Ct);

        Assert.Equal((CheckValue, ChecksumType.FULL_OBJECT), (copy.ChecksumCRC64NVME, copy.ChecksumType));
        await AssertReadAsync("default/copy");
    }

    [Fact]
    public async Task Copy_OtherAlgorithm_HasOnlyThat()
    {
        await store.Sign.SendAsync("PUT", "default/again", CheckInput);

        var copy = await store.Client.CopyObjectAsync(
            new CopyObjectRequest
            {
                SourceBucket = StoreFixture.Bucket, SourceKey = "default/again", DestinationBucket = StoreFixture.Bucket,
                DestinationKey = "default/crc32", ChecksumAlgorithm = ChecksumAlgorithm.CRC32,
            },
            Ct);

        Assert.Equal(("y/Q5Jg==", null), (copy.ChecksumCRC32, copy.ChecksumCRC64NVME));
    }

    [Fact]
    public async Task Read_ObjectOfAnEarlierVersion_HasNoChecksumAndItsCopyHasOne()
    {
        await store.Sign.SendAsync("PUT", "default/earlier", CheckInput);
        await store.Server.DisposeAsync();
        foreach (var record in Directory.GetFiles(Path.Combine(store.Directory, "buckets"), "*.json", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(record, Ct);
            if (text.Contains("default/earlier", StringComparison.Ordinal))
            {
                var json = System.Text.Json.Nodes.JsonNode.Parse(text)!;
                Assert.True(json.AsObject().Remove("Checksum"));
                await File.WriteAllTextAsync(record, json.ToJsonString(), new UTF8Encoding(false), Ct);
            }
        }

        await store.StartAsync();
        var head = await HeadAsync("default/earlier");
        await store.Client.CopyObjectAsync(StoreFixture.Bucket, "default/earlier", StoreFixture.Bucket, "default/newer", Ct);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.False(head.Headers.Contains(Crc64Nvme));
        Assert.False(head.Headers.Contains("x-amz-checksum-type"));
        await AssertReadAsync("default/newer");
    }

    private Task<HttpResponseMessage> HeadAsync(string key) => store.Sign.SendAsync("HEAD", key, query: [new("x-amz-checksum-mode", "ENABLED")]);

    private async Task AssertReadAsync(string key)
    {
        var head = await HeadAsync(key);
        var read = await store.Client.GetObjectAsync(
            new GetObjectRequest { BucketName = StoreFixture.Bucket, Key = key, ChecksumMode = ChecksumMode.ENABLED }, Ct);

        Assert.Equal(CheckValue, head.Headers.GetValues(Crc64Nvme).Single());
        Assert.Equal("FULL_OBJECT", head.Headers.GetValues("x-amz-checksum-type").Single());
        Assert.Equal((CheckValue, ChecksumType.FULL_OBJECT), (read.ChecksumCRC64NVME, read.ChecksumType));
        Assert.False((await store.Sign.SendAsync("HEAD", key)).Headers.Contains(Crc64Nvme));
    }
}
