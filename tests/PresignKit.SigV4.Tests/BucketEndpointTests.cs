namespace PresignKit.SigV4.Tests;

public class BucketEndpointTests
{
    [Theory]
    [InlineData("https://s3.example.com", BucketAddressing.Path, "https", "s3.example.com", "https://s3.example.com/media")]
    [InlineData("https://s3.example.com/", BucketAddressing.Path, "https", "s3.example.com", "https://s3.example.com/media")]
    [InlineData("HTTPS://S3.Example.COM", BucketAddressing.Path, "https", "s3.example.com", "https://s3.example.com/media")]
    [InlineData("https://s3.example.com:443", BucketAddressing.Path, "https", "s3.example.com", "https://s3.example.com/media")]
    [InlineData("https://s3.example.com:80", BucketAddressing.Path, "https", "s3.example.com:80", "https://s3.example.com:80/media")]
    [InlineData("http://s3.example.com:443", BucketAddressing.Path, "http", "s3.example.com:443", "http://s3.example.com:443/media")]
    [InlineData("http://s3.example.com:80", BucketAddressing.Path, "http", "s3.example.com", "http://s3.example.com/media")]
    [InlineData("http://localhost:09000", BucketAddressing.Path, "http", "localhost:9000", "http://localhost:9000/media")]
    [InlineData("https://gw.example.com/s3/v1/", BucketAddressing.Path, "https", "gw.example.com", "https://gw.example.com/s3/v1/media")]
    [InlineData("https://gw.example.com/s3", BucketAddressing.VirtualHost, "https", "media.gw.example.com", "https://media.gw.example.com/s3")]
    [InlineData("https://s3.example.com", BucketAddressing.VirtualHost, "https", "media.s3.example.com", "https://media.s3.example.com/")]
    [InlineData("http://[0:0:0:0:0:0:0:1]:9000", BucketAddressing.Path, "http", "[::1]:9000", "http://[::1]:9000/media")]
    [InlineData("http://[2001:DB8::1]", BucketAddressing.Path, "http", "[2001:db8::1]", "http://[2001:db8::1]/media")]
    [InlineData("http://127.0.0.1:9000", BucketAddressing.Path, "http", "127.0.0.1:9000", "http://127.0.0.1:9000/media")]
    [InlineData("http://minio_1:9000", BucketAddressing.Path, "http", "minio_1:9000", "http://minio_1:9000/media")]
    public void Create_Endpoint_IsResolved(string endpoint, BucketAddressing addressing, string scheme, string host, string url)
    {
        var resolved = BucketEndpoint.Create(endpoint, "media", addressing);
        Assert.Equal((scheme, host, url), (resolved.Scheme, resolved.Host, resolved.Url));
        Assert.Equal(url, resolved.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("s3.example.com")]
    [InlineData("ftp://s3.example.com")]
    [InlineData("https://")]
    [InlineData("https:///x")]
    [InlineData("https://user:pass@s3.example.com")]
    [InlineData("https://s3.example.com?x=1")]
    [InlineData("https://s3.example.com/?x=1")]
    [InlineData("https://s3.example.com/#x")]
    [InlineData("https://s3.example.com/a/../b")]
    [InlineData("https://s3.example.com/./b")]
    [InlineData("https://s3.example.com//b")]
    [InlineData("https://s3.example.com/a%2Fb")]
    [InlineData("https://s3.example.com/a b")]
    [InlineData("https://s3.example.com\\x")]
    [InlineData("https://s3.example.com:0")]
    [InlineData("https://s3.example.com:65536")]
    [InlineData("https://s3.example.com:")]
    [InlineData("https://s3.example.com:+80")]
    [InlineData("https://s3.example.com: 80")]
    [InlineData("https://s3..example.com")]
    [InlineData("https://.example.com")]
    [InlineData("https://süden.example.com")]
    [InlineData("https://s3.example.com\n")]
    [InlineData("http://::1:9000")]
    [InlineData("http://[::1")]
    [InlineData("http://[::1%25eth0]")]
    [InlineData("http://[::ffff:127.0.0.1]")]
    [InlineData("http://[127.0.0.1]")]
    [InlineData("http://127.1")]
    [InlineData("http://0177.0.0.1")]
    [InlineData("http://2130706433")]
    [InlineData("http://0x7f.0.0.1")]
    [InlineData("http://1.2.3.0x4")]
    public void Create_EndpointThatABrowserWouldRewrite_IsRefused(string endpoint) =>
        Assert.ThrowsAny<ArgumentException>(() => BucketEndpoint.Create(endpoint, "media", BucketAddressing.Path));

    [Theory]
    [InlineData("a/b", BucketAddressing.Path)]
    [InlineData("..", BucketAddressing.Path)]
    [InlineData(".", BucketAddressing.Path)]
    [InlineData("", BucketAddressing.Path)]
    [InlineData("a b", BucketAddressing.Path)]
    [InlineData("ä", BucketAddressing.Path)]
    [InlineData("a?b", BucketAddressing.Path)]
    [InlineData("Media", BucketAddressing.VirtualHost)]
    [InlineData("a_b", BucketAddressing.VirtualHost)]
    [InlineData("-a", BucketAddressing.VirtualHost)]
    [InlineData("a..b", BucketAddressing.VirtualHost)]
    [InlineData("a.", BucketAddressing.VirtualHost)]
    public void Create_InvalidBucket_IsRefused(string bucket, BucketAddressing addressing) =>
        Assert.ThrowsAny<ArgumentException>(() => BucketEndpoint.Create("https://s3.example.com", bucket, addressing));

    [Theory]
    [InlineData("http://127.0.0.1:9000")]
    [InlineData("http://[::1]:9000")]
    public void Create_VirtualHostOnIpAddress_IsRefused(string endpoint) =>
        Assert.Throws<ArgumentException>(() => BucketEndpoint.Create(endpoint, "media", BucketAddressing.VirtualHost));

    [Fact]
    public void Create_UnknownAddressing_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BucketEndpoint.Create("https://s3.example.com", "media", (BucketAddressing)7));

    [Theory]
    [InlineData(BucketAddressing.Path, "https://www.example.com/storage/media")]
    [InlineData(BucketAddressing.VirtualHost, "https://media.www.example.com/storage/")]
    public void Create_PathThatAProxyRemoves_IsInTheUrlButNotSigned(BucketAddressing addressing, string url)
    {
        var removed = BucketEndpoint.Create("https://www.example.com/storage", "media", addressing, PathPrefixRule.RemovedByProxy);
        var none = BucketEndpoint.Create("https://www.example.com", "media", addressing);

        Assert.Equal(url, removed.Url);
        Assert.Equal(PathPrefixRule.RemovedByProxy, removed.PathPrefix);
        Assert.Equal(Presigned(none).Replace("www.example.com/", "www.example.com/storage/", StringComparison.Ordinal), Presigned(removed));
    }

    [Fact]
    public void Create_PathThatIsPassedOn_IsSigned()
    {
        var signed = BucketEndpoint.Create("https://www.example.com/storage", "media", BucketAddressing.Path);
        var removed = BucketEndpoint.Create("https://www.example.com/storage", "media", BucketAddressing.Path, PathPrefixRule.RemovedByProxy);

        Assert.Equal(PathPrefixRule.PassedOn, signed.PathPrefix);
        Assert.NotEqual(Presigned(signed), Presigned(removed));
        Assert.Equal(Presigned(signed).Split("X-Amz-Signature=")[0], Presigned(removed).Split("X-Amz-Signature=")[0]);
    }

    [Fact]
    public void Create_InvalidPathPrefixRule_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => BucketEndpoint.Create("https://www.example.com/storage", "media", BucketAddressing.Path, (PathPrefixRule)7));

    private static string Presigned(BucketEndpoint endpoint) => new UrlPresigner(endpoint, new("AKIDEXAMPLE", "secret"), "us-east-1").Presign(new()
    {
        Method = "GET",
        Target = PresignTarget.ForObject("a/b.txt"),
        SignedAt = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
        Lifetime = TimeSpan.FromMinutes(5),
    });
}
