namespace PresignKit.Explaining.Tests;

/// <summary>Answers of Amazon S3, as documented and as users quote them, and of proxies in front of stores.</summary>
public class AnswerTests
{
    [Theory]
    [InlineData(
        400,
        "AuthorizationQueryParametersError",
        "Error parsing the X-Amz-Credential parameter; the region 'eu-central-1' is wrong; expecting 'us-west-2'",
        "Region",
        "us-west-2",
        RefusalCodes.RegionMismatch)]
    [InlineData(
        301,
        "PermanentRedirect",
        "The bucket you are attempting to access must be addressed using the specified endpoint.",
        "Endpoint",
        "media.s3-eu-west-1.amazonaws.com",
        RefusalCodes.RegionMismatch)]
    [InlineData(
        403,
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
        "RequestTime",
        "20261124T110000Z",
        RefusalCodes.ClockSkewed)]
    [InlineData(403, "AccessDenied", "Request has expired", "ServerTime", "2026-11-24T13:00:00Z", RefusalCodes.UrlExpired)]
    [InlineData(403, "AccessDenied", "Request is not yet valid", "ServerTime", "2026-11-24T11:00:00Z", RefusalCodes.NotYetValid)]
    [InlineData(403, "AccessDenied", "Access Denied", "HostId", "x", RefusalCodes.NotPermitted)]
    [InlineData(403, "AccessDenied", "User: arn:aws:iam::1:user/a is not authorized to perform: s3:GetObject", "HostId", "x", RefusalCodes.NotPermitted)]
    [InlineData(
        403,
        "AccessDenied",
        "There were headers present in the request which were not signed",
        "HeadersNotSigned",
        "x-amz-acl",
        RefusalCodes.AmzHeaderUnsigned)]
    [InlineData(
        403,
        "AccessDenied",
        "There were headers present in the request which were not signed",
        "HeadersNotSigned",
        "x-amz-content-sha256",
        RefusalCodes.PayloadHashHeader)]
    [InlineData(
        403,
        "AccessDenied",
        "There were headers present in the request which were not signed",
        "HeadersNotSigned",
        "x-amz-checksum-crc32",
        RefusalCodes.SdkChecksum)]
    [InlineData(
        400,
        "InvalidArgument",
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header "
            + "should be specified",
        "ArgumentName",
        "Authorization",
        RefusalCodes.TwoAuthentications)]
    [InlineData(
        400,
        "InvalidRequest",
        "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
        "HostId",
        "x",
        RefusalCodes.SignatureVersion2)]
    [InlineData(400, "ExpiredToken", "The provided token has expired.", "HostId", "x", RefusalCodes.SessionTokenExpired)]
    [InlineData(
        403,
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.",
        "AWSAccessKeyId",
        "AKIDEXAMPLE",
        RefusalCodes.AccessKeyUnknown)]
    [InlineData(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided.",
        "HostId",
        "x",
        RefusalCodes.SignatureMismatch)]
    [InlineData(
        412,
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold",
        "Condition",
        "If-Match",
        RefusalCodes.PreconditionFailed)]
    [InlineData(
        409,
        "ConditionalRequestConflict",
        "The conditional request cannot succeed due to a conflicting operation against this resource.",
        "HostId",
        "x",
        RefusalCodes.UploadRaced)]
    [InlineData(400, "BadDigest", "The Content-MD5 you specified did not match what we received.", "HostId", "x", RefusalCodes.ChecksumMismatch)]
    [InlineData(400, "InvalidDigest", "The Content-MD5 you specified was invalid.", "HostId", "x", RefusalCodes.ChecksumMismatch)]
    [InlineData(411, "MissingContentLength", "You must provide the Content-Length HTTP header.", "HostId", "x", RefusalCodes.LengthRequired)]
    [InlineData(
        400,
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header",
        "HostId",
        "x",
        RefusalCodes.BodyIncomplete)]
    [InlineData(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", "MaxSizeAllowed", "10", RefusalCodes.TooLarge)]
    [InlineData(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", "MinSizeAllowed", "10", RefusalCodes.TooSmall)]
    [InlineData(404, "NoSuchBucket", "The specified bucket does not exist", "BucketName", "media", RefusalCodes.BucketNotFound)]
    [InlineData(404, "NoSuchKey", "The specified key does not exist.", "Key", "a/video.mp4", RefusalCodes.ObjectNotFound)]
    [InlineData(403, "AccessForbidden", "CORSResponse: This CORS request is not allowed.", "Method", "PUT", RefusalCodes.CorsNotAllowed)]
    [InlineData(503, "SlowDown", "Please reduce your request rate.", "HostId", "x", RefusalCodes.StoreBusy)]
    [InlineData(
        501,
        "NotImplemented",
        "A header you provided implies functionality that is not implemented",
        "Header",
        "x-amz-tagging",
        RefusalCodes.NotImplemented)]
    [InlineData(403, "AccessDenied", "Invalid according to Policy: Policy expired.", "HostId", "x", RefusalCodes.FormExpired)]
    [InlineData(403, "AccessDenied", "Invalid according to Policy: Extra input fields: x", "HostId", "x", RefusalCodes.FormFieldExtra)]
    [InlineData(
        400,
        "MalformedPOSTRequest",
        "The body of your POST request is not well-formed multipart/form-data.",
        "HostId",
        "x",
        RefusalCodes.FormMalformed)]
    [InlineData(400, "KeyTooLongError", "Your key is too long", "Size", "2000", RefusalCodes.OtherRefusal)]
    public void Explain_StoreAnswer_FindsItsCause(int status, string code, string message, string field, string value, string expected)
    {
        var explanation = Refused.Explain(
            new() { Method = "GET", Url = Refused.Get(), Status = status, ErrorXml = Refused.Error(code, message, (field, value)) });

        Assert.True(explanation.Cause?.Code == expected, $"{explanation}");
        Assert.NotEmpty(explanation.Cause.Remedy);
    }

    [Fact]
    public void Explain_SignatureCorrect_DoesNotBlameTheSignature()
    {
        // The same answer, but the signature is correct, so the account remains.
        var explanation = Refused.Explain(new()
        {
            Method = "GET",
            Url = Refused.Get(),
            Status = 403,
            ErrorXml = Refused.Error("AccessDenied", "Access Denied"),
            Credentials = Refused.Static,
        });

        Assert.Equal((RefusalCodes.NotPermitted, RefusalCertainty.Likely), (explanation.Cause!.Code, explanation.Cause.Certainty));
    }

    [Fact]
    public void Explain_UrlExpiredAfterTheAnswer_IsHarmless()
    {
        // The store checks the time first, so it would have reported expiry.
        var explanation = Refused.Explain(
            new()
            {
                Method = "GET",
                Url = Refused.Get(),
                Status = 404,
                ErrorXml = Refused.Error("NoSuchKey", "The specified key does not exist."),
            }, Refused.Now.AddDays(1));

        Assert.Equal(RefusalCodes.ObjectNotFound, explanation.Cause!.Code);
        Assert.Contains(explanation.Findings, finding => finding is { Code: RefusalCodes.UrlExpired, Certainty: RefusalCertainty.Harmless });
    }

    /// <summary>A URL whose own times hold is not at fault, whatever the store says about the time.</summary>
    [Theory]
    [InlineData("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.", RefusalCodes.ClockSkewed)]
    [InlineData("AccessDenied", "Request has expired", RefusalCodes.UrlExpired)]
    [InlineData("AccessDenied", "Request is not yet valid", RefusalCodes.NotYetValid)]
    public void Explain_StoreSaysTheTimeIsWrongButTheUrlsTimesHold_IsTheStoresClock(string code, string message, string expected)
    {
        var explanation = Refused.Explain(new() { Method = "GET", Url = Refused.Get(), Status = 403, ErrorXml = Refused.Error(code, message) });

        Assert.Equal((expected, RefusalCertainty.Likely), (explanation.Cause!.Code, explanation.Cause.Certainty));
        Assert.Contains("ynchronize the clock of the store", explanation.Cause.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(explanation.Findings, finding => finding.Certainty is RefusalCertainty.Proven or RefusalCertainty.Stated);
    }

    [Fact]
    public void Explain_SkewWithTimesOfBothSides_SaysWhatTheUrlSays()
    {
        var explanation = Refused.Explain(new()
        {
            Method = "GET", Url = Refused.Get(), Status = 403,
            ErrorXml = Refused.Error(
                "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.",
                ("RequestTime", "2026-11-24T12:00:00Z"),
                ("ServerTime", "2026-11-24T12:20:00Z")),
        });

        Assert.Contains(explanation.Findings, finding => finding is { Code: RefusalCodes.ClockSkewed, Certainty: RefusalCertainty.Likely }
            && finding.Message.Contains("differ by 20 min", StringComparison.Ordinal) && finding.Message.Contains("its own clock", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RequestTimeTooSkewed", "", RefusalCodes.UrlExpired, RefusalCertainty.Likely)]
    [InlineData("AccessDenied", "Request has expired", RefusalCodes.UrlExpired, RefusalCertainty.Proven)]
    public void Explain_UrlWhoseTimesDoNotHold_IsTheUrlsFault(string code, string message, string expected, RefusalCertainty certainty)
    {
        var explanation = Refused.Explain(
            new() { Method = "GET", Url = Refused.Get(), Status = 403, ErrorXml = Refused.Error(code, message) }, Refused.Now.AddHours(2));

        Assert.Contains(explanation.Findings, finding => finding.Code == expected && finding.Certainty == certainty);
    }

    [Theory]
    [InlineData("InvalidAccessKeyId", RefusalCodes.AccessKeyUnknown)]
    [InlineData("NoSuchKey", RefusalCodes.ObjectNotFound)]
    [InlineData("EntityTooLarge", RefusalCodes.TooLarge)]
    [InlineData("InvalidBucketState", RefusalCodes.OtherRefusal)]
    public void Explain_WhatOnlyTheStoreSays_IsStatedAndNotProven(string code, string expected)
    {
        var explanation = Refused.Explain(new() { Method = "GET", Url = Refused.Get(), Status = 400, ErrorXml = Refused.Error(code, "no") });

        Assert.Equal((expected, RefusalCertainty.Stated), (explanation.Cause!.Code, explanation.Cause.Certainty));
    }

    [Fact]
    public void Explain_UrlExpired_SaysHowLongAgo()
    {
        var explanation = Refused.Explain(new()
        {
            Method = "GET", Url = Refused.Get(), Status = 403,
            ErrorXml = Refused.Error(
                "AccessDenied",
                "Request has expired",
                ("X-Amz-Expires", "300"),
                ("Expires", "2026-11-24T12:05:00Z"),
                ("ServerTime", "2026-11-24T15:25:30Z")),
        });

        Assert.Equal(RefusalCertainty.Proven, explanation.Cause!.Certainty);
        Assert.Contains("expired 3 h 20 min before", explanation.Cause.Message, StringComparison.Ordinal);
        Assert.Contains("2026-11-24 12:05:00 UTC", explanation.Cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ClockAhead_SaysHowFarAheadOfTheStore()
    {
        var explanation = Refused.Explain(
            new()
            {
                Method = "GET",
                Url = Refused.Get(),
                Status = 403,
                ErrorXml = Refused.Error("AccessDenied", "Request is not yet valid", ("ServerTime", "2026-11-24T11:40:00Z")),
            });

        Assert.Contains("20 min 0 s ahead of the store's clock", explanation.Cause!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_HtmlFromProxy_FindsNotTheStore()
    {
        Assert.Equal(RefusalCodes.NotTheStore, Cause(403, "<html><body>Forbidden</body></html>"));
        Assert.Equal(RefusalCodes.NotTheStore, Cause(413, "<html><head><title>413 Request Entity Too Large</title></head></html>"));

        static string? Cause(int status, string body)
            => Refused.Explain(new() { Method = "GET", Url = Refused.Get(), Status = status, ErrorXml = body }).Cause?.Code;
    }

    [Fact]
    public void Explain_FailedToFetch_MentionsCorsAndTheHeadersToAllow()
    {
        var explanation = Refused.Explain(new()
        {
            Method = "PUT", Url = Refused.Put(new("content-type", "video/mp4"), new("if-none-match", "*")),
            Headers = [new("content-type", "video/mp4"), new("if-none-match", "*"), new("Origin", "https://app.example.com")],
        });

        Assert.Equal(RefusalCodes.NoAnswer, explanation.Cause!.Code);
        Assert.Contains("https://app.example.com", explanation.Cause.Message, StringComparison.Ordinal);
        Assert.Contains("content-type, if-none-match", explanation.Cause.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_FailedToFetch_NamesContentSecurityPolicyAndTheCacheOfImages()
    {
        var get = Refused.Explain(new() { Method = "GET", Url = Refused.Get() }).Cause!;
        var put = Refused.Explain(new() { Method = "PUT", Url = Refused.Put() }).Cause!;

        Assert.Contains("connect-src (img-src, media-src) must list https://s3.eu-central-1.amazonaws.com", get.Message, StringComparison.Ordinal);
        Assert.Contains("<img> without crossorigin", get.Message, StringComparison.Ordinal);
        Assert.Contains("crossorigin=\"anonymous\"", get.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("<img>", put.Message + put.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://files.example.com", "https://app.example.com", true)]
    [InlineData("http://files.example.com", "http://app.example.com", false)]
    [InlineData("https://files.example.com", "https://app.example.com", false)]
    [InlineData("http://localhost:5081", "https://app.example.com", false)]
    public void Explain_FailedToFetchFromHttpsToHttp_IsMixedContent(string endpoint, string origin, bool isMixed)
    {
        var cause = Refused.Explain(new() { Method = "GET", Url = Refused.Get(endpoint: endpoint), Headers = [new("Origin", origin)] }).Cause!;

        Assert.Equal(RefusalCodes.NoAnswer, cause.Code);
        Assert.Equal(isMixed, cause.Message.Contains("browsers block such mixed content", StringComparison.Ordinal));
    }

    [Fact]
    public void Explain_SkewOfAnotherRequest_IsNotTheUrls()
    {
        // By header, an hour ago; the URL is dated a minute ago.
        var cause = Refused.Explain(new()
        {
            Method = "GET", Url = Refused.Get(), Status = 403,
            ErrorXml = Refused.Error("RequestTimeTooSkewed", "no", ("RequestTime", "20261124T110000Z"), ("ServerTime", "2026-11-24T12:01:00Z")),
        }).Cause!;

        Assert.Equal((RefusalCodes.ClockSkewed, RefusalCertainty.Likely), (cause.Code, cause.Certainty));
        Assert.Contains("signed by header", cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_FailedToFetchWithExpiredUrl_FindsUrlExpired()
    {
        var explanation = Refused.Explain(new() { Method = "GET", Url = Refused.Get() }, Refused.Now.AddHours(1));

        Assert.Equal(RefusalCodes.UrlExpired, explanation.Cause!.Code);
        Assert.Contains(explanation.Findings, finding => finding.Code == RefusalCodes.NoAnswer);
    }

    [Fact]
    public void Explain_AmazonHostOfAnotherRegion_FindsRegionMismatch()
    {
        var explanation = Refused.Explain(new() { Method = "GET", Url = Refused.Get(region: "us-east-1"), Status = 400 });

        Assert.Equal(RefusalCodes.RegionMismatch, explanation.Cause!.Code);
        Assert.Contains("eu-central-1", explanation.Cause.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_AwsChunkedBody_FindsSdkChecksum()
    {
        var explanation = Refused.Explain(new()
        {
            Method = "PUT", Url = Refused.Put(), Status = 400, ErrorXml = Refused.Error("XAmzContentSHA256Mismatch"),
            Headers = [new("content-encoding", "aws-chunked"), new("x-amz-trailer", "x-amz-checksum-crc32")],
        });

        Assert.Equal(RefusalCodes.SdkChecksum, explanation.Cause!.Code);
    }

    [Fact]
    public void Explain_ChecksumOfEmptyBodyInUrl_FindsSdkChecksum()
    {
        var url = Refused.Get() + "&x-amz-checksum-crc32=AAAAAA%3D%3D&x-amz-sdk-checksum-algorithm=CRC32";

        var explanation = Refused.Explain(new() { Method = "PUT", Url = url, Status = 400, ErrorXml = Refused.Error("BadDigest"), BodySize = 100 });

        Assert.Equal(RefusalCodes.SdkChecksum, explanation.Cause!.Code);
    }
}
