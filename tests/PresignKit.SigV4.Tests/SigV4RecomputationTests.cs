namespace PresignKit.SigV4.Tests;

/// <summary>The public way to recompute a signature gives what the signers give.</summary>
public class SigV4RecomputationTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string SessionToken = "FQoGZXIvYXdzEBYaD/a+token/with==signs";

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly SigV4Credentials Credentials = new("ASIAEXAMPLE", Secret, SessionToken);
    private static readonly BucketEndpoint Endpoint = BucketEndpoint.Create("https://s3.example.com", "media", BucketAddressing.Path);

    [Fact]
    public void SignatureOf_CanonicalRequestOfPresignedUrl_IsTheSignatureInTheUrl()
    {
        var url = new UrlPresigner(Endpoint, Credentials, "auto").Presign(new PresignRequest
        {
            Method = "PUT",
            Target = PresignTarget.ForObject("a b/é+.mp4"),
            SignedAt = Now,
            Lifetime = TimeSpan.FromMinutes(5),
            Headers = [new("Content-Type", "video/mp4")],
        });
        var query = url.Split('?')[1].Split('&').Select(part => part.Split('=')).Where(part => part[0] != "X-Amz-Signature")
            .Select(part => new NameValue(part[0], Uri.UnescapeDataString(part[1]))).ToArray();

        var canonical = SigV4Recomputation.CanonicalRequestOf(
            "PUT", "/media/a b/é+.mp4", query, [new("content-type", "video/mp4"), new("host", "s3.example.com")], "UNSIGNED-PAYLOAD");
        var signature = new SigV4Recomputation(Credentials).SignatureOf(canonical!, "20261124T120000Z", "20261124", "auto", "s3");

        Assert.StartsWith("PUT\n/media/a%20b/%C3%A9%2B.mp4\nX-Amz-Algorithm=", canonical, StringComparison.Ordinal);
        Assert.Equal(url[^64..], signature);
        Assert.NotEqual(signature, new SigV4Recomputation(new("ASIAEXAMPLE", "another")).SignatureOf(
            canonical!, "20261124T120000Z", "20261124", "auto", "s3"));
    }

    [Fact]
    public void PolicySignatureOf_PolicyOfPost_IsTheSignatureInTheForm()
    {
        var fields = new PostPolicySigner(Endpoint, Credentials, "auto").Sign(new PostPolicy("x", TimeSpan.FromMinutes(1)), Now).Fields
            .ToDictionary(field => field.Name, field => field.Value);

        var signature = new SigV4Recomputation(Credentials).PolicySignatureOf(fields["policy"], "20261124", "auto", "s3");

        Assert.Equal(fields["x-amz-signature"], signature);
    }

    [Theory]
    [InlineData("GE T", "host", "x", "UNSIGNED-PAYLOAD")]
    [InlineData("GET", "ho st", "x", "UNSIGNED-PAYLOAD")]
    [InlineData("GET", "host", "x\n", "UNSIGNED-PAYLOAD")]
    [InlineData("GET", "host", "x", "é")]
    public void CanonicalRequestOf_ValueThatCannotBeSigned_IsNull(string method, string header, string value, string payloadHash) =>
        Assert.Null(SigV4Recomputation.CanonicalRequestOf(method, "/", [], [new(header, value)], payloadHash));

    [Theory]
    [InlineData("20261124T120000", "20261124", "auto", "s3")]
    [InlineData("20261124T120000Z", "2026112", "auto", "s3")]
    [InlineData("20261124T120000Z", "20261124", "", "s3")]
    [InlineData("20261124T120000Z", "20261124", "auto", "é")]
    public void SignatureOf_InvalidDateOrScope_IsNull(string date, string day, string region, string service) =>
        Assert.Null(new SigV4Recomputation(Credentials).SignatureOf("GET\n/\n\nhost:x\n\nhost\nUNSIGNED-PAYLOAD", date, day, region, service));

    [Fact]
    public void Redact_SecretAndToken_AreReplacedAlsoIfEncoded()
    {
        var text = $"{Secret} {Uri.EscapeDataString(Secret)} {SessionToken} {Uri.EscapeDataString(SessionToken)} ASIAEXAMPLE";

        Assert.Equal("- - - - ASIAEXAMPLE", Credentials.Redact(text, "-"));
        Assert.Equal("nothing to hide", Credentials.Redact("nothing to hide", "-"));
    }

    [Theory]
    [InlineData(Secret)]
    [InlineData("wJalrXUtnFEMI%2fK7MDENG%2bbPxRfiCYEXAMPLEKEY")]
    [InlineData("wJalrXUtnFEMI/K7MDENG%2BbPxRfiCYEXAMPLEKEY")]
    [InlineData("wJalrXUtnFEMI%2FK7MDENG+bPxRfiCYEXAMPLEKEY")]
    [InlineData("wJalrXUtnFEMI%252FK7MDENG%252BbPxRfiCYEXAMPLEKEY")]
    [InlineData("%77JalrXUtnFEMI%25252FK7MDENG%252BbPxRfiCYEXAMPLEKEY")]
    [InlineData("wJalrXUtnFEMI/K7MDENG bPxRfiCYEXAMPLEKEY")]
    [InlineData("wJalrXUtnFEMI\\/K7MDENG\\u002BbPxRfiCYEXAMPLEKEY")]
    [InlineData("wJalrXUtnFEMI/K7MDENG\\u002bbPxRfiCYEXAMPLEKEY")]
    [InlineData("d0phbHJYVXRuRkVNSS9LN01ERU5HK2JQeFJmaUNZRVhBTVBMRUtFWQ==")]
    [InlineData("d0phbHJYVXRuRkVNSS9LN01ERU5HK2JQeFJmaUNZRVhBTVBMRUtFWQ")]
    [InlineData("wJalrXUtnFEMI/K7MDENG+bPxRf")]
    [InlineData("FQoGZXIvYXdzEBYaD/a+token/with%3D%3Dsigns")]
    [InlineData("FQoGZXIvYXdzEBYaD%2Fa token/with==sig")]
    public void Redact_AnyEncoding_IsReplaced(string form) => Assert.Equal("a * b", Credentials.Redact($"a {form} b", "*"));

    [Fact]
    public void Redact_TokenWithoutPadding_IsReplaced() =>
        Assert.Equal("- -", new SigV4Credentials("A", Secret, "MDEyMzQ1Ng==").Redact("MDEyMzQ1Ng MDEyMzQ1Ng%3D%3D", "-"));

    [Fact]
    public void Redact_TokenIsPartOfTheSecret_LeavesNothing()
    {
        Assert.Equal("(-)", new SigV4Credentials("A", "abcdefgh12345678", "abcdefgh").Redact("(abcdefgh12345678)", "-"));
        Assert.Equal("100% of 5%, \\u00 \uD800", new SigV4Credentials("A", "abcdefgh\uD800").Redact("100% of 5%, \\u00 \uD800", "-"));
    }

    [Fact]
    public void SigV4Recomputation_HasNoPropertyWithTheToken()
    {
        var recomputation = new SigV4Recomputation(Credentials);

        Assert.Equal(SessionToken, recomputation.RevealSessionToken());
        Assert.Empty(typeof(SigV4Recomputation).GetProperties());
        Assert.Equal("{}", System.Text.Json.JsonSerializer.Serialize(recomputation));
    }

    [Fact]
    public void ToString_ShowsNeitherSecretNorToken()
    {
        var text = new SigV4Recomputation(Credentials).ToString();

        Assert.Contains("ASIAEXAMPLE", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(SessionToken, text, StringComparison.Ordinal);
    }
}
