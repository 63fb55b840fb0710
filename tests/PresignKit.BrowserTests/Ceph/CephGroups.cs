namespace PresignKit.BrowserTests.Ceph;

/// <summary>All tests of this site share one sample, and run one at a time, because they hold and break its connections.</summary>
[CollectionDefinition(Name)]
public sealed class CephGroup : ICollectionFixture<CephSite>
{
    internal const string Name = "Ceph";
}

/// <summary>Runs in parallel with the other collection, because it mostly waits for expiry.</summary>
[CollectionDefinition(Name)]
public sealed class ShortLivedCephGroup : ICollectionFixture<ShortLivedCephSite>
{
    internal const string Name = "Ceph, short-lived";
}
