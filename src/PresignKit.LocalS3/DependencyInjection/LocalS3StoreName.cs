namespace PresignKit.LocalS3.DependencyInjection;

/// <summary>That a store of this name is served by the embedded server.</summary>
internal sealed record LocalS3StoreName(string Name);
