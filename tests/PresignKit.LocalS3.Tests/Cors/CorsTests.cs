using System.Net;
using Amazon.S3.Model;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Cors;

public sealed class CorsTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Preflight_AllowedOrigin_IsAllowed(string method)
    {
        var response = await PreflightAsync(StoreFixture.Origin, method, "content-type, If-None-Match");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(StoreFixture.Origin, Header(response, "Access-Control-Allow-Origin"));
        Assert.Contains(method, Header(response, "Access-Control-Allow-Methods")!.Split(", "));
        Assert.Equal("content-type, if-none-match", Header(response, "Access-Control-Allow-Headers"));
        Assert.Equal("3000", Header(response, "Access-Control-Max-Age"));
        Assert.StartsWith("Origin", response.Headers.Vary.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://evil.test", "PUT", 403, "AccessForbidden")]
    [InlineData(StoreFixture.Origin + "0", "PUT", 403, "AccessForbidden")]
    [InlineData("null", "PUT", 403, "AccessForbidden")]
    [InlineData(StoreFixture.Origin, "PATCH", 403, "AccessForbidden")]
    [InlineData(null, "PUT", 400, "BadRequest")]
    [InlineData(StoreFixture.Origin, null, 400, "BadRequest")]
    public async Task Preflight_NotAllowed_IsForbidden(string? origin, string? method, int status, string code)
    {
        var response = await PreflightAsync(origin, method, null);

        await response.RefusedAsync(status, code);
        Assert.Null(Header(response, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Preflight_MissingBucket_IsForbidden() =>
        await (await PreflightAsync(StoreFixture.Origin, "PUT", null, "no-such-bucket")).RefusedAsync(403, "AccessForbidden");

    [Fact]
    public async Task Get_WithOrigin_ExposesTheEntityTag()
    {
        await store.PutTextAsync("cors", "x");

        var allowed = await store.Sign.SendAsync("GET", "cors", loose: [new NameValue("Origin", StoreFixture.Origin)]);
        var other = await store.Sign.SendAsync("GET", "cors", loose: [new NameValue("Origin", "http://evil.test")]);

        Assert.Equal(StoreFixture.Origin, Header(allowed, "Access-Control-Allow-Origin"));
        Assert.Contains("ETag", Header(allowed, "Access-Control-Expose-Headers")!.Split(", "));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Null(Header(other, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Refusals_WithOrigin_AreReadableByThePage()
    {
        var expired = await store.SignAt(TimeSpan.FromHours(-1)).SendAsync("GET", "cors", loose: [new NameValue("Origin", StoreFixture.Origin)]);
        var missing = await store.Sign.SendAsync("GET", "no-such", loose: [new NameValue("Origin", StoreFixture.Origin)]);

        Assert.Equal("Request has expired", (await expired.RefusedAsync(403, "AccessDenied")).Message());
        Assert.Equal(StoreFixture.Origin, Header(expired, "Access-Control-Allow-Origin"));
        Assert.Equal(StoreFixture.Origin, Header(missing, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task PutBucketCors_ReplacesTheOriginsFromTheOptionsAndSurvivesARestart()
    {
        const string Bucket = "cors-bucket";
        await store.Client.PutBucketAsync(Bucket, Ct);
        await (await store.Sign.SendAsync("GET", null, query: [new NameValue("cors", "")], bucket: Bucket)).RefusedAsync(404, "NoSuchCORSConfiguration");
        await store.Client.PutCORSConfigurationAsync(
            new PutCORSConfigurationRequest
            {
                BucketName = Bucket,
                Configuration = new CORSConfiguration
                {
                    Rules = [new CORSRule
                    {
                        AllowedOrigins = ["https://*.app.test"],
                        AllowedMethods = ["PUT"],
                        AllowedHeaders = ["x-amz-*"],
                        ExposeHeaders = ["ETag"],
                        MaxAgeSeconds = 5,
                    }],
                },
            },
            Ct);
        await store.RestartAsync();

        Assert.Equal(HttpStatusCode.OK, (await PreflightAsync("https://eu.app.test", "PUT", "x-amz-meta-a", Bucket)).StatusCode);
        await (await PreflightAsync("https://eu.app.test", "PUT", "content-type", Bucket)).RefusedAsync(403, "AccessForbidden");
        await (await PreflightAsync("https://eu.app.test", "GET", null, Bucket)).RefusedAsync(403, "AccessForbidden");
        await (await PreflightAsync("https://app.test", "PUT", null, Bucket)).RefusedAsync(403, "AccessForbidden");
        await (await PreflightAsync(StoreFixture.Origin, "PUT", null, Bucket)).RefusedAsync(403, "AccessForbidden");
        Assert.Equal("ETag", Assert.Single((await store.Client.GetCORSConfigurationAsync(Bucket, Ct)).Configuration.Rules[0].ExposeHeaders));

        await store.Client.DeleteCORSConfigurationAsync(Bucket, Ct);
        await (await PreflightAsync(StoreFixture.Origin, "PUT", null, Bucket)).RefusedAsync(403, "AccessForbidden");
    }

    [Theory]
    [InlineData("<CORSConfiguration/>", "MalformedXML")]
    [InlineData("<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>", "MalformedXML")]
    [InlineData(
        "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod></CORSRule></CORSConfiguration>",
        "InvalidRequest")]
    [InlineData(
        "<CORSConfiguration><CORSRule><AllowedOrigin>*a*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>",
        "InvalidRequest")]
    [InlineData(
        "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>x-*</ExposeHeader></CORSRule>"
            + "</CORSConfiguration>",
        "InvalidRequest")]
    public async Task PutBucketCors_InvalidConfiguration_IsRefused(string document, string code) =>
        await (await store.Sign.SendAsync("PUT", null, System.Text.Encoding.UTF8.GetBytes(document), query: [new NameValue("cors", "")])).RefusedAsync(
            400,
            code);

    private Task<HttpResponseMessage> PreflightAsync(string? origin, string? method, string? headers, string bucket = StoreFixture.Bucket)
    {
        var sent = new List<NameValue>();
        if (origin is not null)
        {
            sent.Add(new NameValue("Origin", origin));
        }

        if (method is not null)
        {
            sent.Add(new NameValue("Access-Control-Request-Method", method));
        }

        if (headers is not null)
        {
            sent.Add(new NameValue("Access-Control-Request-Headers", headers));
        }

        return store.Sign.SendUrlAsync("OPTIONS", $"{store.Server.Endpoint}/{bucket}/any/key?X-Amz-Signature=whatever", null, [.. sent]);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
