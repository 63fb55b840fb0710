using System.Security.Cryptography;
using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>The library: who sees a video, and how it is downloaded, renamed, and deleted.</summary>
public abstract class LibraryTests : PageTest
{
    private protected LibraryTests(MediaSite site, Footage footage)
        : base(site, footage)
    {
    }

    [Fact]
    public async Task Media_OfOtherUser_IsNotFound()
    {
        var owner = await VisitAsync("demo-a");
        var (id, _) = await owner.UploadAsync(Clip("private.mp4"));
        var other = await VisitAsync("demo-b");

        Assert.DoesNotContain("private.mp4", await other.LibraryAsync());
        await other.Page.GotoAsync($"/media/{id}");
        await Expect(other.Hook("not-found")).ToBeVisibleAsync();
        await Expect(other.Hook("player")).ToHaveCountAsync(0);
        foreach (var path in (string[])[$"/api/media/{id}", $"/api/media/{id}/stream"])
        {
            var answer = await other.Page.APIRequest.GetAsync(path, new() { MaxRedirects = 0 });
            Assert.Equal(404, answer.Status);
        }

        Assert.Equal(404, (await other.Page.APIRequest.DeleteAsync($"/api/media/{id}")).Status);
        Assert.Contains("private.mp4", await owner.LibraryAsync());
    }

    [Fact]
    public async Task Stream_OwnVideo_RedirectsToStoreAndIsNotCached()
    {
        var visitor = await VisitAsync();
        var (id, key) = await visitor.UploadAsync(Clip("redirected.mp4"));

        var answer = await visitor.Page.APIRequest.GetAsync($"/api/media/{id}/stream", new() { MaxRedirects = 0 });

        Assert.Equal(302, answer.Status);
        Assert.Contains("no-store", answer.Headers["cache-control"], StringComparison.Ordinal);
        Assert.StartsWith(Site.StoreOrigin, answer.Headers["location"], StringComparison.Ordinal);
        Assert.Contains(key, answer.Headers["location"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_UnicodeName_IsAttachmentWithSameNameAndBytes()
    {
        const string Name = "Größe – 日本語 🎬.mp4";
        var visitor = await VisitAsync();
        var (id, _) = await visitor.UploadAsync(Clip(Name));
        await visitor.OpenMediaAsync(id);

        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Hook("download").ClickAsync());

        Assert.StartsWith(Site.StoreOrigin, download.Url, StringComparison.Ordinal);
        Assert.Equal(Name, download.SuggestedFilename);
        var saved = await File.ReadAllBytesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.Equal(SHA256.HashData(Footage.Clip), SHA256.HashData(saved));
        await Expect(visitor.Hook("media-title")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Delete_Confirmed_RemovesVideoFromLibraryAndStore()
    {
        var visitor = await VisitAsync();
        var (id, key) = await visitor.UploadAsync(Clip("unwanted.mp4"));
        await visitor.OpenMediaAsync(id);

        await visitor.Hook("delete").ClickAsync();
        await visitor.Hook("delete-cancel").ClickAsync();
        Assert.NotNull(await Site.FindObjectAsync(key));

        await visitor.Hook("delete").ClickAsync();
        await visitor.Hook("delete-confirm").ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync($"{Site.AppOrigin}/");
        await Expect(visitor.Hook("media-card").Filter(new() { HasText = "Unwanted" })).ToHaveCountAsync(0);
        Assert.DoesNotContain("unwanted.mp4", await visitor.LibraryAsync());
        Assert.Null(await Site.FindObjectAsync(key));
        await visitor.Page.GotoAsync($"/media/{id}");
        await Expect(visitor.Hook("not-found")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Title_WithMarkup_IsShownAsText()
    {
        const string Title = "<img src=x onerror=alert(1)> & “more”";
        var visitor = await VisitAsync();
        var (id, _) = await visitor.UploadAsync(Clip("untitled.mp4"));
        await visitor.OpenMediaAsync(id);

        await visitor.Hook("rename").ClickAsync();
        await visitor.Hook("title-input").FillAsync(Title);
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Hook("media-title")).ToHaveTextAsync(Title);
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Hook("media-title")).ToHaveTextAsync(Title);
        await Expect(visitor.Page.Locator("main img")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Library_UploadedVideo_ShowsPictureAndLength()
    {
        var visitor = await VisitAsync();
        var (id, _) = await visitor.UploadAsync(Clip("pictured.mp4"));

        await visitor.Page.GotoAsync("/");

        var card = visitor.Page.Locator($"[data-testid=media-card][data-id='{id}']");
        await card.ScrollIntoViewIfNeededAsync();
        await Expect(card.Locator("canvas")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions());
        await Expect(card).ToContainTextAsync("0:01");
    }
}
