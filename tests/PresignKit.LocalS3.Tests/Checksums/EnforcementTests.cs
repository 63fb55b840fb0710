using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Checksums;

/// <summary>Every checksum that the store accepts is compared with the bytes: of a PUT, of a part, and of a form. The values are those of no bytes.</summary>
public sealed class EnforcementTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly byte[] None = [];

    public static TheoryData<string, string> Empty => new()
    {
        { "crc32", "AAAAAA==" },
        { "crc32c", "AAAAAA==" },
        { "crc64nvme", "AAAAAAAAAAA=" },
        { "sha1", "2jmj7l5rSw0yVb/vlWAYkK/YBwk=" },
        { "sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" },
        { "sha512", "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==" },
        { "md5", "1B2M2Y8AsgTpgAmY7PhCfg==" },
        { "xxhash64", "70bbN1HY6Zk=" },
        { "xxhash3", "LQaABTjTlMI=" },
        { "xxhash128", "maoG0wFHmNhgAcMkRo1Jfw==" },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Empty))]
    public async Task Put_Checksum_IsComparedAndReported(string algorithm, string value)
    {
        var header = new NameValue("x-amz-checksum-" + algorithm, value);
        var key = "enforced/" + algorithm;

        await (await store.Sign.SendAsync("PUT", key, "x"u8.ToArray(), [header])).RefusedAsync(400, "BadDigest");
        var put = await store.Sign.SendAsync("PUT", key, None, [header]);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var head = await store.Sign.SendAsync("HEAD", key, query: [new NameValue("x-amz-checksum-mode", "ENABLED")]);
        Assert.Equal((value, "FULL_OBJECT"), (head.Headers.GetValues(header.Name).Single(), head.Headers.GetValues("x-amz-checksum-type").Single()));
    }

    [Theory]
    [MemberData(nameof(Empty))]
    public async Task Put_ValueOfAnotherLength_IsRefused(string algorithm, string value)
    {
        var header = new NameValue("x-amz-checksum-" + algorithm, Convert.ToBase64String([.. Convert.FromBase64String(value), 0]));

        await (await store.Sign.SendAsync("PUT", "enforced/length", None, [header])).RefusedAsync(400, "InvalidRequest");
    }

    [Theory]
    [MemberData(nameof(Empty))]
    public async Task Post_Checksum_IsCompared(string algorithm, string value)
    {
        var form = store.Sign.Post(new PostPolicy("enforced/form", TimeSpan.FromMinutes(5), [new NameValue("x-amz-checksum-" + algorithm, value)]));

        await (await store.Sign.SendFormAsync(form.Url, form.Fields, "x"u8.ToArray())).RefusedAsync(400, "BadDigest");
        Assert.Equal(HttpStatusCode.NoContent, (await store.Sign.SendFormAsync(form.Url, form.Fields, None)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Empty))]
    public async Task Part_Checksum_IsComparedAndListed(string algorithm, string value)
    {
        var key = "enforced/part-" + algorithm;
        var created = await store.Client.InitiateMultipartUploadAsync(
            new() { BucketName = StoreFixture.Bucket, Key = key, ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm.ToUpperInvariant()) }, Ct);
        NameValue[] query = [new("partNumber", "1"), new("uploadId", created.UploadId)];
        var header = new NameValue("x-amz-checksum-" + algorithm, value);

        await (await store.Sign.SendAsync("PUT", key, "x"u8.ToArray(), [header], query: query)).RefusedAsync(400, "BadDigest");
        Assert.Equal(HttpStatusCode.OK, (await store.Sign.SendAsync("PUT", key, None, [header], query: query)).StatusCode);

        var listed = Assert.Single((await store.Client.ListPartsAsync(StoreFixture.Bucket, key, created.UploadId, Ct)).Parts);
        var reported = typeof(PartDetail).GetProperties().Where(property => property.Name.StartsWith("Checksum", StringComparison.Ordinal))
            .Select(property => property.GetValue(listed) as string).OfType<string>();
        Assert.Equal([value], reported);
    }
}
