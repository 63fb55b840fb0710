using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PresignKit.Issuing;
using PresignKit.Keys;

namespace PresignKit.Sweeping;

/// <summary>The store itself keeps the lease if it can; otherwise it holds within the process.</summary>
internal sealed class DefaultSweepLease(StoreCatalog stores, PolicyCatalog policies, TimeProvider clock, ILogger<DefaultSweepLease>? logger = null)
    : ISweepLease
{
    private readonly LocalSweepLease _local = new();
    private readonly ConcurrentDictionary<string, StoreSweepLease?> _ofStores = new(StringComparer.Ordinal);

    public Task<IHeldSweepLease?> TryAcquireAsync(string storeName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storeName);
        return _ofStores.GetOrAdd(storeName, Find) is { } lease
            ? lease.TryAcquireAsync(cancellationToken)
            : Task.FromResult(_local.TryAcquire(storeName));
    }

    private StoreSweepLease? Find(string storeName)
    {
        var provider = stores.Get(storeName);
        return provider.Profile.CreateOnly == Capability.Yes
            && policies.UploadPolicies.Where(policy => policy.StoreName == storeName).Select(policy => policy.FrozenPrefix)
                .Min(StringComparer.Ordinal) is { } prefix
                ? new(provider.Objects, FrozenKey.RecordPrefix(prefix), storeName, clock, logger ?? (ILogger)NullLogger.Instance)
                : null;
    }
}
