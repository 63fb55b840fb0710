using Microsoft.Extensions.DependencyInjection;
using PresignKit.Sample.Media;

namespace PresignKit.BrowserTests.LocalS3;

/// <summary>The sample's embedded store: what is set for it is what URLs are signed for. Needs no browser.</summary>
public sealed class LocalS3PortTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("presignkit-media-");

    /// <inheritdoc/>
    public void Dispose() => _data.Delete(recursive: true);

    /// <summary>The port alone is enough.</summary>
    [Theory]
    [InlineData("http://localhost:5081/")]
    [InlineData("http://localhost:5999/", "--LocalS3:Port=5999")]
    [InlineData("http://files.localhost:8080/", "--LocalS3:Port=5999", "--LocalS3:PublicEndpoint=http://files.localhost:8080")]
    [InlineData("http://localhost:5998/", "--PresignKit:Stores:media:PublicEndpoint=http://localhost:5998")]
    public async Task Sign_PortOfTheEmbeddedStore_IsTheOneOfItsUrls(string expected, params string[] arguments)
    {
        await using var app = MediaApp.Build([$"--DataDirectory={_data.FullName}", "--urls=http://127.0.0.1:0", .. arguments]);

        var url = await app.Services.GetRequiredService<IPresignedUrlIssuer>().IssueDownloadUrlAsync(
            new("a.mp4"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.StartsWith(expected, url.RevealUrl(), StringComparison.Ordinal);
    }
}
