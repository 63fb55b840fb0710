using Microsoft.Extensions.Logging;
using PresignKit.S3.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Tenants;

/// <summary>
/// The connections that tenants do not share with the registered store, because they have credentials, a region, or an endpoint of their own. Tenants
/// with the same ones share them, and the last one closes them.
/// </summary>
internal sealed class TenantConnections(TimeProvider clock, ILogger logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Store, S3TenantSettings Settings), Shared> _open = [];
    private bool _isDisposed;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Gets the connections for a tenant's settings; null: those of the registered store.</summary>
    /// <param name="store">The registered store.</param>
    /// <param name="tenant">The tenant's settings.</param>
    /// <param name="settings">The same, validated and complete.</param>
    /// <param name="origin">The provider of the registered store.</param>
    /// <param name="needed">Returns how long the policies need credentials to last.</param>
    public Lease? Acquire(string store, S3TenantSettings tenant, S3StoreSettings settings, S3StoreProvider origin, Func<TimeSpan> needed)
    {
        if (!tenant.HasOwnCredentials && tenant.Endpoint is null && settings.Region == origin.Settings.Region
            && settings.BucketFacts.SequenceEqual(origin.Settings.BucketFacts))
        {
            return null;
        }

        // No part of them depends on these.
        var key = (store, tenant with { Tenant = "", Bucket = "", PublicEndpoint = null });
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_open.TryGetValue(key, out var shared))
            {
                var keeper = tenant.HasOwnCredentials ? null : origin.Connections.Keeper;
                _open.Add(key, shared = new(S3Connections.Open(settings, keeper, needed, clock, logger)));
            }

            shared.Users++;
            return new(this, key, shared);
        }
    }

    public void Dispose()
    {
        List<Shared> open;
        lock (_gate)
        {
            _isDisposed = true;
            open = [.. _open.Values];
            _open.Clear();
        }

        open.ForEach(shared => shared.Connections.Dispose());
    }

    private void Release((string Store, S3TenantSettings Settings) key, Shared shared)
    {
        lock (_gate)
        {
            if (--shared.Users > 0 || !_open.Remove(key))
            {
                return;
            }
        }

        shared.Connections.Dispose();
    }

    /// <summary>The use of connections by one store.</summary>
    internal sealed class Lease : IDisposable
    {
        private readonly (string Store, S3TenantSettings Settings) _key;
        private readonly Shared _shared;
        private TenantConnections? _owner;

        public Lease(TenantConnections owner, (string Store, S3TenantSettings Settings) key, Shared shared) =>
            (_owner, _key, _shared) = (owner, key, shared);

        public S3Connections Value => _shared.Connections;

        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.Release(_key, _shared);
    }

    /// <summary>Open connections, and how many stores use them.</summary>
    internal sealed class Shared(S3Connections connections)
    {
        public S3Connections Connections => connections;

        public int Users { get; set; }
    }
}
