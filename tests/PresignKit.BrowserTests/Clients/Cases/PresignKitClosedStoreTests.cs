using PresignKit.BrowserTests.Clients.Hosting;

namespace PresignKit.BrowserTests.Clients.Cases;

/// <summary>A store whose CORS rules do not allow the page.</summary>
[Collection(LocalS3ClientsGroup.Name)]
public sealed class PresignKitClosedStoreTests(ClosedLocalS3Clients site) : ClientTest(site, ClientKind.PresignKit)
{
    [Theory(Explicit = true)]
    [InlineData(1_000)]
    [InlineData(25_000_000)]
    public async Task Upload_StoreWithoutCors_IsReportedAndNothingIsLeft(long size)
    {
        var visitor = await VisitAsync();
        await visitor.StartAsync(Make(size));

        var status = Assert.Single(await visitor.WaitForAsync(1, "done", "failed"));

        Assert.Equal(("failed", "store-unreachable"), (status.State, status.Code));
        await visitor.CancelAsync();
        await AssertOnlyAsync();
    }
}
