namespace PresignKit.Explaining.Tests;

/// <summary>Malformed input, which is what the explainer is for.</summary>
public class RobustnessTests
{
    private static readonly string Url = Refused.Get(key: "a b/\u00E9+.mp4");

    [Theory]
    [InlineData("https://")]
    [InlineData("x")]
    [InlineData("?")]
    [InlineData("https://h/%")]
    [InlineData("https://h/%zz?%=%&=&&X-Amz-Signature")]
    [InlineData("https://h?X-Amz-Credential=////&X-Amz-Date=x&X-Amz-Expires=99999999999999&X-Amz-SignedHeaders=%00;&X-Amz-Signature=0")]
    [InlineData("https://h/\uD800?X-Amz-Algorithm=\uDC00")]
    public void Explain_AnyText_Explains(string url)
    {
        string?[] answers =
        [
            null, "", "<", "<Error/>", "<Error><Code/></Error>", "<!DOCTYPE x [<!ENTITY e 'x'>]><Error>&e;</Error>",
            Refused.Error("SignatureDoesNotMatch", "", ("CanonicalRequest", "GET\n\n\n\n\n\n")),
        ];
        foreach (var xml in answers)
        {
            var explanation = Refused.Explain(
                new() { Method = "get", Url = url, Status = 403, ErrorXml = xml, Credentials = Refused.Static, Headers = [new("", ""), new("a\nb", "\0")] });

            Assert.NotEmpty(explanation.Findings);
            Assert.All(explanation.Findings, finding => Assert.Contains(finding.Code, explanation.ToString(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Explain_UrlCutAnywhere_Explains()
    {
        for (var length = 1; length <= Url.Length; length++)
        {
            var explanation = Refused.Explain(new() { Method = "GET", Url = Url[..length], Status = 403, Credentials = Refused.Static });
            if (length < Url.Length && length > Url.IndexOf("X-Amz-Algorithm=", StringComparison.Ordinal) + 16)
            {
                Assert.Equal(RefusalCodes.UrlTruncated, explanation.Cause!.Code);
            }
        }
    }

    [Fact]
    public void Explain_LittleIsKnownAndNothingMatches_StopsSearching()
    {
        // The most variants to try: four signed headers, no known values, and another secret.
        var url = Refused.Put(
            new("content-type", "video/x-unheard-of"),
            new("content-length", "123456"),
            new("if-none-match", "*"),
            new("x-amz-acl", "private"));

        var explanation = Refused.Explain(
            new() { Method = "PUT", Url = url, Status = 403, ErrorXml = Refused.Error("SignatureDoesNotMatch"), Credentials = new("AKIDEXAMPLE", "another") });

        Assert.Equal((RefusalCodes.HeaderNotSent, RefusalCertainty.Likely), (explanation.Cause!.Code, explanation.Cause.Certainty));
        Assert.Contains(explanation.Findings, finding => finding is { Code: RefusalCodes.SecretKeyWrong, Certainty: RefusalCertainty.Possible });
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Explain_NoUrl_Throws(string url) =>
        Assert.Throws<ArgumentException>(() => Refused.Explain(new() { Method = "GET", Url = url }));

    [Fact]
    public void Explain_UrlInQuotes_IgnoresTheQuotes()
    {
        var explanation = Refused.Explain(new()
        {
            Method = "GET",
            Url = $"'{Url}'\n",
            Status = 403,
            ErrorXml = Refused.Error("AccessDenied", "Access Denied"),
            Credentials = Refused.Static,
        });

        Assert.Equal((RefusalCodes.NotPermitted, RefusalCertainty.Likely), (explanation.Cause!.Code, explanation.Cause.Certainty));
    }
}
