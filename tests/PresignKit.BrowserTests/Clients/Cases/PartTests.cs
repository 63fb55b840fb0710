using PresignKit.BrowserTests.Clients.Hosting;

namespace PresignKit.BrowserTests.Clients.Cases;

/// <summary>Clients that send parts, on stores that take them.</summary>
public abstract class PartTests : UploadTests
{
    private protected PartTests(ClientSite site, ClientKind client)
        : base(site, client)
    {
    }

    /// <summary>What the page must be told so that it can go on after a reload.</summary>
    private protected virtual string ReloadableQuery => "";

    [Theory(Explicit = true)]
    [InlineData(25_000_000)]
    [InlineData(150_000_000)]
    public Task Upload_Parts_EachIsSentOnce(long size) => UploadPartsAndCompareAsync(size);

    [Fact(Explicit = true)]
    public Task Pause_DuringUpload_KeepsWhatHasArrived() => PauseAndCompareAsync();

    [Fact(Explicit = true)]
    public async Task Reload_DuringUpload_KeepsWhatHasArrived()
    {
        var visitor = await VisitAsync(ReloadableQuery);
        var file = Make(ManyParts);
        Site.Store.HoldAfter(HeldAfter);
        await visitor.StartAsync(file);
        await WaitUntilHeldAsync();
        var arrived = await Site.Bucket.WaitForPartsAsync();
        await visitor.WaitUntilSavedAsync(arrived.Count);

        await visitor.ReloadAsync();
        var requests = Site.Store.Requests.Count;
        Site.Store.Release();
        await GoOnAsync(visitor, file);

        var status = await visitor.WaitUntilDoneAsync();
        Assert.True(status.Resumed);
        await AssertStoredAsync(file, status);
        Assert.Empty(PartsSince(requests).Intersect(arrived));
        Assert.NotEmpty(PartsSince(requests));
    }

    [Fact(Explicit = true)]
    public async Task Cancel_AfterPause_LeavesNothing()
    {
        var visitor = await VisitAsync();
        Site.Store.HoldAfter(HeldAfter);
        await visitor.StartAsync(Make(ManyParts));
        await WaitUntilHeldAsync();
        await Site.Bucket.WaitForPartsAsync();

        await visitor.PauseAsync();
        await visitor.WaitForAsync(1, "paused");
        Site.Store.Release();
        await visitor.CancelAsync();
        await visitor.WaitForAsync(1, "canceled");

        await AssertOnlyAsync();
    }

    [Fact(Explicit = true)]
    public async Task Connection_LostInMiddleOfPart_OtherPartsAreKept()
    {
        var visitor = await VisitAsync();
        var file = Make(ManyParts);
        Site.Store.HoldAfter(HeldAfter);
        await visitor.StartAsync(file);
        await WaitUntilHeldAsync();
        var arrived = await Site.Bucket.WaitForPartsAsync();
        await visitor.WaitUntilSavedAsync(arrived.Count);

        var requests = Site.Store.Requests.Count;
        Site.Store.Break();
        Site.Store.Restore();

        await AssertStoredAsync(file, await DoneAsync(visitor, Client.ContinuesByItself));
        Assert.Empty(PartsSince(requests).Intersect(arrived));
    }

    [Fact(Explicit = true)]
    public async Task PartUrl_Expired_IsReplaced()
    {
        var visitor = await VisitAsync("?policy=brief&companion=companion-brief");
        var file = Make(25_000_000);

        // The first parts are signed, and wait on their way to the store until their signatures have expired.
        Site.Store.HoldAfter(0);
        await visitor.StartAsync(file);
        await WaitUntilHeldAsync();
        await Task.Delay(ClientPolicy.BriefLifetime + TimeSpan.FromSeconds(2), Cancellation);
        Site.Store.Release();

        await AssertStoredAsync(file, await DoneAsync(visitor, Client.RenewsByItself));
    }

    [Fact(Explicit = true)]
    public async Task Upload_SameFileInTwoTabs_BothEndWell()
    {
        var first = await VisitAsync(ReloadableQuery);
        var second = await OpenTabAsync(first);
        var file = Make(25_000_000);
        await Task.WhenAll(first.StartAsync(file), second.StartAsync(file));

        await AssertStoredAsync(file, await first.WaitUntilDoneAsync(), await second.WaitUntilDoneAsync());
    }

    /// <summary>Goes on after a reload: by choosing the file again, unless the client does it by itself.</summary>
    private protected virtual Task GoOnAsync(ClientVisitor visitor, ClientFile file) => visitor.StartAsync(file);
}
