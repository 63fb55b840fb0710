namespace PresignKit.BrowserTests.Ceph;

/// <summary>One sample for all tests of it. They take turns: what one holds or breaks is the wire of the others.</summary>
[CollectionDefinition(Name)]
public sealed class CephGroup : ICollectionFixture<CephSite>
{
    internal const string Name = "Ceph";
}

/// <summary>Runs beside the other one, since it mostly waits for something to expire.</summary>
[CollectionDefinition(Name)]
public sealed class ShortLivedCephGroup : ICollectionFixture<ShortLivedCephSite>
{
    internal const string Name = "Ceph, short-lived";
}
