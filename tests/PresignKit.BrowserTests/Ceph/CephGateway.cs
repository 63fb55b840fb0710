using PresignKit.BrowserTests.Ceph;
using PresignKit.Testing.Ceph;

[assembly: AssemblyFixture(typeof(CephGateway))]

namespace PresignKit.BrowserTests.Ceph;

/// <summary>One gateway for all sites on Ceph, each with its own bucket. The first site that needs the gateway starts it.</summary>
public sealed class CephGateway : IAsyncDisposable
{
    private readonly Lazy<Task<CephServer>> _server = new(CephServer.StartAsync);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } started })
        {
            await (await started).DisposeAsync();
        }
    }

    internal Task<CephServer> ServerAsync() => _server.Value;
}
