using PresignKit.Conformance.Stores;
using PresignKit.Testing.Ceph;

namespace PresignKit.Conformance.Ceph;

/// <summary>
/// The machine's own gateway with a bucket for each configuration. The first test class that needs it starts it. If Ceph is not installed, tests that
/// use a bucket are skipped.
/// </summary>
public class CephStores : IAsyncDisposable
{
    private readonly List<CephStore> _started = [];
    private readonly CephSetup _setup;
    private readonly Lazy<CephServer> _server;
    private readonly Lazy<CephServer> _sessionServer;
    private readonly Lazy<CephStore> _path;
    private readonly Lazy<CephStore> _patched;
    private readonly Lazy<CephVirtualHostStore> _virtualHost;
    private readonly Lazy<CephUploadOnlyStore> _uploadOnly;
    private readonly Lazy<CephSessionStore> _sessions;

    public CephStores()
        : this(CephSetup.Machine)
    {
    }

    protected CephStores(CephSetup setup)
    {
        _setup = setup;
        _server = new(() => Wait(() => CephServer.StartAsync(setup)));
        _sessionServer = new(() => Wait(() => CephServer.StartAsync(setup with { HasSessions = true })));
        _path = new(() => Start(new CephStore(_server.Value)));
        _patched = new(() => Start(new CephPatchedStore(_server.Value)));
        _virtualHost = new(() => Start(new CephVirtualHostStore(_server.Value)));
        _uploadOnly = new(() => Start(new CephUploadOnlyStore(_server.Value)));
        _sessions = new(() => Start(new CephSessionStore(_sessionServer.Value)));
    }

    /// <summary>With profile ceph, which is safe for every version.</summary>
    public CephStore Path => Get(_path);

    /// <summary>With the profile of what this version enforces.</summary>
    public CephStore Patched => Get(_patched);

    public CephVirtualHostStore VirtualHost => Get(_virtualHost);

    public CephUploadOnlyStore UploadOnly => Get(_uploadOnly);

    /// <summary>On a gateway of its own, with a token service.</summary>
    public CephSessionStore Sessions => Get(_sessions);

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _started)
        {
            await store.DisposeAsync();
        }

        foreach (var server in new[] { _server, _sessionServer }.Where(server => server.IsValueCreated))
        {
            await server.Value.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    // Test classes get their store in their constructor, which cannot wait asynchronously.
    private static T Wait<T>(Func<Task<T>> start) => Task.Run(start).GetAwaiter().GetResult();

    private T Get<T>(Lazy<T> store)
    {
        _setup.Require();
        return store.Value;
    }

    private T Start<T>(T store)
        where T : CephStore
    {
        lock (_started)
        {
            _started.Add(store);
        }

        return Wait(async () =>
        {
            await store.InitializeAsync();
            return store;
        });
    }
}
