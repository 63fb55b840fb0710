using System.Text;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Pages;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>Every refusal has its own code and message, and leaves nothing behind.</summary>
public abstract class RefusalTests : PageTest
{
    private protected RefusalTests(MediaSite site, Footage footage)
        : base(site, footage)
    {
    }

    [Theory]
    [InlineData("setup.exe", "application/x-msdownload")]
    [InlineData("page.html", "text/html")]
    [InlineData("without-extension", "")]
    [InlineData("song.mp3", "audio/mpeg")]
    public async Task Upload_OtherType_NamesAcceptedTypes(string name, string type)
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();

        await AddAsync(visitor, name, type, "MZ no video");

        var row = visitor.Row(name);
        await row.ExpectFailureAsync("content-type-not-allowed", "not a video", "MP4, WebM, or MOV");
        await row.ExpectNoRetryAsync();
        Assert.DoesNotContain(name, await visitor.LibraryAsync());
    }

    [Theory]
    [InlineData("untyped.mp4", "")]
    [InlineData("oddly-typed.MP4", "application/octet-stream")]
    public async Task Upload_MissingOrGenericType_IsAcceptedByExtension(string name, string type)
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();

        var slot = await visitor.SlotOfAsync(() => AddAsync(visitor, name, type, Footage.Clip));

        await visitor.Row(name).WaitUntilWatchableAsync();
        Assert.Equal("video/mp4", slot.ContentType);
    }

    [Fact]
    public async Task Upload_FileTooLarge_NamesSizeAndLimit()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        await Expect(visitor.Hook("upload-limits")).ToContainTextAsync("32 MB");
        var before = Site.Store.Requests.Count;

        await visitor.Hook("file-input").SetInputFilesAsync(Footage.SparseFile("large.mp4", SiteRules.MaximumVideoSize + 1024 * 1024));

        var row = visitor.Row("large.mp4");
        await row.ExpectFailureAsync("too-large", "33 MB", "at most 32 MB");
        await row.ExpectNoRetryAsync();
        Assert.Empty(Site.UploadsSince(before));
    }

    [Fact]
    public async Task Upload_EmptyFile_SaysFileIsEmpty()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();

        await AddAsync(visitor, "empty.mp4", "video/mp4", "");

        var row = visitor.Row("empty.mp4");
        await row.ExpectFailureAsync("too-small", "This file is empty.");
        await row.ExpectNoRetryAsync();
    }

    [Fact]
    public async Task Upload_WebPageNamedAsVideo_IsDeletedFromStore()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        var before = Site.Store.Requests.Count;

        var slot = await visitor.SlotOfAsync(() => AddAsync(visitor, "innocent.mp4", "video/mp4", "<!doctype html><script>alert(1)</script>"));

        var row = visitor.Row("innocent.mp4");
        await row.ExpectFailureAsync("content-mismatch", "contains something else", "deleted");
        await row.ExpectNoRetryAsync();
        Assert.Single(Site.UploadsSince(before));
        Assert.Null(await Site.FindObjectAsync(slot.Key));
        Assert.DoesNotContain("innocent.mp4", await visitor.LibraryAsync());
    }

    // Browsers send each of these names if a script, a drop, or a file system provides it.
    [Theory]
    [InlineData("a\u202Egpj.mp4")]
    [InlineData("two\nlines.mp4")]
    [InlineData("head\r\nX-Injected: 1.mp4")]
    [InlineData("..\\..\\windows\\system32.mp4")]
    [InlineData("../../etc/passwd.mp4")]
    [InlineData("2000")]
    public async Task Upload_InvalidFileName_AsksToRename(string name)
    {
        name = name == "2000" ? new string('n', 1996) + ".mp4" : name;
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        var library = await visitor.LibraryAsync();

        await AddAsync(visitor, name, "video/mp4", Footage.Clip);

        var row = visitor.NewestRow();
        await row.ExpectFailureAsync("file-name-invalid", "name of this file", "Rename it");
        await row.ExpectNoRetryAsync();
        Assert.Equal(library, await visitor.LibraryAsync());
    }

    [Fact]
    public async Task Upload_SessionEnded_AsksToSignInAndCanBeRetried()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        await visitor.Page.Context.ClearCookiesAsync();

        await visitor.Hook("file-input").SetInputFilesAsync(Clip("late.mp4"));

        await Expect(visitor.Hook("sign-in-demo-a")).ToBeVisibleAsync();
        await visitor.Hook("sign-in-demo-a").ClickAsync();
        var row = visitor.Row("late.mp4");
        await row.ExpectFailureAsync("signed-out", "Sign in");
        await row.Retry.ClickAsync();
        await row.WaitUntilWatchableAsync();
        Assert.Contains("late.mp4", await visitor.LibraryAsync());
    }

    [Fact]
    public async Task Upload_CompletedByAnotherUser_IsRefused()
    {
        // The user changes between the slot and its completion: another tab has signed in as another user.
        var visitor = await VisitAsync("demo-a");
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(0);
        await visitor.ChooseAsync(Clip("handed-over.mp4"));
        await WaitForHeldUploadAsync();
        Assert.Equal(200, (await visitor.Page.APIRequest.PostAsync("/demo/sign-in?user=demo-b")).Status);

        Site.Store.Release();

        await visitor.Row("handed-over.mp4").ExpectFailureAsync("token-of-other-user", "does not belong to this session");
        Assert.DoesNotContain("handed-over.mp4", await visitor.LibraryAsync());
    }

    private static Task AddAsync(Visitor visitor, string name, string type, string text) =>
        AddAsync(visitor, name, type, Encoding.UTF8.GetBytes(text));

    // A file created by JavaScript in the page can have any name and type.
    private static async Task AddAsync(Visitor visitor, string name, string type, byte[] content) => await visitor.Hook("file-input").EvaluateAsync(
        """
        (input, [name, type, base64]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name, { type }));
          input.files = transfer.files;
          input.dispatchEvent(new Event("change"));
        }
        """,
        new[] { name, type, Convert.ToBase64String(content) });
}
