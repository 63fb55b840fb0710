using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.BrowserTests.Network;
using PresignKit.BrowserTests.Pages;
using PresignKit.Sample.Media;

namespace PresignKit.BrowserTests.Hosting;

/// <summary>The sample, running in this process on free ports, with a store behind it and a relay before each of the two.</summary>
public abstract class MediaSite : IAsyncLifetime
{
    private readonly Chromium _chromium;
    private readonly IStoreUnderTest _store;
    private readonly SiteRules _rules;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("presignkit-media-");
    private WebApplication? _app;

    private protected MediaSite(Chromium chromium, IStoreUnderTest store, SiteRules rules)
    {
        _chromium = chromium;
        _store = store;
        _rules = rules;
    }

    /// <summary>The wire between the browser and the application.</summary>
    internal Relay App { get; } = new();

    /// <summary>The wire between the browser and the store. The application itself reaches the store without it.</summary>
    internal Relay Store { get; } = new();

    internal string AppOrigin => $"http://127.0.0.1:{App.Port}";

    /// <summary>A name is another site than 127.0.0.1: cookies stay away, and CORS is real.</summary>
    internal string StoreOrigin => $"http://{_store.PublicHost}:{Store.Port}";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!Prerequisites.AreMet || !_store.IsAvailable)
        {
            return;
        }

        await _store.StartAsync();
        _app = MediaApp.Build(
        [
            "--urls=http://127.0.0.1:0",
            $"--DataDirectory={_data.FullName}",
            .. _store.Arguments(AppOrigin, StoreOrigin),
            .. _rules.Arguments,
        ]);
        Store.Server = _store.Address;
        await _app.StartAsync();
        App.Server = new IPEndPoint(IPAddress.Loopback, new Uri(_app.Urls.Single()).Port);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Store.DisposeAsync();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _data.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Skips or fails the test where something is missing that it needs.</summary>
    internal void Require()
    {
        Prerequisites.Require();
        _store.Require();
    }

    internal async Task<Visitor> OpenAsync() => await Visitor.OpenAsync(this, await _chromium.OpenAsync(AppOrigin));

    /// <summary>What the store itself has under a key, asked with the application's own credentials; null where there is nothing.</summary>
    internal async Task<ObjectProperties?> FindObjectAsync(string key) =>
        await _app!.Services.GetRequiredService<IObjectStore>().FindAsync(new ObjectKey(key), TestContext.Current.CancellationToken);

    /// <summary>What a browser sends where it uploads a file of this type to a slot.</summary>
    internal UploadOnTheWire Upload(string slotKey, string contentType) => _store.Upload(slotKey, contentType);

    /// <summary>The uploads that browsers have begun since the store had been sent this many requests.</summary>
    internal IReadOnlyList<RequestHead> UploadsSince(int requests) =>
        [.. Store.Requests.Skip(requests).Where(request => request.Method is "PUT" or "POST")];

    /// <summary>Checks that a verified upload is under the key that it should be under, and nowhere else.</summary>
    internal async Task AssertKeptAsync(string slotKey, string acceptedKey)
    {
        Assert.NotNull(await FindObjectAsync(acceptedKey));
        if (_store.Freezes)
        {
            Assert.NotEqual(slotKey, acceptedKey);
            Assert.Null(await FindObjectAsync(slotKey));
        }
        else
        {
            Assert.Equal(slotKey, acceptedKey);
        }
    }

    internal void Mend()
    {
        App.Mend();
        Store.Mend();
    }
}
