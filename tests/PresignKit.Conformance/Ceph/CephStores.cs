using PresignKit.Conformance.Stores;
using PresignKit.Testing.Ceph;

namespace PresignKit.Conformance.Ceph;

/// <summary>One server with a bucket for each configuration. If Ceph is not installed, tests that use a bucket are skipped.</summary>
public sealed class CephStores : IAsyncLifetime
{
    private CephServer? _server;
    private CephStore? _path;
    private CephVirtualHostStore? _virtualHost;
    private CephUploadOnlyStore? _uploadOnly;

    public CephStore Path => Get(_path);

    public CephVirtualHostStore VirtualHost => Get(_virtualHost);

    public CephUploadOnlyStore UploadOnly => Get(_uploadOnly);

    public async ValueTask InitializeAsync()
    {
        if (CephServer.Missing() is not null)
        {
            return;
        }

        _server = await CephServer.StartAsync();
        (_path, _virtualHost, _uploadOnly) = (new(_server), new(_server), new(_server));
        await _path.InitializeAsync();
        await _virtualHost.InitializeAsync();
        await _uploadOnly.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in new ConformanceStore?[] { _path, _virtualHost, _uploadOnly })
        {
            if (store is not null)
            {
                await store.DisposeAsync();
            }
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static T Get<T>(T? store)
        where T : ConformanceStore
    {
        CephServer.Require();
        return store!;
    }
}
