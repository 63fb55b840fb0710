using System.Text.Json;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Pages;
using static Microsoft.Playwright.Assertions;

namespace PresignKit.BrowserTests.Tests;

/// <summary>Signed URLs that run out while somebody is using them. The store's clock decides, so these tests wait for it.</summary>
public abstract class ExpiryTests : PageTest
{
    private const double NearTheEnd = 27;

    private protected ExpiryTests(MediaSite site, Footage footage)
        : base(site, footage)
    {
    }

    [Fact]
    public async Task Slot_ExpiredBeforeTheFileIsSent_IsToldAndANewOneWorks()
    {
        var visitor = await VisitAsync();
        await visitor.OpenUploadPageAsync();
        Site.Store.HoldAfter(0);
        var slot = await visitor.ChooseAsync(Clip("too-late.mp4"));
        await StoreHoldsAsync();
        await PassedAsync(slot.ExpiresAt);

        // The store says 403, which a page of another origin may not even see.
        Site.Store.Release();

        var row = visitor.Row("too-late.mp4");
        await row.FailsAsync("not-uploaded", "did not reach the store");
        Assert.Null(await Site.FindObjectAsync(slot.Key));

        var second = await visitor.SlotOfAsync(() => row.Retry.ClickAsync());
        var (_, key) = await visitor.WatchableAsync("too-late.mp4");
        Assert.NotEqual(slot.Key, second.Key);
        await Site.AssertKeptAsync(second.Key, key);
    }

    [Fact]
    public async Task VideoUrl_AboutToExpire_IsRenewedWithoutThePersonNoticing()
    {
        var visitor = await VisitAsync();
        var (id, _) = await visitor.UploadAsync(Footage.FilmNamed("renewed.mp4"));
        var view = await visitor.OpenMediaAsync(id);
        await view.LoadedAsync();
        await view.SeekAsync(12);
        var first = await view.SourceAsync();
        var expiry = await ExpiryAsync(visitor, id);

        // Paused: renewed as soon as it is due, at the same moment of the film.
        await Expect(view.Player).Not.ToHaveAttributeAsync("src", first);
        Assert.InRange(await view.ShowsAsync(12), 11.5, 12.5);

        await PassedAsync(expiry);
        await view.SeekAndGoOnAsync(NearTheEnd);
        Assert.InRange(await view.ShowsAsync(NearTheEnd), NearTheEnd - 0.5, NearTheEnd + 0.5);
        await view.PlayAsync();
        await view.AdvanceAsync();
        await Expect(visitor.Hook("player-error")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task VideoUrl_ExpiredWhileTheApplicationWasOutOfReach_RecoversOnTheNextSeek()
    {
        var visitor = await VisitAsync();
        var (id, _) = await visitor.UploadAsync(Footage.FilmNamed("recovered.mp4"));
        var view = await visitor.OpenMediaAsync(id);
        await view.LoadedAsync();
        await view.PlayAsync();
        await view.AdvanceAsync();
        await view.PauseAsync();
        var expiry = await ExpiryAsync(visitor, id);
        Site.App.Break();
        await PassedAsync(expiry);

        // Nothing can answer this one: the URL is void, and there is nobody to ask for another.
        await view.SeekAndGoOnAsync(20);
        Site.App.Mend();
        await view.SeekAndGoOnAsync(NearTheEnd);

        Assert.InRange(await view.ShowsAsync(NearTheEnd), NearTheEnd - 0.5, NearTheEnd + 0.5);
        await view.PlayAsync();
        await view.AdvanceAsync();
        await Expect(visitor.Hook("player-error")).ToBeHiddenAsync();
    }

    // No earlier than the end of the page's own URL, which was signed before.
    private static async Task<DateTimeOffset> ExpiryAsync(Visitor visitor, string id)
    {
        var answer = await visitor.Page.APIRequest.GetAsync($"/api/media/{id}");
        using var media = JsonDocument.Parse(await answer.TextAsync());
        return media.RootElement.GetProperty("video").GetProperty("expiresAt").GetDateTimeOffset();
    }

    private static async Task PassedAsync(DateTimeOffset instant)
    {
        // Signatures count in whole seconds.
        while (instant.AddSeconds(1) - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } left)
        {
            await Task.Delay(left, TestContext.Current.CancellationToken);
        }
    }
}
