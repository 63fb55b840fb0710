namespace PresignKit.Packages.Tests.Consumers;

/// <summary>The new projects are restored and built once for all tests that run them.</summary>
[CollectionDefinition(Name)]
public sealed class ConsumerGroup : ICollectionFixture<ConsumerProjects>
{
    internal const string Name = "Consumers";
}
