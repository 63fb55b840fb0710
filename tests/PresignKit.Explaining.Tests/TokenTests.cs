namespace PresignKit.Explaining.Tests;

/// <summary>Session tokens, which no store of the conformance suite uses.</summary>
public class TokenTests
{
    private static readonly string Signed = Refused.Get(Refused.Temporary);

    [Fact]
    public void Explain_TokenRemoved_IsProvenByRecomputing()
    {
        var start = Signed.IndexOf("&X-Amz-Security-Token=", StringComparison.Ordinal);
        var without = Signed[..start] + Signed[Signed.IndexOf("&X-Amz-SignedHeaders", StringComparison.Ordinal)..];

        var explanation = Refused.Explain(
            new() { Method = "GET", Url = without, Status = 403, ErrorXml = Refused.Error("InvalidAccessKeyId"), Credentials = Refused.Temporary });

        Assert.Equal((RefusalCodes.SessionTokenMissing, RefusalCertainty.Proven), (explanation.Cause!.Code, explanation.Cause.Certainty));
        Assert.Contains("removed from the URL after signing", explanation.Cause.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InvalidAccessKeyId", RefusalCertainty.Stated)]
    [InlineData("SignatureDoesNotMatch", RefusalCertainty.Likely)]
    public void Explain_TemporaryAccessKeyWithoutToken_FindsSessionTokenMissing(string code, RefusalCertainty certainty)
    {
        var url = Refused.Get(new("ASIAEXAMPLE", Refused.Secret));

        var explanation = Refused.Explain(new() { Method = "GET", Url = url, Status = 403, ErrorXml = Refused.Error(code) });

        Assert.Equal((RefusalCodes.SessionTokenMissing, certainty), (explanation.Cause!.Code, explanation.Cause.Certainty));
    }

    [Fact]
    public void Explain_OtherToken_FindsSessionTokenAltered()
    {
        var explanation = Refused.Explain(new()
        {
            Method = "GET",
            Url = Signed,
            Status = 403,
            ErrorXml = Refused.Error("InvalidToken"),
            Credentials = new("ASIAEXAMPLE", Refused.Secret, "another-session-token"),
        });

        Assert.Equal(RefusalCodes.SessionTokenAltered, explanation.Cause!.Code);
    }

    [Fact]
    public void Explain_TokenWithUnencodedPlus_FindsSessionTokenAltered()
    {
        var explanation = Refused.Explain(
            new() { Method = "GET", Url = Signed.Replace("%2B", "+", StringComparison.Ordinal), Status = 403, ErrorXml = Refused.Error("InvalidToken") });

        Assert.Equal(RefusalCodes.SessionTokenAltered, explanation.Cause!.Code);
        Assert.Contains("plus signs", explanation.Cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_TokenCorrect_IsNotBlamed()
    {
        var explanation = Refused.Explain(
            new() { Method = "GET", Url = Signed, Status = 403, ErrorXml = Refused.Error("AccessDenied", "Access Denied"), Credentials = Refused.Temporary });

        Assert.DoesNotContain(explanation.Findings, finding => finding.Code.StartsWith("session-token-", StringComparison.Ordinal));
    }
}
