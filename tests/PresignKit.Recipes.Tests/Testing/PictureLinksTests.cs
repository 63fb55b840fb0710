using NSubstitute;

namespace PresignKit.Recipes.Tests.Testing;

// <recipe:links-test>
public sealed class PictureLinksTests
{
    [Fact]
    public async Task Create_Picture_HasTheSignedUrl()
    {
        var key = new ObjectKey("pictures/a.png");
        var issuer = Substitute.For<IPresignedUrlIssuer>();
        issuer.IssueDownloadUrlAsync(key, Arg.Is<DownloadRequest>(request => request.Policy == "show"), Arg.Any<CancellationToken>())
            .Returns(new PresignedUrl(
                "GET",
                "https://store.example.com/a.png?X-Amz-Signature=1&X-Amz-Expires=2",
                new Dictionary<string, string>(),
                key,
                DateTimeOffset.MaxValue,
                ExpiryLimit.Policy));

        var html = await new PictureLinks(issuer).CreateAsync("pictures/a.png", TestContext.Current.CancellationToken);

        Assert.Equal("<img src=\"https://store.example.com/a.png?X-Amz-Signature=1&amp;X-Amz-Expires=2\">", html);
    }
}

// </recipe:links-test>
