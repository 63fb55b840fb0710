using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Settings;

/// <summary>An endpoint that already contains the bucket is refused, with what to write instead.</summary>
public sealed class BucketInEndpointTests
{
    private const string Account = "023e105f4ecef8ad9ca31a8372d0c353";

    [Theory]
    [InlineData("https://host.example.com/media", "https://host.example.com")]
    [InlineData("https://host.example.com/media/", "https://host.example.com")]
    [InlineData("https://host.example.com:8443/s3/media", "https://host.example.com:8443/s3")]
    [InlineData("https://host.example.com/media/uploads", "https://host.example.com")]
    [InlineData("https://media.s3.amazonaws.com", "https://s3.amazonaws.com")]
    [InlineData("https://media.s3.eu-central-1.amazonaws.com/", "https://s3.eu-central-1.amazonaws.com/")]
    [InlineData("https://media.s3.dualstack.eu-central-1.amazonaws.com", "https://s3.dualstack.eu-central-1.amazonaws.com")]
    [InlineData("https://s3.eu-central-1.amazonaws.com/media", "https://s3.eu-central-1.amazonaws.com")]
    [InlineData("https://media.s3-accelerate.amazonaws.com", "https://s3-accelerate.amazonaws.com")]
    [InlineData("https://other-bucket.s3.eu-central-1.amazonaws.com", "https://s3.eu-central-1.amazonaws.com")]
    [InlineData("https://media.nyc3.digitaloceanspaces.com", "https://nyc3.digitaloceanspaces.com")]
    [InlineData("https://nyc3.digitaloceanspaces.com/media", "https://nyc3.digitaloceanspaces.com")]
    [InlineData("https://MEDIA.nyc3.digitaloceanspaces.com", "https://nyc3.digitaloceanspaces.com")]
    [InlineData("https://media.s3.example.com", "https://s3.example.com")]
    [InlineData("https://media.storage.googleapis.com", "https://storage.googleapis.com")]
    [InlineData("https://media.oss-eu-central-1.aliyuncs.com", "https://oss-eu-central-1.aliyuncs.com")]
    [InlineData("http://media.localhost:9000", "http://localhost:9000")]
    [InlineData("http://127.0.0.1:9000/media", "http://127.0.0.1:9000")]
    public void Start_EndpointWithTheBucket_IsRefusedWithWhatToWriteInstead(string endpoint, string instead)
    {
        AssertRefused("Endpoint", instead, o => o.Endpoint = endpoint);
        AssertRefused("PublicEndpoint", instead, o => (o.Endpoint, o.PublicEndpoint) = ("http://127.0.0.1:9000", endpoint));
    }

    [Fact]
    public void Start_EndpointOfAnotherPartitionWithTheBucket_IsRefused() => AssertRefused(
        "Endpoint", "https://s3.cn-north-1.amazonaws.com.cn", o => (o.Region, o.Endpoint) = ("cn-north-1", "https://media.s3.cn-north-1.amazonaws.com.cn"));

    [Theory]
    [InlineData("https://media.files.example.com", "https://files.example.com")]
    [InlineData("https://media.s3.eu-central-1.amazonaws.com", "https://s3.eu-central-1.amazonaws.com")]
    [InlineData("https://files.example.com/media", "https://files.example.com")]
    public void Start_EndpointWithTheBucketInFrontOfTheHost_IsRefused(string endpoint, string instead)
    {
        AssertRefused("Endpoint", instead, o => (o.Endpoint, o.Addressing) = (endpoint, BucketAddressing.VirtualHost));
        AssertRefused(
            "PublicEndpoint",
            instead,
            o => (o.Endpoint, o.PublicEndpoint, o.PublicAddressing) = ("http://127.0.0.1:9000", endpoint, BucketAddressing.VirtualHost));
    }

    [Theory]
    [InlineData($"https://media.{Account}.r2.cloudflarestorage.com", $"https://{Account}.r2.cloudflarestorage.com")]
    [InlineData($"https://{Account}.r2.cloudflarestorage.com/media", $"https://{Account}.r2.cloudflarestorage.com")]
    [InlineData($"https://{Account}.eu.r2.cloudflarestorage.com/media", $"https://{Account}.eu.r2.cloudflarestorage.com")]
    [InlineData($"https://other.{Account}.eu.r2.cloudflarestorage.com", $"https://{Account}.eu.r2.cloudflarestorage.com")]
    public void Start_R2EndpointAsItsConsoleShowsIt_IsRefused(string endpoint, string instead) =>
        AssertRefused("Endpoint", instead, o => (o.Endpoint, o.Region) = (endpoint, null));

    [Theory]
    [InlineData("https://media.s3.us-west-004.backblazeb2.com", "https://s3.us-west-004.backblazeb2.com")]
    [InlineData("https://s3.us-west-004.backblazeb2.com/media", "https://s3.us-west-004.backblazeb2.com")]
    public void Start_B2EndpointWithTheBucket_IsRefused(string endpoint, string instead) =>
        AssertRefused("Endpoint", instead, o => (o.Endpoint, o.Region) = (endpoint, "us-west-004"));

    [Fact]
    public void Start_HostThatIsTheBucket_IsRefused()
    {
        using var services = Store(o => (o.Bucket, o.Endpoint) = ("files.example.com", "https://files.example.com"));

        Assert.StartsWith(
            "Stores:media:Endpoint is 'https://files.example.com', which is the bucket's own address",
            Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Fact]
    public void Start_EncodedBucketInThePath_IsRefused() =>
        AssertRefused(
            "PublicEndpoint",
            "https://files.example.com",
            o => (o.Endpoint, o.PublicEndpoint) = ("http://127.0.0.1:9000", "https://files.example.com/%6Dedia"));

    [Theory]
    [InlineData("https://www.example.com/storage")]
    [InlineData("https://www.example.com/mediafiles")]
    [InlineData("https://media.example.com")]
    [InlineData("https://media-s3.example.com")]
    [InlineData("https://mediaserver.nyc3.digitaloceanspaces.com")]
    public void Start_PublicEndpointWithoutTheBucket_Starts(string endpoint)
    {
        using var services = Store(o => (o.Endpoint, o.PublicEndpoint) = ("http://127.0.0.1:9000", endpoint));

        Assert.Empty(services.Flaws());
    }

    /// <summary>Whoever says that a proxy removes the path means the path of the proxy.</summary>
    [Fact]
    public void Start_PathThatAProxyRemoves_MayHaveTheNameOfTheBucket()
    {
        using var services = Store(o =>
            (o.Endpoint, o.PublicEndpoint, o.PublicPathPrefix) = ("http://127.0.0.1:9000", "https://www.example.com/media", PathPrefixRule.RemovedByProxy));

        Assert.Empty(services.Flaws());
    }

    [Theory]
    [InlineData("https://bucket.vpce-0123456789-abcdefg.s3.eu-central-1.vpce.amazonaws.com")]
    [InlineData("https://vpce-0123456789-abcdefg.s3.eu-central-1.vpce.amazonaws.com")]
    public void Start_EndpointOfAPrivateLink_Starts(string endpoint)
    {
        using var services = Store(o => o.Endpoint = endpoint);

        Assert.Empty(services.Flaws());
    }

    private static void AssertRefused(string setting, string instead, Action<S3StoreOptions> change)
    {
        using var services = Store(change);

        var flaw = Assert.Single(services.Flaws());
        Assert.StartsWith($"Stores:media:{setting} is '", flaw, StringComparison.Ordinal);
        Assert.Contains(", which already contains the bucket", flaw, StringComparison.Ordinal);
        Assert.Contains($"; write '{instead}' instead", flaw, StringComparison.OrdinalIgnoreCase);
    }

    private static Microsoft.Extensions.DependencyInjection.ServiceProvider Store(Action<S3StoreOptions> change) => TestApp.WithStore(options =>
    {
        options.Bucket = "media";
        change(options);
    });
}
