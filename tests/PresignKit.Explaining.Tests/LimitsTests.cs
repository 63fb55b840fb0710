using PresignKit.SigV4;

namespace PresignKit.Explaining.Tests;

/// <summary>Whatever the size of the input, an explanation has a readable length; SignatureSearchTests show that its work is bounded.</summary>
public class LimitsTests
{
    private static readonly string Url = Refused.Get(key: "k");

    public static TheoryData<string> Sizes => new()
    {
        "nested XML", "long XML", "many canonical parameters", "many canonical headers", "many parameters", "long path", "many segments", "many signed headers",
        "many secret parameters",
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Explain_HugeInput_HasAReadableLength(string size)
    {
        var many = Enumerable.Range(0, 5_000).ToList();
        var url = size switch
        {
            "many parameters" => Url + string.Concat(many.Select(i => $"&p{i}=1")),
            "many secret parameters" => Url + string.Concat(many[..3_000].Select(i => $"&token{i}=secret{i}")),
            "long path" => Url.Replace("/k?", "/" + new string('a', 60_000) + "?", StringComparison.Ordinal),
            "many segments" => Url.Replace("/k?", "/" + string.Concat(Enumerable.Repeat("a/", 30_000)) + "?", StringComparison.Ordinal),
            "many signed headers" => Url.Replace(
                "SignedHeaders=host", "SignedHeaders=host" + string.Concat(many.Select(i => $"%3Bh{i}")), StringComparison.Ordinal),
            _ => Url,
        };
        var field = size switch
        {
            "nested XML" => string.Concat(Enumerable.Repeat("<a>", 9_000)) + string.Concat(Enumerable.Repeat("</a>", 9_000)),
            "long XML" => new string('a', 10_000_000),
            "many canonical parameters" => $"GET\n/k\n{string.Join("&amp;", many.Select(i => $"p{i}=1"))}\nhost:x\n\nhost\nU",
            "many canonical headers" => $"GET\n/k\na=b\n{string.Join('\n', many.Select(i => $"p{i}:1"))}\n\nhost\nU",
            _ => "",
        };
        foreach (var credentials in (SigV4Credentials?[])[null, new("AKIDEXAMPLE", "another secret")])
        {
            var explanation = Refused.Explain(new()
            {
                Method = "GET", Url = url, Status = 403, Credentials = credentials, IssuedUrl = Url,
                ErrorXml = Refused.Error("SignatureDoesNotMatch", "", ("CanonicalRequest", field)),
            });

            Assert.InRange(explanation.Findings.Count, 1, 50);
            Assert.InRange(explanation.Comparison?.Lines.Count ?? 0, 0, 404);
        }
    }

    [Fact]
    public void Explain_ManyFindings_SaysHowManyAreNotListed()
    {
        var url = Url + string.Concat(Enumerable.Range(0, 100).Select(i => $"&p{i}=1"));

        var explanation = Refused.Explain(
            new() { Method = "GET", Url = url, Status = 403, IssuedUrl = Url, ErrorXml = Refused.Error("SignatureDoesNotMatch") });

        Assert.Equal(RefusalCodes.QueryParameterAdded, explanation.Cause!.Code);
        Assert.Equal(50, explanation.Findings.Count);
        Assert.Equal(RefusalCodes.MoreFindings, explanation.Findings[49].Code);
    }

    [Fact]
    public void Explain_AnswerTooLong_SaysThatItWasNotRead()
    {
        var explanation = Refused.Explain(
            new() { Method = "GET", Url = Url, Status = 403, ErrorXml = Refused.Error("AccessDenied", new string('a', 70_000)) });

        Assert.Contains(
            explanation.Findings,
            finding => finding.Code == RefusalCodes.NotTheStore && finding.Message.Contains("was not read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("https://[::1")]
    [InlineData("https:///media/k")]
    [InlineData("https://host:port/media/k")]
    [InlineData("ftp://host/media/k")]
    public void Explain_NotAUrl_SaysSo(string url)
    {
        var finding = Assert.Single(Refused.Explain(new() { Method = "GET", Url = url, Status = 403 }).Findings);

        Assert.Equal((RefusalCodes.UrlMalformed, RefusalCertainty.Proven), (finding.Code, finding.Certainty));
        Assert.StartsWith("The text is not a URL: ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_UrlTooLong_SaysSo()
    {
        var finding = Assert.Single(Refused.Explain(new() { Method = "GET", Url = Url + "&x=" + new string('x', 70_000), Status = 403 }).Findings);

        Assert.Equal(RefusalCodes.UrlMalformed, finding.Code);
        Assert.StartsWith("The URL is too long: ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_Ipv6Host_IsAUrl() =>
        Assert.Equal(RefusalCodes.UrlNotSigned, Refused.Explain(new() { Method = "GET", Url = "https://[::1]:9000/media/k", Status = 403 }).Cause!.Code);

    [Fact]
    public void Explain_BodySizeUnknown_DoesNotListTheLength()
    {
        var url = Refused.Put(new("content-length", "5"), new("content-type", "video/mp4"));
        var canonical = $"PUT\n/media/a/video.mp4\n{url.Split('?')[1].Split("&X-Amz-Signature")[0].Replace("&", "&amp;", StringComparison.Ordinal)}\n"
            + "content-length:5\ncontent-type:text/html\nhost:files.example.com\n\ncontent-length;content-type;host\nUNSIGNED-PAYLOAD";
        RefusalExplanation Explain(long? size) => Refused.Explain(new()
        {
            Method = "PUT", Url = url, Headers = [new("Content-Type", "video/mp4")], BodySize = size, Status = 403,
            ErrorXml = Refused.Error("SignatureDoesNotMatch", "", ("CanonicalRequest", canonical)),
        });

        Assert.Equal(["header content-type"], Explain(null).Comparison!.Differences.Select(line => line.Part));
        Assert.Equal(["header content-length", "header content-type"], Explain(6).Comparison!.Differences.Select(line => line.Part));
    }

    [Fact]
    public void Explain_CauseProven_DoesNotBlameTheSecretAsWell()
    {
        var explanation = Refused.Explain(new()
        {
            Method = "GET", Url = Url + "&x=1", IssuedUrl = Url, Status = 403, Credentials = new("AKIDEXAMPLE", "another secret"),
            ErrorXml = Refused.Error("SignatureDoesNotMatch"),
        });

        Assert.Equal(RefusalCodes.QueryParameterAdded, explanation.Cause!.Code);
        Assert.DoesNotContain(explanation.Findings, finding => finding.Code is RefusalCodes.SecretKeyWrong or RefusalCodes.SignatureMismatch);
    }
}
