using System.Buffers;
using System.Text;
using PresignKit.CloudFront.Tests.Fakes;

namespace PresignKit.CloudFront.Tests.Signing;

public sealed class SharedFolderTests
{
    private static readonly DownloadRequest Shared = new() { Policy = "stream", SharedFolder = "movies/42/" };
    private static readonly ObjectKey[] Keys = [new("movies/42/1.ts"), new("movies/42/sub/ü 2.ts")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batch_WithASharedFolder_HasOneSignatureThatCoversTheFolderAlone()
    {
        await using var app = TestApp.With();
        var list = new ObjectKeyList();
        Array.ForEach(Keys, list.Add);
        var (ofKeys, ofList) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        static void NewLine(int index, IBufferWriter<byte> line) => line.Write("\n"u8);

        string[] urls = [.. (await app.Issuer().IssueDownloadUrlsAsync(Keys, Shared, Cancellation)).Select(url => url.RevealUrl())];
        var items = await app.Issuer().IssueDownloadUrlsAsync([.. Keys.Select(key => new DownloadItem(key))], Shared, Cancellation);
        await app.Issuer().WriteDownloadUrlsAsync(Keys, ofKeys, Shared, NewLine, Cancellation);
        await app.Issuer().WriteDownloadUrlsAsync(list, ofList, Shared, NewLine, Cancellation);

        var query = Assert.Single(urls.Select(url => url[url.IndexOf('?', StringComparison.Ordinal)..]).Distinct());
        Assert.Equal([$"{TestApp.Root}movies/42/1.ts{query}", $"{TestApp.Root}movies/42/sub/%C3%BC%202.ts{query}"], urls);
        Assert.Equal(urls, items.Select(url => url.RevealUrl()));
        Assert.All([ofKeys, ofList], text => Assert.Equal(urls, Encoding.UTF8.GetString(text.WrittenSpan).Split('\n')[1..]));
        var edge = EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Ecdsa);
        Assert.All(urls, url => Assert.True(edge.Allows(url, TestApp.Now)));
        Assert.False(edge.Allows($"{TestApp.Root}movies/43/1.ts{query}", TestApp.Now));
        Assert.False(edge.Allows($"{TestApp.Root}movies/4{query}", TestApp.Now));
        Assert.False(edge.Allows($"{TestApp.Root}movies/42/1.ts{query}", TestApp.Now.AddHours(1)));
    }

    [Fact]
    public async Task SingleUrl_WithASharedFolder_IsStillSignedAlone()
    {
        await using var app = TestApp.With();

        Assert.Contains("?Expires=", (await app.Issuer().IssueDownloadUrlAsync(Keys[0], Shared, Cancellation)).RevealUrl(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_WithWildcards_IsEncoded()
    {
        await using var app = TestApp.With();

        var urls = await app.Issuer().IssueDownloadUrlsAsync([new ObjectKey("m*/?/1.ts")], Shared with { SharedFolder = "m*/?/" }, Cancellation);
        var url = urls[0].RevealUrl();

        var edge = EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Ecdsa);
        Assert.True(edge.Allows(url, TestApp.Now));
        Assert.False(edge.Allows(url.Replace("m%2A/%3F/", "movies/1/", StringComparison.Ordinal), TestApp.Now));
    }

    [Theory]
    [InlineData("movies/42")]
    [InlineData("/")]
    [InlineData("")]
    [InlineData("movies/../")]
    [InlineData("movies/43/")]
    public async Task Batch_WithWhatIsNoFolderOfAll_IsRefused(string folder)
    {
        await using var app = TestApp.With();

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await app.Issuer().IssueDownloadUrlsAsync(Keys, Shared with { SharedFolder = folder }, Cancellation));
    }

    [Fact]
    public async Task Batch_OfTheRootOfTheDistribution_IsRefused()
    {
        await using var app = TestApp.With(options => options.OriginPath = "movies/42/");

        var refusal = await Assert.ThrowsAsync<StoreException>(async () => await app.Issuer().IssueDownloadUrlsAsync(Keys, Shared, Cancellation));

        Assert.Equal(CloudFrontErrorCodes.FolderNotAllowed, refusal.Code);
    }

    [Fact]
    public async Task Batch_WhereResponseHeadersAreForwarded_IsRefused()
    {
        await using var app = TestApp.With(options => options.ForwardsResponseHeaders = true);

        var refusal = await Assert.ThrowsAsync<StoreException>(async () => await app.Issuer().IssueDownloadUrlsAsync(Keys, Shared, Cancellation));

        Assert.Equal(CloudFrontErrorCodes.FolderNotAllowed, refusal.Code);
    }
}
