using System.Net;
using System.Text;

namespace PresignKit.LocalS3.Tests.Authentication;

public sealed class HeaderAuthenticationTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_Signed_IsAccepted() => Assert.Equal(HttpStatusCode.OK, (await PutAsync()).StatusCode);

    [Fact]
    public async Task Put_WrongSecret_IsRefused() => await (await PutAsync(secret: "wrong")).RefusedAsync(403, "SignatureDoesNotMatch");

    [Fact]
    public async Task Put_WrongRegion_IsRefused() => await (await PutAsync(region: "eu-west-1")).RefusedAsync(400, "AuthorizationHeaderMalformed");

    [Theory]
    [InlineData(-16)]
    [InlineData(16)]
    public async Task Put_ClockTooFarOff_IsRefused(int minutes) =>
        await (await PutAsync(offset: TimeSpan.FromMinutes(minutes))).RefusedAsync(403, "RequestTimeTooSkewed");

    [Fact]
    public async Task Put_DifferentBodyThanSigned_IsRefusedAndLeavesNothing()
    {
        var bodies = store.BodyCount();

        await (await PutAsync(key: "otherbody", hash: Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([9])))).RefusedAsync(
            400,
            "XAmzContentSHA256Mismatch");

        await store.AssertMissingAsync("otherbody");
        Assert.Equal(bodies, store.BodyCount());
    }

    [Fact]
    public async Task Put_MalformedHeader_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{store.Server.Endpoint}/media/a");
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x");

        await (await store.Http.SendAsync(request, Ct)).RefusedAsync(400, "AuthorizationHeaderMalformed");
    }

    [Fact]
    public async Task Put_HeaderAndQuery_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, store.Sign.Url("GET", "a"));
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x");

        await (await store.Http.SendAsync(request, Ct)).RefusedAsync(400, "InvalidArgument");
    }

    [Fact]
    public async Task Put_UnsignedAmzHeader_IsRefused()
    {
        using var request = Put("smuggled");
        request.Headers.TryAddWithoutValidation("x-amz-copy-source", "/other/secret");

        var error = await (await store.Http.SendAsync(request, Ct)).RefusedAsync(403, "AccessDenied");

        Assert.Equal("x-amz-copy-source", error.Element("HeadersNotSigned")!.Value);
    }

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", 5, 200, "")]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", 5, 400, "BadDigest")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", 5, 400, "MalformedTrailerError")]
    [InlineData("5\r\nhello\r\n", 5, 400, "IncompleteBody")]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", 6, 400, "IncompleteBody")]
    [InlineData("zz\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", 5, 400, "InvalidRequest")]
    public async Task Put_UnsignedChunksWithTrailer_AreVerified(string body, int decoded, int status, string code)
    {
        using var request = HeaderSigned.Request(
            store.Server.Endpoint, "PUT", "/media/chunked", DateTimeOffset.UtcNow, Encoding.ASCII.GetBytes(body), "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            headers: [("x-amz-decoded-content-length", $"{decoded}"), ("x-amz-trailer", "x-amz-checksum-crc32"), ("content-encoding", "aws-chunked")]);
        var response = await store.Http.SendAsync(request, Ct);

        if (status == 200)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("NhCmhg==", response.Headers.GetValues("x-amz-checksum-crc32").Single());
            var read = await store.Sign.SendAsync("GET", "chunked");
            Assert.Equal("hello", await read.TextAsync());
            Assert.Empty(read.Content.Headers.ContentEncoding);
        }
        else
        {
            await response.RefusedAsync(status, code);
        }
    }

    private async Task<HttpResponseMessage> PutAsync(
        string key = "header", string secret = StoreFixture.SecretAccessKey, string region = StoreFixture
            .Region, TimeSpan offset = default, string? hash = null)
    {
        using var request = Put(key, secret, region, offset, hash);
        return await store.Http.SendAsync(request, Ct);
    }

    private HttpRequestMessage Put(
        string key, string secret = StoreFixture.SecretAccessKey, string region = StoreFixture.Region, TimeSpan offset = default, string? hash = null) =>
        HeaderSigned.Request(store.Server.Endpoint, "PUT", "/media/" + key, DateTimeOffset.UtcNow + offset, [1, 2, 3], hash, secret, region);
}
