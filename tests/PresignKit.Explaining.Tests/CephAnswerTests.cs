using PresignKit.SigV4;

namespace PresignKit.Explaining.Tests;

/// <summary>
/// Answers of Ceph 16.2.15, 18.2.7, and 20.2.4 to requests that curl sent with a mistake. Most have a code without words, but a denial names the bucket
/// once the signature has been accepted.
/// </summary>
public sealed class CephAnswerTests
{
    private static readonly string Put = Refused.Put();
    private static readonly NameValue[] FormType = [new("Content-Type", "application/x-www-form-urlencoded")];
    private static readonly NameValue[] Nothing = [];

    private static string Denied => Refused.Error("AccessDenied");

    [Fact]
    public void Explain_UnsignedContentType_IsNamed()
    {
        // curl --data-binary, with a URL that signs only the host.
        var known = Explain("PUT", Put, 403, Denied, FormType).Cause!;
        var unknown = Explain("PUT", Put, 403, Denied, null).Cause!;

        Assert.Equal((RefusalCodes.ContentTypeUnsigned, RefusalCertainty.Likely), (known.Code, known.Certainty));
        Assert.Contains("application/x-www-form-urlencoded", known.Message, StringComparison.Ordinal);
        Assert.Contains("-H 'Content-Type:'", known.Remedy, StringComparison.Ordinal);
        Assert.Equal((RefusalCodes.ContentTypeUnsigned, RefusalCertainty.Possible), (unknown.Code, unknown.Certainty));
    }

    [Theory]
    [InlineData("x-amz-meta-note", RefusalCodes.AmzHeaderUnsigned)]
    [InlineData("x-amz-copy-source", RefusalCodes.AmzHeaderUnsigned)]
    [InlineData("x-amz-content-sha256", RefusalCodes.PayloadHashHeader)]
    [InlineData("x-amz-checksum-crc32", RefusalCodes.SdkChecksum)]
    public void Explain_UnsignedAmzHeader_IsNamed(string name, string expected)
    {
        foreach (var credentials in (SigV4Credentials?[])[null, Refused.Static])
        {
            var cause = Explain("PUT", Put, 403, Denied, [new(name, "x")], credentials).Cause!;

            Assert.Equal((expected, RefusalCertainty.Likely), (cause.Code, cause.Certainty));
        }
    }

    [Fact]
    public void Explain_NoUnsignedHeader_IsNotBlamed()
    {
        var findings = Explain("PUT", Put, 403, Denied, Nothing).Findings;

        Assert.DoesNotContain(findings, finding => finding.Code is RefusalCodes.ContentTypeUnsigned or RefusalCodes.AmzHeaderUnsigned);
    }

    [Theory]
    [InlineData("")]
    [InlineData("The pre-signed URL has expired")]
    public void Explain_ExpiredUrl_IsProvenAndNothingElse(string message)
    {
        foreach (var headers in (NameValue[]?[])[null, Nothing])
        {
            var findings = Refused.Explain(
                new()
                {
                    Method = "PUT", Url = Put, Status = 403, ErrorXml = Refused.Error("AccessDenied", message), Headers = headers,
                    AnsweredAt = Refused.Now.AddHours(1),
                }).Findings;

            Assert.Equal([(RefusalCodes.UrlExpired, RefusalCertainty.Proven)], findings.Select(finding => (finding.Code, finding.Certainty)));
        }
    }

    [Fact]
    public void Explain_ExpiredByTheStoreAlone_IsLikelyOnly()
    {
        var cause = Explain("PUT", Put, 403, Refused.Error("AccessDenied", "The pre-signed URL has expired"), Nothing).Cause!;

        Assert.Equal((RefusalCodes.UrlExpired, RefusalCertainty.Likely), (cause.Code, cause.Certainty));
        Assert.Contains("clock", cause.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", RefusalCertainty.Likely)]
    [InlineData("missing s3:GetObject permission", RefusalCertainty.Stated)]
    public void Explain_DenialThatNamesTheBucket_IsAPermission(string message, RefusalCertainty certainty)
    {
        var explanation = Explain("GET", Refused.Get(), 403, Refused.Error("AccessDenied", message, ("BucketName", "media")), FormType);

        Assert.Equal((RefusalCodes.NotPermitted, certainty), (explanation.Cause!.Code, explanation.Cause.Certainty));
        Assert.DoesNotContain(explanation.Findings, finding => finding.Code == RefusalCodes.ContentTypeUnsigned);
    }

    [Theory]
    [InlineData("")]
    [InlineData("missing s3:GetObject permission")]
    public void Explain_AnonymousRequest_IsAMissingSignature(string message)
    {
        var cause = Explain("GET", Refused.Get().Split('?')[0], 403, Refused.Error("AccessDenied", message, ("BucketName", "media")), Nothing).Cause!;

        Assert.Equal((RefusalCodes.UrlNotSigned, RefusalCertainty.Proven), (cause.Code, cause.Certainty));
    }

    [Fact]
    public void Explain_AuthorizationHeader_IsNamed()
    {
        var known = Explain("PUT", Put, 400, Refused.Error("InvalidArgument"), [new("Authorization", "Bearer x")]).Cause!;
        var unknown = Explain("PUT", Put, 400, Refused.Error("InvalidArgument"), null).Cause!;
        var other = Explain("PUT", Put, 400, Refused.Error("InvalidArgument", "", ("BucketName", "media")), null).Cause!;

        Assert.Equal((RefusalCodes.TwoAuthentications, RefusalCertainty.Proven), (known.Code, known.Certainty));
        Assert.Equal((RefusalCodes.TwoAuthentications, RefusalCertainty.Possible), (unknown.Code, unknown.Certainty));
        Assert.Equal(RefusalCodes.OtherRefusal, other.Code);
    }

    [Fact]
    public void Explain_SignedHeaderThatNobodySupplied_IsAskedForBeforeTheSecretIsBlamed()
    {
        foreach (var (url, value) in (IEnumerable<(string, string)>)[
            (Refused.Put(new NameValue("content-type", "video/mp4")), "video/mp4"), (Refused.Put(new NameValue("x-amz-meta-note", "a b")), "x-amz-meta-note")])
        {
            var explanation = Explain("PUT", url, 403, Refused.Error("SignatureDoesNotMatch"), null, Refused.Static);

            Assert.Equal((RefusalCodes.HeaderNotSent, RefusalCertainty.Likely), (explanation.Cause!.Code, explanation.Cause.Certainty));
            Assert.Contains(value, explanation.Cause.Message, StringComparison.Ordinal);
            Assert.Contains(explanation.Findings, finding => finding is { Code: RefusalCodes.SecretKeyWrong, Certainty: RefusalCertainty.Possible });
        }
    }

    [Fact]
    public void Explain_BodyInChunksWithSignedLength_IsALengthThatWasNotSent()
    {
        var url = Refused.Put(new NameValue("content-length", "5"));

        var cause = Explain("PUT", url, 403, Refused.Error("SignatureDoesNotMatch"), [new("Transfer-Encoding", "chunked")]).Cause!;

        Assert.Equal((RefusalCodes.HeaderNotSent, RefusalCertainty.Proven), (cause.Code, cause.Certainty));
    }

    [Fact]
    public void Explain_RefusedPreflight_IsCorsAlone()
    {
        var explanation = Explain("OPTIONS", Put, 403, Refused.Error("AccessDenied", "", ("BucketName", "media")), Nothing, Refused.Static);

        Assert.Equal([(RefusalCodes.CorsNotAllowed, RefusalCertainty.Likely)], explanation.Findings.Select(finding => (finding.Code, finding.Certainty)));
    }

    private static RefusalExplanation Explain(
        string method, string url, int status, string answer, NameValue[]? headers, SigV4Credentials? credentials = null) =>
        Refused.Explain(new() { Method = method, Url = url, Status = status, ErrorXml = answer, Headers = headers, Credentials = credentials });
}
