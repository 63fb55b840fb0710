using PresignKit.BrowserTests.Clients.Hosting;

namespace PresignKit.BrowserTests.Clients.Cases;

/// <summary>What the tests of every build and those of every night have in common.</summary>
public abstract class ClientScenarios : ClientTest
{
    private protected ClientScenarios(ClientSite site, ClientKind client)
        : base(site, client)
    {
    }

    private protected async Task UploadAndCompareAsync(long size)
    {
        var visitor = await VisitAsync();
        var file = Make(size);
        await visitor.StartAsync(file);

        await AssertStoredAsync(file, await visitor.WaitUntilDoneAsync());
    }

    private protected async Task UploadPartsAndCompareAsync(long size)
    {
        var visitor = await VisitAsync();
        var requests = Site.Store.Requests.Count;
        var file = Make(size);
        await visitor.StartAsync(file);

        await AssertStoredAsync(file, await visitor.WaitUntilDoneAsync());
        var parts = (int)((size + ClientPolicy.PartSize - 1) / ClientPolicy.PartSize);
        Assert.Equal(Enumerable.Range(1, parts), PartsSince(requests).Order());
    }

    private protected async Task PauseAndCompareAsync()
    {
        var visitor = await VisitAsync();
        var file = Make(ManyParts);
        Site.Store.HoldAfter(HeldAfter);
        await visitor.StartAsync(file);
        await WaitUntilHeldAsync();
        var arrived = await Site.Bucket.WaitForPartsAsync();

        // The answers to these parts have reached the page, too.
        await visitor.WaitUntilSavedAsync(arrived.Count);
        await visitor.PauseAsync();
        await visitor.WaitForAsync(1, "paused");
        var requests = Site.Store.Requests.Count;
        Site.Store.Release();
        await visitor.ResumeAsync();

        await AssertStoredAsync(file, await visitor.WaitUntilDoneAsync());
        Assert.Empty(PartsSince(requests).Intersect(arrived));
        Assert.NotEmpty(PartsSince(requests));
    }
}
