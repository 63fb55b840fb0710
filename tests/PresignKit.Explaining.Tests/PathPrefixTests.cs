using PresignKit.SigV4;

namespace PresignKit.Explaining.Tests;

/// <summary>A public endpoint with a path that a proxy removes on purpose. The store never sees the path, and that is not the cause.</summary>
public class PathPrefixTests
{
    private const string Endpoint = "https://files.example.com/storage";

    private static readonly SigV4Credentials OtherSecret = new("AKIDEXAMPLE", "the-secret-before-it-was-rotated");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Explain_PrefixRemovedOnPurposeAndWrongSecret_FindsSecretKeyWrong(bool hasCredentials)
    {
        var explanation = Explain(PathPrefixRule.RemovedByProxy, Signed(OtherSecret), "/media/a/video.mp4", hasCredentials ? OtherSecret : null);

        Assert.Equal(RefusalCodes.SecretKeyWrong, explanation.Cause!.Code);
        Assert.DoesNotContain(explanation.Findings, finding => finding.Code == RefusalCodes.PathPrefixChanged);
    }

    [Fact]
    public void Explain_PrefixRemovedButNotConfigured_NamesTheSetting()
    {
        var explanation = Explain(PathPrefixRule.PassedOn, Signed(OtherSecret), "/media/a/video.mp4", null);

        Assert.Equal((RefusalCodes.PathPrefixChanged, RefusalCertainty.Proven), (explanation.Cause!.Code, explanation.Cause.Certainty));
        Assert.Contains("set PublicPathPrefix to RemovedByProxy", explanation.Cause.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_PrefixNotRemoved_SaysWhatWasSignedAndWhatArrived()
    {
        var explanation = Explain(PathPrefixRule.RemovedByProxy, Signed(Refused.Static), "/storage/media/a/video.mp4", Refused.Static);

        Assert.Equal((RefusalCodes.PathPrefixChanged, RefusalCertainty.Proven), (explanation.Cause!.Code, explanation.Cause.Certainty));
        Assert.Contains(
            "signed as '/media/a/video.mp4', but the store received '/storage/media/a/video.mp4'",
            explanation.Cause.Message,
            StringComparison.Ordinal);
        Assert.Contains("set PublicPathPrefix to PassedOn", explanation.Cause.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_PathThatOnlyStartsLikeThePrefix_IsUnchanged()
    {
        // Begins with the same letters, but is another path.
        var url = Signed(Refused.Static).Replace("/storage/", "/storage2/", StringComparison.Ordinal);

        var explanation = Explain(PathPrefixRule.RemovedByProxy, url, "/media/a/video.mp4", Refused.Static);

        Assert.Equal(RefusalCodes.PathPrefixChanged, explanation.Cause!.Code);
    }

    private static string Signed(SigV4Credentials credentials) =>
        new UrlPresigner(BucketEndpoint.Create(Endpoint, "media", BucketAddressing.Path, PathPrefixRule.RemovedByProxy), credentials, "eu-central-1")
            .Presign(new()
                {
                    Method = "GET", Target = PresignTarget.ForObject("a/video.mp4"), SignedAt = Refused.Now, Lifetime = TimeSpan.FromMinutes(5),
                });

    private static RefusalExplanation Explain(PathPrefixRule rule, string url, string seen, SigV4Credentials? credentials)
    {
        var query = url.Split('?')[1].Split("&X-Amz-Signature")[0];
        var canonical = $"GET\n{seen}\n{query}\nhost:files.example.com\n\nhost\nUNSIGNED-PAYLOAD";
        return Refused.Explain(new()
        {
            Method = "GET", Url = url, Headers = [], Status = 403, Credentials = credentials, Endpoint = Endpoint, PublicPathPrefix = rule,
            ErrorXml = Refused.Error("SignatureDoesNotMatch", "", ("CanonicalRequest", canonical.Replace("&", "&amp;", StringComparison.Ordinal))),
        });
    }
}
