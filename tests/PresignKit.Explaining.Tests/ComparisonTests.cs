using PresignKit.SigV4;

namespace PresignKit.Explaining.Tests;

/// <summary>The store's canonical request, compared with what was sent or signed.</summary>
public class ComparisonTests
{
    private static readonly string Url = Refused.Put(new NameValue("content-type", "video/mp4"));

    [Fact]
    public void Explain_StoreSawAnotherHost_OnlyThatLineDiffers()
    {
        var explanation = Explain(Canonical("internal:9000", "video/mp4"), "video/mp4", null);

        Assert.Equal((RefusalCodes.HostChanged, RefusalCertainty.Proven), (explanation.Cause!.Code, explanation.Cause.Certainty));
        Assert.Equal((CanonicalSource.StoreAnswer, CanonicalSource.Description), (explanation.Comparison!.LeftSource, explanation.Comparison.RightSource));
        Assert.Equal(new("header host", "internal:9000", "files.example.com", false), Assert.Single(explanation.Comparison.Differences));
        Assert.Contains("- header host: internal:9000\n+ header host: files.example.com\n", $"{explanation}", StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ProvenByRecomputing_ShowsWhatWasSigned()
    {
        var explanation = Explain(Canonical("files.example.com", "text/html"), "text/html", Refused.Static);

        Assert.Equal(RefusalCodes.ContentTypeDiffers, explanation.Cause!.Code);
        Assert.Equal(CanonicalSource.Proof, explanation.Comparison!.RightSource);
        Assert.Equal(new("header content-type", "text/html", "video/mp4", false), Assert.Single(explanation.Comparison.Differences));
    }

    [Fact]
    public void Explain_StoreReceivedWhatWasSent_BlamesTheSecret()
    {
        var explanation = Explain(Canonical("files.example.com", "video/mp4"), "video/mp4", Refused.Static);

        Assert.Equal((RefusalCodes.SecretKeyWrong, RefusalCertainty.Proven), (explanation.Cause!.Code, explanation.Cause.Certainty));
        Assert.Empty(explanation.Comparison!.Differences);
    }

    [Fact]
    public void Explain_AnswerWithoutCanonicalRequest_HasNothingToCompare()
    {
        var explanation = Refused.Explain(new() { Method = "PUT", Url = Url, Status = 403, ErrorXml = Refused.Error("SignatureDoesNotMatch") });

        Assert.Null(explanation.Comparison);
    }

    [Fact]
    public void Explain_HeadersUnknown_FillsThemInAndProvesTheHost()
    {
        // Given only the URL, the answer, and the secret, the content type is guessed, and the recomputed signature confirms the guess.
        var moved = Url.Replace("files.example.com", "cdn.example.com", StringComparison.Ordinal);

        var explanation = Refused.Explain(new()
        {
            Method = "PUT", Url = moved, Status = 403, ErrorXml = Refused.Error("SignatureDoesNotMatch"), Credentials = Refused
                .Static, Endpoint = "https://files.example.com",
        });

        Assert.Equal((RefusalCodes.HostChanged, RefusalCertainty.Proven), (explanation.Cause!.Code, explanation.Cause.Certainty));
    }

    private static RefusalExplanation Explain(string canonical, string contentType, SigV4Credentials? credentials) => Refused.Explain(new()
    {
        Method = "PUT", Url = Url, Headers = [new("Content-Type", contentType)], Status = 403, Credentials = credentials,
        ErrorXml = Refused.Error("SignatureDoesNotMatch", "", ("CanonicalRequest", canonical.Replace("&", "&amp;", StringComparison.Ordinal))),
    });

    private static string Canonical(string host, string contentType) =>
        $"PUT\n/media/a/video.mp4\n{Url.Split('?')[1].Split("&X-Amz-Signature")[0]}\n"
        + $"content-type:{contentType}\nhost:{host}\n\ncontent-type;host\nUNSIGNED-PAYLOAD";
}
