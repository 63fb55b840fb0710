using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.LocalS3.Buckets;

namespace PresignKit.LocalS3.Tests.Buckets;

public sealed class BucketTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateListDelete_WithTheSdk_Works()
    {
        await store.Client.PutBucketAsync("created-bucket", Ct);
        Assert.Contains("created-bucket", (await store.Client.ListBucketsAsync(Ct)).Buckets.Select(b => b.BucketName));
        Assert.Equal(HttpStatusCode.OK, (await store.Client.GetBucketLocationAsync("created-bucket", Ct)).HttpStatusCode);
        Assert.Equal(HttpStatusCode.OK, (await store.Client.HeadBucketAsync(new HeadBucketRequest { BucketName = "created-bucket" }, Ct)).HttpStatusCode);

        var again = await Assert.ThrowsAsync<BucketAlreadyOwnedByYouException>(() => store.Client.PutBucketAsync("created-bucket", Ct));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);

        await store.PutTextAsync("a", "x", "created-bucket");
        Assert.Equal("BucketNotEmpty", (await Assert.ThrowsAsync<AmazonS3Exception>(() => store.Client.DeleteBucketAsync("created-bucket", Ct))).ErrorCode);
        await store.Client.DeleteObjectAsync("created-bucket", "a", Ct);
        await store.Client.DeleteBucketAsync("created-bucket", Ct);
        await (await store.Sign.SendAsync("DELETE", null, bucket: "created-bucket")).RefusedAsync(404, "NoSuchBucket");
    }

    [Fact]
    public async Task Head_WithoutSignature_IsDeniedAndReportsTheRegionOfAnExistingBucket()
    {
        await store.Client.PutBucketAsync("region-bucket", Ct);

        using var there = await store.Http.SendAsync(new(HttpMethod.Head, $"{store.Server.Endpoint}/region-bucket"), Ct);
        using var missing = await store.Http.SendAsync(new(HttpMethod.Head, $"{store.Server.Endpoint}/no-such-bucket"), Ct);
        using var ofObject = await store.Http.SendAsync(new(HttpMethod.Head, $"{store.Server.Endpoint}/region-bucket/key"), Ct);

        Assert.Equal(HttpStatusCode.Forbidden, there.StatusCode);
        Assert.Equal([StoreFixture.Region], there.Headers.GetValues("x-amz-bucket-region"));
        Assert.False(missing.Headers.Contains("x-amz-bucket-region"));
        Assert.False(ofObject.Headers.Contains("x-amz-bucket-region"));
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("my.bucket-1", true)]
    [InlineData("ab", false)]
    [InlineData("Upper", false)]
    [InlineData("under_score", false)]
    [InlineData("-start", false)]
    [InlineData("end-", false)]
    [InlineData("two..dots", false)]
    [InlineData("192.168.5.4", false)]
    [InlineData("xn--bucket", false)]
    [InlineData("..", false)]
    public void IsValid_Name_FollowsS3(string name, bool valid) => Assert.Equal(valid, BucketName.IsValid(name));

    [Fact]
    public async Task Create_InvalidName_IsRefused()
    {
        using var request = HeaderSigned.Request(store.Server.Endpoint, "PUT", "/UPPER", DateTimeOffset.UtcNow);

        await (await store.Http.SendAsync(request, Ct)).RefusedAsync(400, "InvalidBucketName");
    }

    [Theory]
    [InlineData(
        "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>",
        400,
        "IllegalLocationConstraintException")]
    [InlineData("<CreateBucketConfiguration", 400, "MalformedXML")]
    [InlineData("<Other/>", 400, "MalformedXML")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><CreateBucketConfiguration>&x;</CreateBucketConfiguration>", 400, "MalformedXML")]
    public async Task Create_Configuration_IsChecked(string document, int status, string code) =>
        await (await store.Sign.SendAsync("PUT", null, Encoding.UTF8.GetBytes(document), bucket: "configured")).RefusedAsync(status, code);

    /// <summary>A bucket without versions has an empty configuration. Enabling them is refused.</summary>
    [Fact]
    public async Task GetVersioning_AnyBucket_IsEmpty()
    {
        await store.Client.PutBucketAsync("plain-bucket", Ct);

        var found = await store.Client.GetBucketVersioningAsync("plain-bucket", Ct);

        Assert.Null(found.VersioningConfig?.Status?.Value is { Length: > 0 } status && status != "Off" ? status : null);
        await (await store.Sign.SendAsync("GET", null, query: [new("versioning", "")], bucket: "no-such-bucket")).RefusedAsync(404, "NoSuchBucket");
        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => store.Client.PutBucketVersioningAsync(
            new() { BucketName = "plain-bucket", VersioningConfig = new() { Status = VersionStatus.Enabled } }, Ct));
        Assert.Equal("NotImplemented", refused.ErrorCode);
    }

    /// <summary>As S3 answers for a bucket and an object that are private. An ACL cannot be set.</summary>
    [Fact]
    public async Task GetAcl_BucketAndObject_GrantTheOwnerAlone()
    {
        await store.PutTextAsync("acl", "1");

        var bucket = await store.Client.GetBucketAclAsync(new() { BucketName = StoreFixture.Bucket }, Ct);
        var found = await store.Client.GetObjectAclAsync(new() { BucketName = StoreFixture.Bucket, Key = "acl" }, Ct);

        Assert.Equal(bucket.Owner.Id, found.Owner.Id);
        Assert.All(
            new[] { Assert.Single(bucket.Grants), Assert.Single(found.Grants) },
            grant => Assert.Equal((bucket.Owner.Id, S3Permission.FULL_CONTROL), (grant.Grantee.CanonicalUser, grant.Permission)));
        await (await store.Sign.SendAsync("GET", "no-such", query: [new("acl", "")])).RefusedAsync(404, "NoSuchKey");
        await (await store.Sign.SendAsync("GET", null, query: [new("acl", "")], bucket: "no-such-bucket")).RefusedAsync(404, "NoSuchBucket");
        await (await store.Sign.SendUrlAsync("GET", $"{store.Server.Endpoint}/{StoreFixture.Bucket}/acl?acl", null)).RefusedAsync(403, "AccessDenied");
        await (await store.Sign.SendAsync("PUT", null, [1], query: [new("acl", "")])).RefusedAsync(501, "NotImplemented");
    }

    [Fact]
    public async Task Post_ToBucketWithoutForm_IsRefused() =>
        await (await store.Sign.SendAsync("POST", null, [1])).RefusedAsync(412, "PreconditionFailed");

    [Fact]
    public async Task List_ServiceLevel_RequiresASignature() =>
        await (await store.Sign.SendUrlAsync("GET", store.Server.Endpoint + "/", null)).RefusedAsync(403, "AccessDenied");
}
