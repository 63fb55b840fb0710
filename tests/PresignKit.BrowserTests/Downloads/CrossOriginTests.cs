using PresignKit.BrowserTests.Clients.Stores;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Downloads;

/// <summary>
/// The same URL in an element and in a script: what an element without crossorigin leaves in the browser's cache has no Access-Control-Allow-Origin, so the script is
/// refused what the store would allow.
/// </summary>
public sealed class CrossOriginTests(Chromium chromium)
{
    private const string Script =
        """
        async ({ url, crossOrigin }) => {
          const image = new Image();
          if (crossOrigin) image.crossOrigin = crossOrigin;
          image.src = url;
          await image.decode();
          try { return (await fetch(url)).ok; } catch { return false; }
        }
        """;

    [Theory]
    [InlineData(null, false)]
    [InlineData("anonymous", true)]
    public Task OnLocalS3(string? crossOrigin, bool isRead) => FetchAsync(new EmbeddedClientStore(), crossOrigin, isRead);

    [Theory]
    [InlineData(null, false)]
    [InlineData("anonymous", true)]
    public Task OnCeph20(string? crossOrigin, bool isRead) => FetchAsync(CephClientStore.Ceph20(), crossOrigin, isRead);

    [Theory(Explicit = true)]
    [InlineData(null, false)]
    [InlineData("anonymous", true)]
    public Task OnCeph18(string? crossOrigin, bool isRead) => FetchAsync(CephClientStore.Ceph18(), crossOrigin, isRead);

    [Theory(Explicit = true)]
    [InlineData(null, false)]
    [InlineData("anonymous", true)]
    public Task OnCephOfThisMachine(string? crossOrigin, bool isRead) => FetchAsync(CephClientStore.Machine(), crossOrigin, isRead);

    private async Task FetchAsync(IClientStore store, string? crossOrigin, bool isRead)
    {
        Prerequisites.Require();
        await using var site = await DownloadSite.StartAsync(store);
        await site.AllowOriginAsync();
        var key = new ObjectKey("pictures/1.png");
        await site.PutAsync(key, DownloadSite.Picture, "image/png");
        var url = await site.Issuer.IssueDownloadUrlAsync(
            key, new() { ContentType = "image/png", Disposition = DispositionType.Inline }, TestContext.Current.CancellationToken);
        await using var context = await chromium.OpenAsync(site.Origin);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");

        Assert.Equal(isRead, await page.EvaluateAsync<bool>(Script, new { url = url.RevealUrl(), crossOrigin }));
        Assert.Equal(1, site.Gets);
    }
}
