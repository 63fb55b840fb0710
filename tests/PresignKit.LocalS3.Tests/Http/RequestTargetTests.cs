using System.Net;
using System.Net.Sockets;
using System.Text;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Http;

public sealed class RequestTargetTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Theory]
    [InlineData("t1/../../other/x")]
    [InlineData("../other/x")]
    [InlineData("t1/./x")]
    public async Task Get_DotSegmentsInKey_NeverReachAnotherBucket(string key)
    {
        await store.PutTextAsync("x", "secret of the other bucket", StoreFixture.OtherBucket);
        var url = store.Sign.Url("GET", key);
        var encoded = url.Replace("/../", "/%2e%2e/", StringComparison.Ordinal).Replace("/./", "/%2E/", StringComparison.Ordinal);

        foreach (var variant in new[] { url, encoded })
        {
            var error = await (await store.Sign.SendUrlAsync("GET", variant, null)).RefusedAsync(404, "NoSuchKey");
            Assert.Equal(key, error.Element("Key")!.Value);
        }
    }

    [Fact]
    public async Task Put_DotSegmentsInKey_WritesOnlyThatKey()
    {
        await store.PutTextAsync("victim", "untouched", StoreFixture.OtherBucket);

        await store.PutTextAsync("t1/../../other/victim", "mine");

        Assert.Equal("untouched", await store.GetTextAsync("victim", StoreFixture.OtherBucket));
        Assert.Equal("mine", await store.GetTextAsync("t1/../../other/victim"));
    }

    [Theory]
    [InlineData("/media/t1/../../other/x")]
    [InlineData("/media/t1/%2e%2e/%2e%2e/other/x")]
    [InlineData("/media/..%2fother%2fx")]
    public async Task Get_SignedForTheNormalizedTarget_IsRefused(string target)
    {
        await store.PutTextAsync("x", "secret of the other bucket", StoreFixture.OtherBucket);
        var url = store.Sign.Url("GET", "x", StoreFixture.OtherBucket);
        var query = url[url.IndexOf('?', StringComparison.Ordinal)..];

        var response = await store.Sign.SendUrlAsync("GET", store.Server.Endpoint + target + query, null);

        await response.RefusedAsync(403, "SignatureDoesNotMatch");
    }

    [Theory]
    [InlineData("a//b")]
    [InlineData("/leading")]
    [InlineData("trailing/")]
    [InlineData("plus+space %41&=?#")]
    [InlineData("日本語/ü")]
    public async Task PutGet_UnusualKeys_AreReturnedVerbatim(string key)
    {
        await store.PutTextAsync(key, key);

        Assert.Equal(key, await store.GetTextAsync(key));
        var listed = await store.Client.ListObjectsV2Async(
            new Amazon.S3.Model.ListObjectsV2Request { BucketName = StoreFixture.Bucket, Prefix = key }, TestContext.Current.CancellationToken);
        Assert.Contains(key, listed.S3Objects.Select(o => o.Key));
    }

    [Theory]
    [InlineData("/media/%zz")]
    [InlineData("/media/%ff%fe")]
    [InlineData("/media/half%2")]
    [InlineData("http://127.0.0.1/media/a")]
    public async Task Send_InvalidTarget_IsRefused(string target)
    {
        var answer = await RawAsync($"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_KeyOver1024Bytes_IsRefused()
    {
        await store.PutTextAsync(new string('ü', 512), "fits");

        await (await store.Sign.SendAsync("PUT", new string('ü', 512) + "x", [1])).RefusedAsync(400, "KeyTooLongError");
    }

    [Fact]
    public async Task Get_VirtualHost_AddressesTheBucketOfTheHost()
    {
        await store.PutTextAsync("by/host", "found");
        var port = new Uri(store.Server.Endpoint).Port;
        var url = new UrlPresigner(
            BucketEndpoint.Create($"http://localhost:{port}", StoreFixture.Bucket, BucketAddressing.VirtualHost),
            new SigV4Credentials(StoreFixture.AccessKeyId, StoreFixture.SecretAccessKey),
            StoreFixture.Region).Presign(new PresignRequest
            {
                Method = "GET",
                Target = PresignTarget.ForObject("by/host"),
                SignedAt = DateTimeOffset.UtcNow,
                Lifetime = TimeSpan.FromMinutes(1),
            });
        Assert.StartsWith($"http://media.localhost:{port}/by/host?", url, StringComparison.Ordinal);

        // *.localhost does not resolve everywhere, so connect to the address and set the Host header.
        using var request = new HttpRequestMessage(HttpMethod.Get, url.Replace("media.localhost", "127.0.0.1", StringComparison.Ordinal));
        request.Headers.Host = $"media.localhost:{port}";
        var response = await store.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("found", await response.TextAsync());
        request.Dispose();
    }

    [Fact]
    public async Task Get_HostOfAnotherBucket_IsRefused()
    {
        await store.PutTextAsync("media/a", "1", StoreFixture.OtherBucket);
        using var request = new HttpRequestMessage(HttpMethod.Get, store.Sign.Url("GET", "a"));
        request.Headers.Host = $"other.localhost:{new Uri(store.Server.Endpoint).Port}";

        await (await store.Http.SendAsync(request, TestContext.Current.CancellationToken)).RefusedAsync(403, "SignatureDoesNotMatch");
    }

    [Theory]
    [InlineData("PUT", "acl")]
    [InlineData("DELETE", "acl")]
    [InlineData("DELETE", "versionId")]
    [InlineData("PUT", "partNumber")]
    [InlineData("PUT", "tagging")]
    [InlineData("GET", "attributes")]
    [InlineData("POST", "restore")]
    public async Task Send_UnsupportedSubresource_IsNotImplemented(string method, string subResource)
    {
        await store.PutTextAsync("sub", "1");

        var response = await store.Sign.SendAsync(method, "sub", method == "GET" ? null : [1], query: [new NameValue(subResource, "1")]);

        await response.RefusedAsync(501, "NotImplemented");
        Assert.Equal("1", await store.GetTextAsync("sub"));
    }

    [Theory]
    [InlineData("x-amz-object-lock-mode", "GOVERNANCE", 501, "NotImplemented")]
    [InlineData("x-amz-server-side-encryption", "aws:kms", 501, "NotImplemented")]
    [InlineData("x-amz-server-side-encryption-customer-algorithm", "AES256", 501, "NotImplemented")]
    [InlineData("x-amz-storage-class", "GLACIER", 501, "NotImplemented")]
    [InlineData("x-amz-website-redirect-location", "/x", 501, "NotImplemented")]
    [InlineData("x-amz-acl", "public-read", 400, "AccessControlListNotSupported")]
    [InlineData("x-amz-grant-read", "id=1", 400, "AccessControlListNotSupported")]
    public async Task Put_UnsupportedSignedHeader_IsRefused(string name, string value, int status, string code)
    {
        await (await store.Sign.SendAsync("PUT", "unbuilt", [1], headers: [new NameValue(name, value)])).RefusedAsync(status, code);

        await store.AssertMissingAsync("unbuilt");
    }

    [Fact]
    public async Task Send_UnknownMethod_IsNotAllowed() => await (await store.Sign.SendAsync("PATCH", "a", [1])).RefusedAsync(405, "MethodNotAllowed");

    [Fact]
    public async Task Put_WithoutLength_IsRefused()
    {
        var url = new Uri(store.Sign.Url("PUT", "nolength"));
        var answer = await RawAsync(
            $"PUT {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n1\r\na\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 411", answer, StringComparison.Ordinal);
        Assert.Contains("<Code>MissingContentLength</Code>", answer, StringComparison.Ordinal);
    }

    private async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(store.Server.Endpoint).Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
