using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.BrowserTests.Clients.Stores;
using PresignKit.BrowserTests.Hosting;
using PresignKit.BrowserTests.Network;

namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>An application, its store, and a relay in front of both.</summary>
public abstract class RelayedSite : IAsyncLifetime
{
    private readonly IClientStore _store;
    private WebApplication? _app;

    private protected RelayedSite(IClientStore store) => _store = store;

    /// <summary>The relay between the browser and the application.</summary>
    internal Relay App { get; } = new();

    /// <summary>The relay between the browser and the store. The application itself reaches the store directly.</summary>
    internal Relay Store { get; } = new();

    internal IPEndPoint AppAddress => new(IPAddress.Loopback, new Uri(_app!.Urls.Single()).Port);

    internal string AppOrigin => $"http://127.0.0.1:{App.Port}";

    /// <summary>Another site than the application's, so cookies are not sent and CORS applies.</summary>
    internal string StoreOrigin => $"http://{_store.PublicHost}:{Store.Port}";

    private protected IServiceProvider Services => _app!.Services;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!Prerequisites.AreMet || !_store.IsAvailable)
        {
            return;
        }

        await _store.StartAsync();
        _app = Build();
        Store.Server = _store.Address;
        await _app.StartAsync();
        App.Server = AppAddress;
        if (_store is not EmbeddedClientStore)
        {
            var outcome = await Services.GetRequiredService<IStoreSetup>().EnsureCorsAsync();
            Assert.True(outcome.IsSufficient, outcome.Message);
        }
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await App.DisposeAsync();
        await Store.DisposeAsync();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        await _store.DisposeAsync();
    }

    /// <summary>The application, which is not started yet.</summary>
    private protected abstract WebApplication Build();
}
