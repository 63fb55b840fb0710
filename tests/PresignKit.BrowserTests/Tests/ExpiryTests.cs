using System.Text.Json;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Pages;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>Signed URLs that expire while they are in use. The store's clock decides, so these tests wait for it.</summary>
public abstract class ExpiryTests : PageTest
{
    private const double NearTheEnd = 27;

    private protected ExpiryTests(MediaSite site, Footage footage)
        : base(site, footage)
    {
    }

    [Fact]
    public async Task Slot_ExpiredBeforeUpload_IsReplacedWithoutAskingTheUser()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(0);
        var slot = await visitor.ChooseAsync(Clip("too-late.mp4"));
        await WaitForHeldUploadAsync();
        await WaitUntilAfterAsync(slot.ExpiresAt);

        // The store answers 403, which a page of another origin may not be able to see.
        var second = await visitor.SlotOfAsync(() =>
        {
            Site.Store.Release();
            return Task.CompletedTask;
        });

        var (_, key) = await visitor.WaitUntilWatchableAsync("too-late.mp4");
        Assert.Null(await Site.FindObjectAsync(slot.Key));
        Assert.NotEqual(slot.Key, second.Key);
        await Site.AssertKeptAsync(second.Key, key);
    }

    [Fact]
    public async Task VideoUrl_AboutToExpire_IsRenewedWithoutInterruption()
    {
        var visitor = await VisitAsync();
        var (id, _) = await visitor.UploadAsync(Footage.FilmNamed("renewed.mp4"));
        var view = await visitor.OpenMediaAsync(id);
        await view.WaitUntilLoadedAsync();
        await view.SeekAsync(12);
        var first = await view.SourceAsync();
        var expiry = await ExpiryAsync(visitor, id);

        // While paused, the URL is renewed as soon as it is due, at the same position of the film.
        await Expect(view.Player).Not.ToHaveAttributeAsync("src", first);
        Assert.InRange(await view.WaitForPictureAsync(12), 11.5, 12.5);

        await WaitUntilAfterAsync(expiry);
        await view.StartSeekAsync(NearTheEnd);
        Assert.InRange(await view.WaitForPictureAsync(NearTheEnd), NearTheEnd - 0.5, NearTheEnd + 0.5);
        await view.PlayAsync();
        await view.WaitForPlaybackAsync();
        await Expect(visitor.Hook("player-error")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task VideoUrl_ExpiredWhileApplicationUnreachable_RecoversOnNextSeek()
    {
        var visitor = await VisitAsync();
        var (id, _) = await visitor.UploadAsync(Footage.FilmNamed("recovered.mp4"));
        var view = await visitor.OpenMediaAsync(id);
        await view.WaitUntilLoadedAsync();
        await view.PlayAsync();
        await view.WaitForPlaybackAsync();
        await view.PauseAsync();
        var expiry = await ExpiryAsync(visitor, id);
        Site.App.Break();
        await WaitUntilAfterAsync(expiry);

        // This seek must fail: the URL has expired, and the application cannot issue another.
        await view.StartSeekAsync(20);
        Site.App.Restore();
        await view.StartSeekAsync(NearTheEnd);

        Assert.InRange(await view.WaitForPictureAsync(NearTheEnd), NearTheEnd - 0.5, NearTheEnd + 0.5);
        await view.PlayAsync();
        await view.WaitForPlaybackAsync();
        await Expect(visitor.Hook("player-error")).ToBeHiddenAsync();
    }

    /// <summary>Waits until a signature that expires at an instant has expired.</summary>
    private protected static async Task WaitUntilAfterAsync(DateTimeOffset instant)
    {
        // Signatures have a precision of one second.
        while (instant.AddSeconds(1) - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } left)
        {
            await Task.Delay(left, TestContext.Current.CancellationToken);
        }
    }

    // Not before the page's own URL expires, because that was signed earlier.
    private static async Task<DateTimeOffset> ExpiryAsync(Visitor visitor, string id)
    {
        var answer = await visitor.Page.APIRequest.GetAsync($"/api/media/{id}");
        using var media = JsonDocument.Parse(await answer.TextAsync());
        return media.RootElement.GetProperty("video").GetProperty("expiresAt").GetDateTimeOffset();
    }
}
