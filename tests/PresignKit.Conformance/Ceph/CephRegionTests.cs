using Microsoft.Extensions.DependencyInjection;

namespace PresignKit.Conformance.Ceph;

/// <summary>Ceph RGW 16 does not reveal a bucket's region, so the region must be configured.</summary>
public abstract class CephRegionTests(CephStores ceph)
{
    [Fact]
    public async Task Check_DiscoverRegion_FindsRegionUnknownAndNamesSetting()
    {
        await using var services = ceph.Path.CreateApplication(static _ => { }, options => (options.Region, options.DiscoverRegion) = (null, true));

        var finding = Assert.Single(await services.GetRequiredService<IStoreSetup>().CheckAsync(TestContext.Current.CancellationToken));

        Assert.Equal((FindingCodes.RegionUnknown, FindingSeverity.Error), (finding.Code, finding.Severity));
        Assert.Contains("403 without x-amz-bucket-region", finding.Message, StringComparison.Ordinal);
        Assert.Contains("Stores:store:Region", finding.Message, StringComparison.Ordinal);
    }
}
