namespace PresignKit.BrowserTests.LocalS3;

/// <summary>All tests of this site share one sample, and run one at a time, because they hold and break its connections.</summary>
[CollectionDefinition(Name)]
public sealed class LocalS3Group : ICollectionFixture<LocalS3Site>
{
    internal const string Name = "LocalS3";
}

/// <summary>Runs in parallel with the other collection, because it mostly waits for expiry.</summary>
[CollectionDefinition(Name)]
public sealed class ShortLivedLocalS3Group : ICollectionFixture<ShortLivedLocalS3Site>
{
    internal const string Name = "LocalS3, short-lived";
}

/// <summary>ffmpeg makes streams here.</summary>
[CollectionDefinition(Name)]
public sealed class StreamingLocalS3Group : ICollectionFixture<StreamingLocalS3Site>
{
    internal const string Name = "LocalS3, streaming";
}
