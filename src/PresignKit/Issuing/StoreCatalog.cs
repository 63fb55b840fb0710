using System.Collections.Concurrent;
using PresignKit.Providers;

namespace PresignKit.Issuing;

/// <summary>The registered stores, and their providers once they are needed.</summary>
internal sealed class StoreCatalog(IEnumerable<StoreRegistration> registrations, IServiceProvider services)
    : IRegisteredStores, IAsyncDisposable, IDisposable
{
    private readonly StoreRegistration[] _registrations = [.. registrations];
    private readonly ConcurrentDictionary<string, Lazy<IStoreProvider>> _providers = new(StringComparer.Ordinal);

    public IReadOnlyList<StoreRegistration> Registrations => _registrations;

    public string DefaultName(PresignKitOptions options) =>
        options.DefaultStoreName ?? (_registrations.Length > 0 ? _registrations[0].Name : "");

    public bool Contains(string name) => Array.Exists(_registrations, r => r.Name == name);

    public IStoreProvider Get(string name)
    {
        var registration = Array.Find(_registrations, r => r.Name == name)
            ?? throw new ArgumentException(
                $"No store '{name}' is registered. Registered stores: {string.Join(", ", _registrations.Select(r => r.Name))}.",
                nameof(name));
        return _providers.GetOrAdd(name, _ => new(() => registration.Create(services))).Value;
    }

    IStoreProvider IRegisteredStores.GetProvider(string storeName) => Get(storeName);

    /// <summary>The store that a slot was opened for, which may have been removed since.</summary>
    /// <exception cref="StoreException">It is not registered anymore (<see cref="ErrorCodes.StoreNotReady"/>).</exception>
    public IStoreProvider GetOf(DeclaredUpload upload) => Contains(upload.StoreName)
        ? Get(upload.StoreName)
        : throw new StoreException(
            ErrorCodes.StoreNotReady,
            StoreNaming.IsOfTenant(upload.StoreName)
                ? $"The slot '{upload.Key}' was opened for '{upload.StoreName}', the store of a tenant. Use Uploads and Parts of that TenantStore."
                : $"The slot '{upload.Key}' was opened for store '{upload.StoreName}', "
                    + "which is not registered anymore. Register it until all its slots have ended.");

    /// <summary>The store, and every other store whose objects are, or may be, in the same bucket.</summary>
    public IReadOnlySet<string> SharingBucket(string name)
    {
        var bucket = Get(name).Bucket;
        return _registrations.Select(r => r.Name).Where(other => other == name || MayBeSame(bucket, Get(other).Bucket)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>As <see cref="SharingBucket"/>, and every store whose objects are, or may be, in a tenant's bucket.</summary>
    /// <param name="name">The store that the tenant's is derived from.</param>
    /// <param name="bucket">The tenant's bucket; null: unknown.</param>
    public IReadOnlySet<string> SharingBucketOfTenant(string name, string? bucket) =>
        SharingBucket(name).Concat(_registrations.Select(r => r.Name).Where(other => MayBeSame(bucket, Get(other).Bucket))).ToHashSet(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in Created())
        {
            if (provider is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                (provider as IDisposable)?.Dispose();
            }
        }
    }

    /// <summary>For containers that are disposed synchronously: they refuse services that can only be disposed asynchronously.</summary>
    public void Dispose()
    {
        foreach (var provider in Created())
        {
            if (provider is IDisposable synchronous)
            {
                synchronous.Dispose();
            }
            else if (provider is IAsyncDisposable asynchronous)
            {
                asynchronous.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
    }

    private static bool MayBeSame(string? one, string? other) => one is null || other is null || one == other;

    private IEnumerable<IStoreProvider> Created() => _providers.Values.Where(p => p.IsValueCreated).Select(p => p.Value);
}
