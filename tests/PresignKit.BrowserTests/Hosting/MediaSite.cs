using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.BrowserTests.Network;
using PresignKit.BrowserTests.Pages;
using PresignKit.Sample.Media;

namespace PresignKit.BrowserTests.Hosting;

/// <summary>The sample in this process on free ports, with its store, and a relay in front of each of them.</summary>
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

    /// <summary>The relay between the browser and the application.</summary>
    internal Relay App { get; } = new();

    /// <summary>The relay between the browser and the store. The application itself reaches the store directly.</summary>
    internal Relay Store { get; } = new();

    internal string AppOrigin => $"http://127.0.0.1:{App.Port}";

    /// <summary>A host name, which is a different site than 127.0.0.1, so that cookies are not sent and CORS applies.</summary>
    internal string StoreOrigin => $"http://{_store.PublicHost}:{Store.Port}";

    /// <summary>Whether files that are larger than <see cref="SiteRules.PartSize"/> are sent in parts.</summary>
    internal bool TakesParts => _store.TakesParts;

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

    /// <summary>Skips or fails the test if a requirement is missing.</summary>
    internal void Require()
    {
        Prerequisites.Require();
        _store.Require();
    }

    internal async Task<Visitor> OpenAsync() => await Visitor.OpenAsync(this, await _chromium.OpenAsync(AppOrigin));

    /// <summary>The object that the store has under a key, found with the application's own credentials; null if there is none.</summary>
    internal async Task<ObjectProperties?> FindObjectAsync(string key) =>
        await _app!.Services.GetRequiredService<IObjectStore>().FindAsync(new ObjectKey(key), TestContext.Current.CancellationToken);

    /// <summary>The request that a browser must send to upload a file of this type to a slot.</summary>
    internal UploadRequestHead Upload(string slotKey, string contentType) => _store.Upload(slotKey, contentType);

    /// <summary>The uploads that browsers have begun after the store's first <paramref name="requests"/> requests.</summary>
    internal IReadOnlyList<RequestHead> UploadsSince(int requests) =>
        [.. Store.Requests.Skip(requests).Where(request => request.Method is "PUT" or "POST" && !request.IsOfCheck)];

    /// <summary>The number of each part that browsers have begun to send after the store's first <paramref name="requests"/> requests.</summary>
    internal IReadOnlyList<int> PartsSince(int requests) => [.. UploadsSince(requests).Select(request => request.PartNumber).OfType<int>()];

    /// <summary>Asserts that a verified upload is stored under the accepted key only.</summary>
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

    internal void Restore()
    {
        App.Restore();
        Store.Restore();
    }
}
