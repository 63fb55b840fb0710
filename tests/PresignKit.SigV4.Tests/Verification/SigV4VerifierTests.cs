namespace PresignKit.SigV4.Tests.Verification;

/// <summary>Each failure with its code, for presigned URLs and for Authorization headers.</summary>
public class SigV4VerifierTests
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 23, 50, 0, TimeSpan.Zero);
    private static readonly SigV4Credentials Credentials = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    private static readonly SigV4Verifier Verifier = new(id => id == "AKIDEXAMPLE" ? Credentials : null, "us-east-1");

    private static readonly UrlPresigner Presigner = new(
        BucketEndpoint.Create("http://localhost:9000", "media", BucketAddressing.Path), Credentials, "us-east-1");

    [Fact]
    public void VerifyPresignedUrl_HarmlessRewriting_IsVerified()
    {
        var target = Target(query: [new("response-content-type", "video/mp4"), new("x-id", "GetObject")]);
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var (path, parameters) = (target[..question], target[(question + 1)..].Split('&'));

        Assert.Equal(SigV4Failure.None, Verify(target).Failure);
        Assert.Equal(SigV4Failure.None, Verify($"{path}?{string.Join('&', parameters.Reverse())}").Failure);
        Assert.Equal(SigV4Failure.None, Verify(target.Replace("%2F", "%2f", StringComparison.Ordinal)).Failure);
        Assert.Equal(SigV4Failure.None, Verify(target.Replace("/c%2Bd.mp4", "%2Fc+d%2Emp4", StringComparison.Ordinal)).Failure);
        Assert.Equal(SigV4Failure.None, Verify(target + "&").Failure);
    }

    [Theory]
    [InlineData("/media/a%20b%2Fc%2Bd.mp4", "/media/a b/c+d.mp4")]
    [InlineData("/media%2Fa%20b/c+d.mp4", "/media/a b/c+d.mp4")]
    [InlineData("/media/%252e%252e/x", "/media/%2e%2e/x")]
    [InlineData("/media/%2e%2e/x", "/media/../x")]
    [InlineData("//media//x", "//media//x")]
    public void Path_RawTarget_IsDecodedOnceAndNeverNormalized(string target, string path) =>
        Assert.Equal(path, new WireRequest("GET", target, []).Path);

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("media/x")]
    [InlineData("http://localhost:9000/media/x")]
    [InlineData("/media/%")]
    [InlineData("/media/%4")]
    [InlineData("/media/%zz")]
    [InlineData("/media/%FF")]
    [InlineData("/media/%ED%A0%80")]
    [InlineData("/media/%C0%AF")]
    [InlineData("/media/ x")]
    [InlineData("/media/ü")]
    [InlineData("/media/x#y")]
    [InlineData("/media/x?a=%")]
    [InlineData("/media/x?%G0=1")]
    public void Verify_MalformedTarget_IsRefusedByBothMethods(string target)
    {
        var request = new WireRequest("GET", target, [new NameValue("Host", "localhost:9000")]);

        Assert.Null(request.Path);
        Assert.Empty(request.Query);
        Assert.Equal(SigV4Failure.MalformedTarget, Verifier.VerifyPresignedUrl(request, Now).Failure);
        Assert.Equal(SigV4Failure.MalformedTarget, Verifier.VerifyHeaders(request, Now).Failure);
    }

    [Fact]
    public void VerifyPresignedUrl_EachFailure_HasItsCode()
    {
        var target = Target();
        string Replace(string old, string with)
        {
            Assert.Contains(old, target, StringComparison.Ordinal);
            return target.Replace(old, with, StringComparison.Ordinal);
        }

        Assert.Equal(SigV4Failure.MissingAuthentication, Verify("/media/x").Failure);
        Assert.Equal(SigV4Failure.UnsupportedAlgorithm, Verify("/media/x?AWSAccessKeyId=AKIDEXAMPLE&Expires=1&Signature=x").Failure);
        Assert.Equal(SigV4Failure.UnsupportedAlgorithm, Verify(Replace("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1")).Failure);
        Assert.Equal(SigV4Failure.UnsupportedAlgorithm, Verify(Replace("AWS4-HMAC-SHA256", "aws4-hmac-sha256")).Failure);
        Assert.Equal(SigV4Failure.MultipleAuthentication, Verify(target, new NameValue("authorization", "AWS4-HMAC-SHA256 x")).Failure);
        Assert.Equal(SigV4Failure.MalformedQuery, Verify(Replace("X-Amz-Algorithm=AWS4-HMAC-SHA256&", "")).Failure);
        Assert.Equal(SigV4Failure.MalformedQuery, Verify(Replace("X-Amz-Date", "x-amz-date")).Failure);
        Assert.Equal(SigV4Failure.MalformedQuery, Verify(target + "&x-amz-expires=300").Failure);
        Assert.Equal(SigV4Failure.MalformedQuery, Verify(target + "&X-Amz-Expires=300").Failure);
        Assert.Equal(SigV4Failure.MalformedQuery, Verify(Replace("20261124T235000Z", "20261124T235060Z")).Failure);
        Assert.Equal(SigV4Failure.MalformedQuery, Verify(Replace("20261124T235000Z", "20261124")).Failure);
        Assert.Equal(SigV4Failure.MalformedQuery, Verify(Replace("%2Faws4_request", "%2Faws3_request")).Failure);
        Assert.Equal(SigV4Failure.WrongScope, Verify(Replace("%2Fus-east-1%2F", "%2Fus-east-2%2F")).Failure);
        Assert.Equal(SigV4Failure.WrongScope, Verify(Replace("%2Fs3%2F", "%2Fsts%2F")).Failure);
        Assert.Equal(SigV4Failure.WrongScope, Verify(Replace("%2F20261124%2F", "%2F20261123%2F")).Failure);
        Assert.Equal(SigV4Failure.UnknownAccessKey, Verify(Replace("AKIDEXAMPLE", "AKIDOTHER")).Failure);
        Assert.Equal(SigV4Failure.TokenMismatch, Verify(target + "&X-Amz-Security-Token=x").Failure);
        Assert.Equal(SigV4Failure.SignatureMismatch, Verify(target + "&x=1").Failure);
        foreach (var expires in new[] { "0", "604801", "-1", "%2B300", "3e2", "300.0", "", "99999999999999999999" })
        {
            Assert.Equal(SigV4Failure.InvalidExpiry, Verify(Replace("X-Amz-Expires=300", $"X-Amz-Expires={expires}")).Failure);
        }
    }

    [Theory]
    [InlineData("Host", SigV4Failure.MalformedQuery)]
    [InlineData("host%3Bhost", SigV4Failure.MalformedQuery)]
    [InlineData("range%3Bhost", SigV4Failure.MalformedQuery)]
    [InlineData("host%3B", SigV4Failure.MalformedQuery)]
    [InlineData("", SigV4Failure.MalformedQuery)]
    [InlineData("range", SigV4Failure.MissingHost)]
    [InlineData("host%3Brange", SigV4Failure.MissingSignedHeader)]
    public void VerifyPresignedUrl_SignedHeadersList_MustBeCanonical(string list, SigV4Failure failure) =>
        Assert.Equal(failure, Verify(Target().Replace("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=" + list, StringComparison.Ordinal)).Failure);

    [Theory]
    [InlineData("x-amz-acl", "public-read")]
    [InlineData("X-AMZ-Copy-Source", "/media/other")]
    [InlineData("x-amz-content-sha256", "UNSIGNED-PAYLOAD")]
    [InlineData("x-amz-date", "20261124T235000Z")]
    [InlineData("x-amz-security-token", "x")]
    [InlineData("x-amz-", "")]
    public void VerifyPresignedUrl_UnsignedAmzHeader_IsRefused(string name, string value) =>
        Assert.Equal(SigV4Failure.UnsignedAmzHeader, Verify(Target(), new NameValue(name, value)).Failure);

    [Fact]
    public void VerifyPresignedUrl_Host_MustBeSentOnce()
    {
        SigV4Failure With(params NameValue[] headers) => Verifier.VerifyPresignedUrl(new WireRequest("GET", Target(), headers), Now).Failure;

        Assert.Equal(SigV4Failure.None, With(new NameValue("host", "localhost:9000")));
        Assert.Equal(SigV4Failure.MissingHost, With());
        Assert.Equal(SigV4Failure.MissingHost, With(new("Host", "localhost:9000"), new("host", "localhost:9000")));
        Assert.Equal(SigV4Failure.SignatureMismatch, With(new NameValue("Host", "127.0.0.1:9000")));
    }

    [Fact]
    public void VerifyPresignedUrl_SignedHeaders_AreFoldedAndJoinedAsInSigning()
    {
        NameValue[] signed = [new("X-Amz-Meta-A", "  one   two "), new("content-type", "text/plain"), new("x-amz-meta-a", "three")];
        var target = Target(signed);

        Assert.Equal(
            SigV4Failure.None,
            Verify(target, new("x-amz-meta-a", "one two"), new("Content-Type", "text/plain"), new("x-amz-meta-a", "three")).Failure);
        Assert.Equal(SigV4Failure.None, Verify(target, new("x-amz-meta-a", "one two,three"), new("Content-Type", "\ttext/plain ")).Failure);
        Assert.Equal(
            SigV4Failure.SignatureMismatch,
            Verify(target, new("x-amz-meta-a", "three"), new("Content-Type", "text/plain"), new("x-amz-meta-a", "one two")).Failure);
        Assert.Equal(SigV4Failure.MissingSignedHeader, Verify(target, new NameValue("x-amz-meta-a", "one two,three")).Failure);
    }

    [Fact]
    public void VerifyPresignedUrl_MalformedHeaders_NeverThrow()
    {
        foreach (var value in new[] { "a\nb", "a\rb", "a\0b", "\uD800", "\uDC00x", "\u007F" })
        {
            Assert.Equal(SigV4Failure.MalformedHeader, Verify(Target(), new NameValue("x", value)).Failure);
        }

        foreach (var name in new[] { "", "a b", "a:", "ü", "a\n" })
        {
            Assert.Equal(SigV4Failure.MalformedHeader, Verify(Target(), new NameValue(name, "x")).Failure);
        }

        Assert.Equal(SigV4Failure.MalformedHeader, Verify(Target(), new NameValue(null!, null!)).Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GÉT")]
    [InlineData("GET\n/")]
    [InlineData("G T")]
    public void VerifyPresignedUrl_InvalidMethod_IsRefused(string method) => Assert.Equal(
        SigV4Failure.SignatureMismatch,
        Verifier.VerifyPresignedUrl(new WireRequest(method, Target(), [new NameValue("Host", "localhost:9000")]), Now).Failure);

    [Fact]
    public void VerifyPresignedUrl_PayloadHash_IsReadFromHeaderOrQuery()
    {
        string With(string hash, NameValue[] headers, NameValue[] query) => Presigner.Presign(new PresignRequest
        {
            Method = "GET", Target = PresignTarget.ForObject("x"), SignedAt = Now, Lifetime = TimeSpan.FromMinutes(5),
            Headers = headers, Query = query, PayloadHash = hash,
        })["http://localhost:9000".Length..];

        NameValue header = new("x-amz-content-sha256", EmptyHash), parameter = new("X-Amz-Content-Sha256", EmptyHash);
        var byHeader = Verify(With(EmptyHash, [header], []), header);
        Assert.Equal((SigV4Failure.None, PayloadMode.Sha256, EmptyHash), (byHeader.Failure, byHeader.PayloadMode, byHeader.PayloadHash));
        Assert.Equal(SigV4Failure.None, Verify(With(EmptyHash, [], [parameter])).Failure);
        Assert.Equal(SigV4Failure.InvalidPayloadHash, Verify(With("UNSIGNED-PAYLOAD", [], [parameter with { Value = "x" }])).Failure);
        Assert.Equal(SigV4Failure.InvalidPayloadHash, Verify(With(EmptyHash, [header], [parameter with { Value = "UNSIGNED-PAYLOAD" }]), header).Failure);
        Assert.Equal(SigV4Failure.SignatureMismatch, Verify(With("UNSIGNED-PAYLOAD", [], [parameter])).Failure);
    }

    [Fact]
    public void VerifyPresignedUrl_WrongSignature_ReturnsWhatWasComputed()
    {
        var verification = Verify(Target() + "&x=1");

        Assert.False(verification.IsVerified);
        Assert.Contains("&x=1\nhost:localhost:9000\n\nhost\nUNSIGNED-PAYLOAD", verification.CanonicalRequest, StringComparison.Ordinal);
        Assert.StartsWith("AWS4-HMAC-SHA256\n20261124T235000Z\n20261124/us-east-1/s3/aws4_request\n", verification.StringToSign, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EmptyHash, PayloadMode.Sha256)]
    [InlineData("UNSIGNED-PAYLOAD", PayloadMode.UnsignedPayload)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", PayloadMode.StreamingSigned)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", PayloadMode.StreamingSignedTrailer)]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", PayloadMode.StreamingUnsignedTrailer)]
    public void VerifyHeaders_Signed_IsVerifiedWithItsPayloadMode(string payloadHash, PayloadMode mode)
    {
        var verification = VerifyHeaders(SignedHeaders(Now, payloadHash: payloadHash));

        Assert.Equal(SigV4Failure.None, verification.Failure);
        Assert.Equal((mode, payloadHash), (verification.PayloadMode, verification.PayloadHash));
        Assert.Equal(["host", "x-amz-content-sha256", "x-amz-date"], verification.SignedHeaders);
    }

    [Fact]
    public void VerifyHeaders_EachFailure_HasItsCode()
    {
        var headers = SignedHeaders(Now, more: [new("x-amz-meta-a", "1")]);
        NameValue[] Change(string name, Func<string, string> change) => [.. headers.Select(h => h.Name == name ? h with { Value = change(h.Value) } : h)];
        NameValue[] Without(string name) => [.. headers.Where(h => h.Name != name)];

        Assert.Equal(SigV4Failure.None, VerifyHeaders(headers).Failure);
        Assert.Equal(SigV4Failure.MissingAuthentication, VerifyHeaders(Without("Authorization")).Failure);
        Assert.Equal(SigV4Failure.MalformedAuthorization, VerifyHeaders([.. headers, headers[^1]]).Failure);
        Assert.Equal(SigV4Failure.MalformedAuthorization, VerifyHeaders(Without("X-Amz-Date")).Failure);
        Assert.Equal(SigV4Failure.MalformedAuthorization, VerifyHeaders([.. headers, new("x-amz-date", "20261124T235000Z")]).Failure);
        Assert.Equal(SigV4Failure.MalformedAuthorization, VerifyHeaders(Without("x-amz-content-sha256")).Failure);
        Assert.Equal(SigV4Failure.InvalidPayloadHash, VerifyHeaders(Change("x-amz-content-sha256", _ => "abc")).Failure);
        Assert.Equal(SigV4Failure.MultipleAuthentication, VerifyHeaders(headers, "/media/x?list-type=2&X-Amz-Signature=x").Failure);
        Assert.Equal(SigV4Failure.MultipleAuthentication, VerifyHeaders(headers, "/media/x?list-type=2&x-amz-credential=x").Failure);
        Assert.Equal(SigV4Failure.UnsupportedAlgorithm, VerifyHeaders(Change("Authorization", _ => "AWS AKIDEXAMPLE:x")).Failure);
        Assert.Equal(SigV4Failure.UnsupportedAlgorithm, VerifyHeaders(Change("Authorization", _ => "Bearer x")).Failure);
        Assert.Equal(SigV4Failure.MalformedAuthorization, VerifyHeaders(Change("Authorization", a => a + ", Signature=x")).Failure);
        Assert.Equal(SigV4Failure.MalformedAuthorization, VerifyHeaders(Change("Authorization", a => a + ", Other=x")).Failure);
        Assert.Equal(
            SigV4Failure.MalformedAuthorization,
            VerifyHeaders(Change("Authorization", a => a.Replace("Credential=", "credential=", StringComparison.Ordinal))).Failure);
        Assert.Equal(
            SigV4Failure.MalformedAuthorization,
            VerifyHeaders(Change("Authorization", a => a.Replace("host;", "Host;", StringComparison.Ordinal))).Failure);
        Assert.Equal(SigV4Failure.MissingHost, VerifyHeaders(Change("Authorization", a => a.Replace("host;", "", StringComparison.Ordinal))).Failure);
        Assert.Equal(
            SigV4Failure.UnsignedAmzHeader,
            VerifyHeaders(Change("Authorization", a => a.Replace(";x-amz-meta-a", "", StringComparison.Ordinal))).Failure);
        Assert.Equal(SigV4Failure.UnsignedAmzHeader, VerifyHeaders([.. headers, new("x-amz-acl", "private")]).Failure);
        Assert.Equal(SigV4Failure.MissingSignedHeader, VerifyHeaders(Without("x-amz-meta-a")).Failure);
        Assert.Equal(
            SigV4Failure.WrongScope,
            VerifyHeaders(Change("Authorization", a => a.Replace("/us-east-1/", "/us-east-2/", StringComparison.Ordinal))).Failure);
        Assert.Equal(
            SigV4Failure.WrongScope,
            VerifyHeaders(Change("Authorization", a => a.Replace("/20261124/", "/20261125/", StringComparison.Ordinal))).Failure);
        Assert.Equal(
            SigV4Failure.UnknownAccessKey,
            VerifyHeaders(Change("Authorization", a => a.Replace("AKIDEXAMPLE", "AKIDOTHER", StringComparison.Ordinal))).Failure);
        Assert.Equal(SigV4Failure.SignatureMismatch, VerifyHeaders(Change("x-amz-meta-a", _ => "2")).Failure);
        Assert.Equal(SigV4Failure.SignatureMismatch, VerifyHeaders(headers, "/media/y?list-type=2").Failure);
        Assert.Equal(SigV4Failure.SignatureMismatch, VerifyHeaders(headers, "/media/x?list-type=1").Failure);
        Assert.Equal(SigV4Failure.SignatureMismatch, VerifyHeaders(Change("Authorization", a => a[..^1] + (a[^1] == '0' ? '1' : '0'))).Failure);
        Assert.Equal(SigV4Failure.SignatureMismatch, VerifyHeaders(Change("Authorization", a => a[..^64] + a[^64..].ToUpperInvariant())).Failure);
        Assert.Equal(SigV4Failure.SignatureMismatch, VerifyHeaders(Change("Authorization", a => a[..^64])).Failure);
        Assert.Equal(SigV4Failure.TokenMismatch, VerifyHeaders(SignedHeaders(Now, more: [new("x-amz-security-token", "x")])).Failure);
    }

    [Fact]
    public void VerifyHeaders_WithoutSpacesAfterCommas_IsVerified()
    {
        var headers = SignedHeaders(Now);
        headers[^1] = headers[^1] with { Value = headers[^1].Value.Replace(", ", ",", StringComparison.Ordinal) };
        Assert.Equal(SigV4Failure.None, VerifyHeaders(headers).Failure);
    }

    [Theory]
    [InlineData(-15 * 60, SigV4Failure.None)]
    [InlineData(15 * 60, SigV4Failure.None)]
    [InlineData(-15 * 60 - 1, SigV4Failure.RequestTimeTooSkewed)]
    [InlineData(15 * 60 + 1, SigV4Failure.RequestTimeTooSkewed)]
    public void VerifyHeaders_ClockSkew_IsLimitedInBothDirections(int seconds, SigV4Failure failure) =>
        Assert.Equal(failure, VerifyHeaders(SignedHeaders(Now.AddSeconds(seconds))).Failure);

    [Fact]
    public void VerifyPresignedUrl_DateAtTheEndOfTime_DoesNotThrow()
    {
        var target = Target().Replace("20261124", "99991231", StringComparison.Ordinal);
        Assert.Equal(SigV4Failure.NotYetValid, Verify(target).Failure);
        Assert.Equal(SigV4Failure.Expired, Verify(Target().Replace("20261124", "00010101", StringComparison.Ordinal)).Failure);
    }

    private static string Url(NameValue[]? headers = null, NameValue[]? query = null, string method = "GET") => Presigner.Presign(new PresignRequest
    {
        Method = method,
        Target = PresignTarget.ForObject("a b/c+d.mp4"),
        SignedAt = Now,
        Lifetime = TimeSpan.FromMinutes(5),
        Headers = headers,
        Query = query,
    });

    private static string Target(NameValue[]? headers = null, NameValue[]? query = null, string method = "GET")
        => Url(headers, query, method)["http://localhost:9000".Length..];

    private static SigV4Verification Verify(string target, params NameValue[] headers) =>
        Verifier.VerifyPresignedUrl(new WireRequest("GET", target, [new NameValue("Host", "localhost:9000"), .. headers]), Now);

    private static NameValue[] SignedHeaders(
        DateTimeOffset at,
        string target = "/media/x?list-type=2",
        string payloadHash = EmptyHash,
        NameValue[]? more = null,
        SigV4Credentials? credentials = null)
    {
        var parsed = new WireRequest("PUT", target, []);
        NameValue[] headers =
        [
            new("Host", "localhost:9000"),
            new("X-Amz-Date", at.ToString("yyyyMMdd'T'HHmmss'Z'", null)),
            new("x-amz-content-sha256", payloadHash),
            .. more ?? [],
        ];
        var authorization = new HeaderSigner(credentials ?? Credentials, "us-east-1").Sign("PUT", parsed.Path!, [.. parsed.Query], headers, payloadHash, at);
        return [.. headers, new("Authorization", authorization)];
    }

    private static SigV4Verification VerifyHeaders(IReadOnlyList<NameValue> headers, string target = "/media/x?list-type=2") =>
        Verifier.VerifyHeaders(new WireRequest("PUT", target, headers), Now);
}
