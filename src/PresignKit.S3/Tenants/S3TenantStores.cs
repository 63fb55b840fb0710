using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PresignKit.Providers;
using PresignKit.S3.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Tenants;

/// <summary>
/// Keeps the stores of tenants by their settings as a whole: if a tenant gets other keys or another bucket, or if two tenants are mixed up, the settings
/// differ, and so do the stores. What was not asked for longest is given up first.
/// </summary>
internal sealed class S3TenantStores : IS3TenantStores, IDisposable
{
    private readonly IServiceProvider _services;
    private readonly TimeProvider _clock;
    private readonly IOptionsMonitor<S3StoreOptions> _options;
    private readonly TenantConnections _connections;
    private readonly int _maximum;
    private readonly Lock _gate = new();
    private readonly Dictionary<Key, LinkedListNode<Entry>> _byKey = [];
    private readonly LinkedList<Entry> _recent = [];
    private readonly ConcurrentDictionary<Entry, ITimer> _retired = [];
    private readonly IDisposable? _subscription;
    private bool _isDisposed;

    public S3TenantStores(
        IServiceProvider services,
        TimeProvider clock,
        IOptionsMonitor<S3StoreOptions> options,
        IOptions<S3TenantOptions> limits,
        ILoggerFactory? loggers = null)
    {
        (_services, _clock, _options, _maximum) = (services, clock, options, limits.Value.MaximumStores);
        _connections = new(clock, loggers?.CreateLogger("PresignKit.S3.Credentials") ?? NullLogger.Instance);
        _subscription = options.OnChange((_, name) => GiveUpRoles(name));
    }

    /// <summary>How long a store that was given up can still be used: longer than any request of the backend.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromMinutes(15);

    /// <summary>The number of connections of tenants' own; for tests.</summary>
    internal int OpenConnections => _connections.Count;

    public TenantStore GetStore(string storeName, S3TenantSettings settings)
    {
        ArgumentNullException.ThrowIfNull(storeName);
        ArgumentNullException.ThrowIfNull(settings);
        var entry = Find(new(storeName, settings));
        try
        {
            // One caller builds, and the others wait for it.
            return entry.Store.Value;
        }
        catch
        {
            Forget(entry);
            throw;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _byKey.Clear();
            _recent.Clear();
        }

        _subscription?.Dispose();
        foreach (var timer in _retired.Values)
        {
            timer.Dispose();
        }

        _connections.Dispose();
    }

    private Entry Find(in Key key)
    {
        List<Entry> surplus = [];
        Entry entry;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_byKey.TryGetValue(key, out var node))
            {
                _recent.Remove(node);
                _recent.AddFirst(node);
                return node.Value;
            }

            entry = new(key, Build);
            _byKey.Add(key, _recent.AddFirst(entry));
            while (_recent.Count > _maximum)
            {
                surplus.Add(_recent.Last!.Value);
                Remove(_recent.Last);
            }
        }

        surplus.ForEach(Retire);
        return entry;
    }

    private void Forget(Entry entry)
    {
        lock (_gate)
        {
            if (_byKey.TryGetValue(entry.Key, out var node) && ReferenceEquals(node.Value, entry))
            {
                Remove(node);
            }
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byKey.Remove(node.Value.Key);
        _recent.Remove(node);
    }

    // A request may be using it.
    private void Retire(Entry entry)
    {
        var timer = _clock.CreateTimer(
            _ =>
            {
                if (_retired.TryRemove(entry, out var own))
                {
                    own.Dispose();
                }

                entry.Release();
            },
            state: null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        _retired[entry] = timer;
        timer.Change(Grace, Timeout.InfiniteTimeSpan);
    }

    // The sessions of a role are obtained with the registered store's credentials, which have changed.
    private void GiveUpRoles(string? storeName)
    {
        List<Entry> affected = [];
        lock (_gate)
        {
            for (var node = _recent.First; node is not null;)
            {
                var (next, entry) = (node.Next, node.Value);
                if (entry.Key.Store == storeName && entry.Key.Settings is { RoleArn: not null, AccessKeyId: null, Credentials: null })
                {
                    Remove(node);
                    affected.Add(entry);
                }

                node = next;
            }
        }

        affected.ForEach(Retire);
    }

    private (TenantStore Store, IDisposable? Connections) Build(Key key)
    {
        // Creates it, if nothing has used it yet; an invalid setting of the registered store is reported by its own message.
        _ = _services.GetKeyedService<IObjectStore>(key.Store);
        if (_services.GetKeyedService<OpenedS3Store>(key.Store) is not { } opened)
        {
            throw new ArgumentException($"No S3 store '{key.Store}' is registered. Register it with AddS3 or the like.", nameof(key));
        }

        if (opened is not { Provider: { } origin, Options: { } start })
        {
            throw new StoreException(
                ErrorCodes.StoreNotReady,
                $"The region of store '{key.Store}' is not known until the store has been asked for it. Set Stores:{key.Store}:Region instead of DiscoverRegion.");
        }

        var builder = _services.GetRequiredService<ITenantStoreBuilder>();
        var name = builder.NameOf(key.Store, key.Settings.Tenant);
        var settings = TenantSettingsBuilder.Build(name, WithCurrentCredentials(start, key.Store), key.Settings, origin);
        var own = _connections.Acquire(key.Store, key.Settings, settings, origin, Needed);
        try
        {
            var provider = new S3StoreProvider(settings, own?.Value ?? origin.Connections, _clock);
            var store = builder.Build(key.Store, key.Settings.Tenant, provider, isSameServer: !key.Settings.HasOwnServer);
            return (store, own);
        }
        catch
        {
            own?.Dispose();
            throw;
        }

        TimeSpan Needed() => _services.GetRequiredService<IStorePolicies>().GetLongestLifetime(key.Store);
    }

    // All else that has changed in configuration waits for the next start, as it does for the registered store.
    private S3StoreOptions WithCurrentCredentials(S3StoreOptions start, string storeName)
    {
        var (options, now) = (start.Copy(), _options.Get(storeName));
        var flaws = new List<string>();
        if ((now.Bucket, now.Endpoint) == (start.Bucket, start.Endpoint) && StaticCredentials.Read(now, (_, flaw) => flaws.Add(flaw)) is not null
            && flaws.Count == 0)
        {
            (options.AccessKeyId, options.SecretAccessKey, options.SessionToken) = (now.AccessKeyId, now.SecretAccessKey, now.SessionToken);
        }

        return options;
    }

    private readonly record struct Key(string Store, S3TenantSettings Settings);

    private sealed class Entry
    {
        private readonly Lazy<(TenantStore Store, IDisposable? Connections)> _built;

        public Entry(Key key, Func<Key, (TenantStore Store, IDisposable? Connections)> build)
        {
            Key = key;
            _built = new(() => build(key));
            Store = new(() => _built.Value.Store);
        }

        public Key Key { get; }

        public Lazy<TenantStore> Store { get; }

        public void Release()
        {
            if (_built.IsValueCreated)
            {
                _built.Value.Connections?.Dispose();
            }
        }
    }
}
