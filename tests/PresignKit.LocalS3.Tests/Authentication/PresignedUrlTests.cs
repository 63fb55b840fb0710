using System.Net;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Authentication;

public sealed class PresignedUrlTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Get_Anonymous_IsDenied()
    {
        await store.PutTextAsync("anonymous", "secret");

        var response = await store.Sign.SendUrlAsync("GET", $"{store.Server.Endpoint}/{StoreFixture.Bucket}/anonymous", null);

        await response.RefusedAsync(403, "AccessDenied");
    }

    [Fact]
    public async Task Get_AlteredSignature_IsRefusedWithTheCanonicalRequest()
    {
        var url = store.Sign.Url("GET", "a");
        var error = await (await store.Sign.SendUrlAsync("GET", url[..^1] + (url[^1] == '0' ? '1' : '0'), null)).RefusedAsync(403, "SignatureDoesNotMatch");

        Assert.StartsWith("AWS4-HMAC-SHA256", error.Element("StringToSign")!.Value, StringComparison.Ordinal);
        Assert.Contains("/media/a", error.Element("CanonicalRequest")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    public async Task Send_DifferentMethodThanSigned_IsRefused(string method)
    {
        await store.PutTextAsync("method", "kept");

        var response = await store.Sign.SendUrlAsync(method, store.Sign.Url("GET", "method"), method == "PUT" ? [1] : null);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("kept", await store.GetTextAsync("method"));
    }

    [Fact]
    public async Task Get_DifferentKeyThanSigned_IsRefused()
    {
        await store.PutTextAsync("mine", "1");
        await store.PutTextAsync("yours", "2");
        var url = store.Sign.Url("GET", "mine").Replace("/mine?", "/yours?", StringComparison.Ordinal);

        await (await store.Sign.SendUrlAsync("GET", url, null)).RefusedAsync(403, "SignatureDoesNotMatch");
    }

    [Fact]
    public async Task Get_Expired_IsRefused()
    {
        var error = await (await store.SignAt(TimeSpan.FromMinutes(-6)).SendAsync("GET", "a")).RefusedAsync(403, "AccessDenied");

        Assert.Equal("Request has expired", error.Message());
        Assert.NotNull(error.Element("Expires"));
        Assert.NotNull(error.Element("ServerTime"));
    }

    [Fact]
    public async Task Get_SignedInTheFuture_IsNotYetValid()
    {
        var error = await (await store.SignAt(TimeSpan.FromMinutes(20)).SendAsync("GET", "a")).RefusedAsync(403, "AccessDenied");

        Assert.Equal("Request is not yet valid", error.Message());
    }

    [Theory]
    [InlineData("X-Amz-Expires=300", "X-Amz-Expires=604801", 400, "AuthorizationQueryParametersError")]
    [InlineData("X-Amz-Expires=300", "X-Amz-Expires=-1", 400, "AuthorizationQueryParametersError")]
    [InlineData("X-Amz-Expires=300", "", 400, "AuthorizationQueryParametersError")]
    [InlineData("us-east-1", "eu-west-1", 400, "AuthorizationQueryParametersError")]
    [InlineData("%2Fs3%2F", "%2Fec2%2F", 400, "AuthorizationQueryParametersError")]
    [InlineData("AKIALOCALTEST", "AKIASOMEONE", 403, "InvalidAccessKeyId")]
    [InlineData("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA512", 400, "InvalidRequest")]
    public async Task Get_AlteredParameter_IsRefusedAsOnS3(string original, string altered, int status, string code)
    {
        var url = store.Sign.Url("GET", "a");
        Assert.Contains(original, url, StringComparison.Ordinal);

        await (await store.Sign.SendUrlAsync("GET", url.Replace(original, altered, StringComparison.Ordinal), null)).RefusedAsync(status, code);
    }

    [Fact]
    public async Task Get_SignatureVersion2_IsNotSupported()
    {
        var response = await store.Sign
            .SendUrlAsync("GET", $"{store.Server.Endpoint}/media/a?AWSAccessKeyId=AKIALOCALTEST&Expires=4102444800&Signature=abc", null);

        Assert.Contains("AWS4-HMAC-SHA256", (await response.RefusedAsync(400, "InvalidRequest")).Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_QueryAddedAfterSigning_IsRefused()
    {
        var url = store.Sign.Url("GET", "a") + "&response-content-type=text%2Fhtml";

        await (await store.Sign.SendUrlAsync("GET", url, null)).RefusedAsync(403, "SignatureDoesNotMatch");
    }

    [Theory]
    [InlineData("x-amz-copy-source", "/other/secret")]
    [InlineData("x-amz-acl", "public-read")]
    [InlineData("X-Amz-Meta-A", "b")]
    [InlineData("x-amz-tagging", "a=b")]
    [InlineData("x-amz-storage-class", "GLACIER")]
    public async Task Put_UnsignedAmzHeader_IsRefusedAndWritesNothing(string name, string value)
    {
        await store.PutTextAsync("secret", "of another tenant", StoreFixture.OtherBucket);

        var response = await store.Sign.SendAsync("PUT", "smuggled", [1], loose: [new NameValue(name, value)]);
        var error = await response.RefusedAsync(403, "AccessDenied");

        Assert.Equal("There were headers present in the request which were not signed", error.Message());
        Assert.Equal(name.ToLowerInvariant(), error.Element("HeadersNotSigned")!.Value);
        await store.AssertMissingAsync("smuggled");
    }

    [Theory]
    [InlineData("content-type", "text/html")]
    [InlineData("content-length", "4")]
    public async Task Put_SignedHeaderDiffers_IsRefused(string name, string value)
    {
        var url = store.Sign.Url("PUT", "differs", headers: [new NameValue(name, name == "content-type" ? "image/png" : "3")]);

        var response = await store.Sign.SendUrlAsync("PUT", url, [1, 2, 3, 4], new NameValue(name, value));

        await response.RefusedAsync(403, "SignatureDoesNotMatch");
        await store.AssertMissingAsync("differs");
    }

    [Fact]
    public async Task Put_MissingSignedCondition_IsRefused()
    {
        await store.PutTextAsync("once", "first");

        var response = await store.Sign.SendUrlAsync("PUT", store.Sign.Url("PUT", "once", headers: [new NameValue("if-none-match", "*")]), [1]);

        await response.RefusedAsync(403, "SignatureDoesNotMatch");
        Assert.Equal("first", await store.GetTextAsync("once"));
    }
}
