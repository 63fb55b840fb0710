using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.LocalS3.Tests.Multipart;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Objects;

/// <summary>Versions and parts that a read selects, and the account that the bucket must belong to.</summary>
public sealed class ObjectSelectionTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const string ExpectedOwner = "x-amz-expected-bucket-owner";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Read_VersionNull_ReturnsTheObject(string method)
    {
        await store.PutTextAsync("version", "text");

        Assert.Equal(HttpStatusCode.OK, (await store.Sign.SendAsync(method, "version", query: [new("versionId", "null")])).StatusCode);
    }

    [Fact]
    public async Task Get_OtherVersion_IsRefused()
    {
        await store.PutTextAsync("version", "text");

        var error = await (await store.Sign.SendAsync("GET", "version", query: [new("versionId", "3L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY")]))
            .RefusedAsync(404, "NoSuchVersion");
        await (await store.Sign.SendAsync("GET", "version", query: [new("versionId", "")])).RefusedAsync(400, "InvalidArgument");

        Assert.Equal("3L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY", error.Element("VersionId")?.Value);
    }

    [Fact]
    public async Task Get_PartOfAnUpload_ReturnsItsBytesAndTheCount()
    {
        var id = await store.CreateUploadAsync("parts");
        byte[] first = [.. Enumerable.Repeat((byte)'a', 5 * 1024 * 1024)], last = Encoding.ASCII.GetBytes("the end");
        var tags = new[] { await store.PutPartAsync("parts", id, 1, first), await store.PutPartAsync("parts", id, 2, last) };
        Assert.Equal(HttpStatusCode.OK, (await store.CompleteAsync("parts", id, [new(1, tags[0]), new(2, tags[1])])).StatusCode);

        var part = await store.Sign.SendAsync("GET", "parts", query: [new("partNumber", "2"), new("versionId", "null")]);
        var head = await store.Client.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = StoreFixture.Bucket, Key = "parts", PartNumber = 1 }, Ct);

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("the end", await part.Content.ReadAsStringAsync(Ct));
        Assert.Equal("2", part.Headers.GetValues("x-amz-mp-parts-count").Single());
        Assert.Equal($"bytes {first.Length}-{first.Length + 6}/{first.Length + 7}", part.Content.Headers.ContentRange!.ToString());
        Assert.Equal((2, first.Length), (head.PartsCount, head.ContentLength));
        var error = await (await store.Sign.SendAsync("GET", "parts", query: [new("partNumber", "3")])).RefusedAsync(416, "InvalidPartNumber");
        Assert.Equal("2", error.Element("ActualPartCount")?.Value);
    }

    [Fact]
    public async Task Get_PartOfAnObjectThatWasSentInOneRequest_IsTheWholeObject()
    {
        await store.PutTextAsync("one", "text");

        var part = await store.Sign.SendAsync("GET", "one", query: [new("partNumber", "1")]);

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("text", await part.Content.ReadAsStringAsync(Ct));
        Assert.False(part.Headers.Contains("x-amz-mp-parts-count"));
        await (await store.Sign.SendAsync("GET", "one", query: [new("partNumber", "2")])).RefusedAsync(416, "InvalidPartNumber");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("a")]
    [InlineData("")]
    public async Task Get_NoPartNumber_IsRefused(string number)
    {
        await store.PutTextAsync("one", "text");

        await (await store.Sign.SendAsync("GET", "one", query: [new("partNumber", number)])).RefusedAsync(400, "InvalidArgument");
    }

    [Fact]
    public async Task Get_PartAndRange_IsRefused()
    {
        await store.PutTextAsync("one", "text");

        await (await store.Sign.SendAsync("GET", "one", loose: [new("Range", "bytes=0-1")], query: [new("partNumber", "1")]))
            .RefusedAsync(400, "InvalidRequest");
    }

    [Theory]
    [InlineData("000000000000", 200)]
    [InlineData("999999999999", 403)]
    [InlineData("nobody", 400)]
    public async Task Send_ExpectedOwner_IsCompared(string owner, int status)
    {
        await store.PutTextAsync("owned", "text");
        NameValue[] fact = [new(ExpectedOwner, owner)];

        HttpResponseMessage[] answers =
        [
            await store.Sign.SendAsync("GET", "owned", query: fact),
            await store.Sign.SendAsync("GET", "owned", headers: fact),
            await store.Sign.SendAsync("HEAD", "owned", query: fact),
            await store.Sign.SendAsync("PUT", "owned", Encoding.ASCII.GetBytes("text"), query: fact),
        ];

        Assert.All(answers, answer => Assert.Equal(status, (int)answer.StatusCode));
        if (status == 403)
        {
            await (await store.Sign.SendAsync("DELETE", "owned", query: fact)).RefusedAsync(403, "AccessDenied");
        }

        Assert.Equal("text", await store.GetTextAsync("owned"));
    }

    [Fact]
    public async Task Send_ExpectedOwnerByTheSdk_IsCompared()
    {
        var error = await Assert.ThrowsAsync<AmazonS3Exception>(() => store.Client.ListObjectsV2Async(
            new() { BucketName = StoreFixture.Bucket, ExpectedBucketOwner = "999999999999" }, Ct));

        Assert.Equal("AccessDenied", error.ErrorCode);
        await store.Client.ListObjectsV2Async(new() { BucketName = StoreFixture.Bucket, ExpectedBucketOwner = "000000000000" }, Ct);
    }

    /// <summary>No bucket of this store has requesters that pay, so nobody is charged, and no answer says so.</summary>
    [Fact]
    public async Task Send_RequestPayer_IsAcceptedAndNobodyIsCharged()
    {
        await store.PutTextAsync("free", "text");

        var answer = await store.Sign.SendAsync("GET", "free", query: [new("x-amz-request-payer", "requester")]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("x-amz-request-charged"));
    }
}
