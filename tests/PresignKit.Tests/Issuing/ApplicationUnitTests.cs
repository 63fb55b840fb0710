using NSubstitute;

namespace PresignKit.Tests.Issuing;

/// <summary>What an application's own unit test looks like: the interface alone, substituted.</summary>
public sealed class ApplicationUnitTests
{
    [Fact]
    public async Task Page_SubstitutedIssuer_NeedsNothingElse()
    {
        var issuer = Substitute.For<IPresignedUrlIssuer>();
        issuer.IssueDownloadUrlAsync(new ObjectKey("a.mp4"), Arg.Any<DownloadRequest>(), Arg.Any<CancellationToken>())
            .Returns(new PresignedUrl(
                "GET",
                "https://store.test/a.mp4?sig",
                new Dictionary<string, string>(),
                new ObjectKey("a.mp4"),
                DateTimeOffset.UnixEpoch,
                ExpiryLimit.Policy));

        Assert.Equal("https://store.test/a.mp4?sig", await new MediaPage(issuer).VideoUrlAsync("a.mp4"));
    }

    private sealed class MediaPage(IPresignedUrlIssuer issuer)
    {
        public async Task<string> VideoUrlAsync(string key) => (await issuer.IssueDownloadUrlAsync(new ObjectKey(key), new())).RevealUrl();
    }
}
