using PresignKit.Testing.Ceph;

namespace PresignKit.Conformance.Ceph;

/// <summary>A gateway with a token service, for the classes that need one. If Ceph is not installed, they are skipped.</summary>
public sealed class CephSessionServer : IAsyncLifetime
{
    private CephServer? _server;
    private CephSessionStore? _store;

    public CephServer Server
    {
        get
        {
            CephServer.Require();
            return _server!;
        }
    }

    public CephSessionStore Store
    {
        get
        {
            CephServer.Require();
            return _store!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (CephServer.Missing() is not null)
        {
            return;
        }

        _server = await CephServer.StartAsync(CephSetup.Machine with { HasSessions = true });
        _store = new(_server);
        await _store.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}

/// <summary>The classes in this collection share one gateway.</summary>
[CollectionDefinition(Name)]
public sealed class CephSessionGroup : ICollectionFixture<CephSessionServer>
{
    public const string Name = "Ceph with sessions";
}
