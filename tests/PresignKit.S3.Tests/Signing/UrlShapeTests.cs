using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Signing;

public sealed class UrlShapeTests
{
    public static TheoryData<string?, string?, BucketAddressing?, string> Shapes => new()
    {
        // endpoint, public endpoint, public addressing, beginning of the URL
        { null, null, null, "https://media-bucket.s3.eu-central-1.amazonaws.com/" },
        { null, null, BucketAddressing.Path, "https://s3.eu-central-1.amazonaws.com/media-bucket/" },
        { "https://s3.dualstack.eu-central-1.amazonaws.com", null, null, "https://media-bucket.s3.dualstack.eu-central-1.amazonaws.com/" },
        { null, "https://s3-accelerate.amazonaws.com", null, "https://media-bucket.s3-accelerate.amazonaws.com/" },
        { "http://127.0.0.1:9000", null, null, "http://127.0.0.1:9000/media-bucket/" },
        { "http://minio.internal:9000", "https://files.example.com", null, "https://files.example.com/media-bucket/" },
        { "http://minio.internal:9000", "https://files.example.com", BucketAddressing.VirtualHost, "https://media-bucket.files.example.com/" },
        { "http://minio.internal:9000", "https://gateway.example.com/storage/s3/", null, "https://gateway.example.com/storage/s3/media-bucket/" },
        { "http://minio.internal:9000", "https://FILES.example.com:443", null, "https://files.example.com/media-bucket/" },
        { "http://127.0.0.1:9000", "http://localhost:5081", BucketAddressing.VirtualHost, "http://media-bucket.localhost:5081/" },
        { "http://127.0.0.1:9000", "http://[::1]:5081", null, "http://[::1]:5081/media-bucket/" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task IssueDownloadUrl_EndpointAndAddressing_DetermineThePlaceOfTheBucket(
        string? endpoint, string? publicEndpoint, BucketAddressing? publicAddressing, string expected)
    {
        await using var services = TestApp.WithStore(options =>
        {
            options.Endpoint = endpoint;
            options.PublicEndpoint = publicEndpoint;
            options.PublicAddressing = publicAddressing;
        });
        Assert.Empty(services.Flaws());

        var url = await services.Issuer().IssueDownloadUrlAsync(new("a/b.mp4"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.StartsWith($"{expected}a/b.mp4?", url.RevealUrl(), StringComparison.Ordinal);
        Assert.True(ClientRequest.Verify(url, TestApp.Now).IsVerified);
    }

    [Theory]
    [InlineData("eu-central-1", "https://media-bucket.s3.eu-central-1.amazonaws.com/")]
    [InlineData("us-east-1", "https://media-bucket.s3.us-east-1.amazonaws.com/")]
    [InlineData("us-gov-west-1", "https://media-bucket.s3.us-gov-west-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://media-bucket.s3.cn-north-1.amazonaws.com.cn/")]
    public async Task IssueDownloadUrl_NoEndpoint_IsAmazonsRegionalEndpointInItsPartition(string region, string expected)
    {
        await using var services = TestApp.WithStore(options => options.Region = region);

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.StartsWith(expected, url.RevealUrl(), StringComparison.Ordinal);
        Assert.True(ClientRequest.Verify(url, TestApp.Now, region: region).IsVerified);
    }

    [Theory]
    [InlineData("plain.mp4", "plain.mp4")]
    [InlineData("a b+c&d=e.mp4", "a%20b%2Bc%26d%3De.mp4")]
    [InlineData("Überraschung/日本.mp4", "%C3%9Cberraschung/%E6%97%A5%E6%9C%AC.mp4")]
    [InlineData("50%25.mp4", "50%2525.mp4")]
    [InlineData("it's (1)!*~.mp4", "it%27s%20%281%29%21%2A~.mp4")]
    public async Task IssueDownloadUrl_AnyKey_IsEncodedOnceAndVerifies(string key, string path)
    {
        await using var services = TestApp.WithStore(static _ => { });

        var url = await services.Issuer().IssueDownloadUrlAsync(new ObjectKey(key), cancellationToken: TestContext.Current.CancellationToken);

        Assert.StartsWith($"https://media-bucket.s3.eu-central-1.amazonaws.com/{path}?", url.RevealUrl(), StringComparison.Ordinal);
        Assert.True(ClientRequest.Verify(url, TestApp.Now).IsVerified);
    }

    [Fact]
    public async Task Issue_InternalEndpoint_IsNeverInWhatBrowsersGet()
    {
        await using var services = TestApp.WithStore(options =>
        {
            options.Endpoint = "http://minio.internal:9000";
            options.PublicEndpoint = "https://files.example.com";
            options.Profile = TestApp.Direct(S3Profiles.Aws);
        });
        var issuer = services.GetRequiredService<IPresignedUrlIssuer>();
        var slot = await issuer.OpenUploadSlotAsync(
            new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 5 }, TestContext.Current.CancellationToken);

        Assert.StartsWith("https://files.example.com/", slot.Request!.RevealUrl(), StringComparison.Ordinal);
        Assert.DoesNotContain("minio.internal", slot.Request.RevealUrl(), StringComparison.Ordinal);
    }
}
