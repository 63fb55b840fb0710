using System.Text;
using Microsoft.Playwright;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Pages;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>The transcript of a video.</summary>
public abstract class TranscriptTests : PageTest
{
    private const string Captions =
        """
        WEBVTT

        00:00.000 --> 00:05.000
        Guten Tag, 世界.

        00:10.000 --> 00:15.000
        <b>Second</b> cue

        00:20.000 --> 00:25.000
        Third cue
        """;

    private protected TranscriptTests(MediaSite site, Footage footage)
        : base(site, footage)
    {
    }

    [Fact]
    public async Task WebVtt_Added_BecomesTrackWithCuesThatSeek()
    {
        var visitor = await VisitAsync();
        var (id, _) = await visitor.UploadAsync(Footage.FilmNamed("captioned.mp4"));
        var view = await visitor.OpenMediaAsync(id);

        await AddAsync(visitor, id, File("captions.vtt", "text/vtt", Captions));

        await Expect(visitor.Hook("cue")).ToHaveCountAsync(3);
        await Expect(visitor.Hook("cue").First).ToContainTextAsync("Guten Tag, 世界.");
        await Expect(visitor.Hook("cue").Nth(1)).ToContainTextAsync("Second cue");
        Assert.Equal(3, await view.RunAsync<int>("v => v.textTracks[0].cues.length"));
        Assert.Equal("showing", await view.RunAsync<string>("v => v.textTracks[0].mode"));

        await view.WaitUntilLoadedAsync();
        await visitor.Hook("cue").Nth(2).ClickAsync();
        Assert.InRange(await view.WaitForPictureAsync(20), 20, 21);
        await Expect(visitor.Hook("cue").Nth(2)).ToHaveAttributeAsync("aria-current", "true");

        // Also when the page is opened again.
        await visitor.OpenMediaAsync(id);
        await Expect(visitor.Hook("cue")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task PlainText_Added_IsShownAsTextAndDownloadable()
    {
        const string Text = "Erste Zeile: 世界.\n<script>alert(1)</script>\nLast line.";
        var visitor = await VisitAsync();
        var (id, _) = await visitor.UploadAsync(Clip("told.mp4"));
        await visitor.OpenMediaAsync(id);

        await AddAsync(visitor, id, File("Erzählung.txt", "text/plain", Text));

        await Expect(visitor.Hook("transcript-text")).ToHaveTextAsync(Text);
        Assert.Equal(0, await visitor.Page.Locator("main script, track").CountAsync());
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Hook("transcript-download").ClickAsync());
        Assert.Equal("Erzählung.txt", download.SuggestedFilename);
        Assert.Equal(Text, await System.IO.File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Transcript_Replaced_RemovesOldTranscript()
    {
        var visitor = await VisitAsync();
        var (id, video) = await visitor.UploadAsync(Clip("retold.mp4"));
        await visitor.OpenMediaAsync(id);

        var old = await AddAsync(visitor, id, File("old.vtt", "text/vtt", Captions));
        await Expect(visitor.Hook("cue")).ToHaveCountAsync(3);
        var next = await AddAsync(visitor, id, File("new.txt", "text/plain", "Only this."));

        await Expect(visitor.Hook("transcript-text")).ToHaveTextAsync("Only this.");
        await Expect(visitor.Hook("cue")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator("track")).ToHaveCountAsync(0);
        Assert.Null(await Site.FindObjectAsync(old));
        Assert.NotNull(await Site.FindObjectAsync(next));

        // Deleting the video also deletes its transcript.
        Assert.Equal(204, (await visitor.Page.APIRequest.DeleteAsync($"/api/media/{id}")).Status);
        Assert.Null(await Site.FindObjectAsync(next));
        Assert.Null(await Site.FindObjectAsync(video));
    }

    [Fact]
    public async Task Transcript_OtherType_IsRefusedWithTranscriptMessage()
    {
        var visitor = await VisitAsync();
        var (id, _) = await visitor.UploadAsync(Clip("untold.mp4"));
        await visitor.OpenMediaAsync(id);

        await visitor.Hook("transcript-input").SetInputFilesAsync(Clip("speech.mp4"));

        var row = visitor.Row("speech.mp4");
        await row.ExpectFailureAsync("content-type-not-allowed", "WebVTT", "plain text");
        await row.ExpectNoRetryAsync();
    }

    [Fact]
    public async Task Transcript_ContentIsNotWebVtt_IsRefusedAndDeleted()
    {
        var visitor = await VisitAsync();
        var (id, _) = await visitor.UploadAsync(Clip("mistold.mp4"));
        await visitor.OpenMediaAsync(id);

        var slot = await visitor.SlotOfAsync(() => visitor.Hook("transcript-input").SetInputFilesAsync(
            File("page.vtt", "text/vtt", "<!doctype html><p>No captions</p>")));

        await visitor.Row("page.vtt").ExpectFailureAsync("content-mismatch", "transcript", "deleted");
        Assert.Null(await Site.FindObjectAsync(slot.Key));
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Hook("transcript")).ToContainTextAsync("No transcript yet");
    }

    private static FilePayload File(string name, string type, string text) =>
        new() { Name = name, MimeType = type, Buffer = Encoding.UTF8.GetBytes(text) };

    // Returns the key under which the video's transcript is stored.
    private static async Task<string> AddAsync(Visitor visitor, string id, FilePayload file)
    {
        await visitor.SlotOfAsync(() => visitor.Hook("transcript-input").SetInputFilesAsync(file));
        await Expect(visitor.Hook("transcript")).ToContainTextAsync("Replace");
        await Expect(visitor.Hook("transcript").Locator(".transcript-file")).ToContainTextAsync(file.Name);
        return await visitor.KeyAsync(id);
    }
}
