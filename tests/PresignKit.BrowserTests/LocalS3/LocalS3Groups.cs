namespace PresignKit.BrowserTests.LocalS3;

/// <summary>One sample for all tests of it. They take turns: what one holds or breaks is the wire of the others.</summary>
[CollectionDefinition(Name)]
public sealed class LocalS3Group : ICollectionFixture<LocalS3Site>
{
    internal const string Name = "LocalS3";
}

/// <summary>Runs beside the other one, since it mostly waits for something to expire.</summary>
[CollectionDefinition(Name)]
public sealed class ShortLivedLocalS3Group : ICollectionFixture<ShortLivedLocalS3Site>
{
    internal const string Name = "LocalS3, short-lived";
}
