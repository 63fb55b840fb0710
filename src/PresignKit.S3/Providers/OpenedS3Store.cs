namespace PresignKit.S3.Providers;

/// <summary>Keeps the provider of a store from when it is created, for the stores of tenants that are derived from it.</summary>
internal sealed class OpenedS3Store
{
    private volatile Opened? _opened;

    /// <summary>The provider; null: the region is not known yet, so there is none.</summary>
    public S3StoreProvider? Provider => _opened?.Provider;

    /// <summary>The options that it was created from.</summary>
    public S3StoreOptions? Options => _opened?.Options;

    /// <summary>The first one stays: tests of providers create more.</summary>
    public void Set(S3StoreProvider provider, S3StoreOptions options) =>
        Interlocked.CompareExchange(ref _opened, new(provider, options.Copy()), null);

    private sealed record Opened(S3StoreProvider Provider, S3StoreOptions Options);
}
