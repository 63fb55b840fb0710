using PresignKit.Providers;
using PresignKit.S3.Http;
using PresignKit.S3.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Regions;

/// <summary>
/// A store whose region is not configured. The region is requested once, before anything is signed; from then on the provider for that region is
/// used. A failed request is repeated by the next call.
/// </summary>
internal sealed class RegionDiscoveryStoreProvider : IStoreProvider, IDisposable
{
    private readonly S3StoreSettings _provisional;
    private readonly Func<string, S3StoreProvider> _open;
    private readonly PlainHttp _http = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly DiscoveredStore _store;
    private volatile S3StoreProvider? _found;

    /// <summary>Creates the provider without sending a request.</summary>
    /// <param name="provisional">The settings with a provisional region; used for everything that does not depend on it.</param>
    /// <param name="open">Creates the provider for a region.</param>
    public RegionDiscoveryStoreProvider(S3StoreSettings provisional, Func<string, S3StoreProvider> open)
    {
        (_provisional, _open) = (provisional, open);
        _store = new(FindAsync);
    }

    public StoreProfile Profile => _provisional.Profile;

    public string? Bucket => _provisional.Bucket;

    public IObjectStore Objects => _store;

    public IMultipartUploads Uploads => _store;

    public IStoreAdministration Administration => _store;

    public IStoreProbe Probe => _store;

    public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) =>
        _found is { } found ? found.OpenSessionAsync(cancellationToken) : FindAndOpenAsync(cancellationToken);

    public ValueTask<ISigningSession> OpenSessionAsync(DateTimeOffset usableUntil, CancellationToken cancellationToken) =>
        _found is { } found ? found.OpenSessionAsync(usableUntil, cancellationToken) : FindAndOpenAsync(usableUntil, cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _gate.Dispose();
        _found?.Dispose();
    }

    private async ValueTask<ISigningSession> FindAndOpenAsync(CancellationToken cancellationToken)
    {
        var found = await FindAsync(cancellationToken).ConfigureAwait(false);
        return await found.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ISigningSession> FindAndOpenAsync(DateTimeOffset usableUntil, CancellationToken cancellationToken)
    {
        var found = await FindAsync(cancellationToken).ConfigureAwait(false);
        return await found.OpenSessionAsync(usableUntil, cancellationToken).ConfigureAwait(false);
    }

    private async Task<S3StoreProvider> FindAsync(CancellationToken cancellationToken)
    {
        if (_found is { } found)
        {
            return found;
        }

        // One request for all callers: otherwise, an application that starts under load would send one for each of them.
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _found ??= _open(await new RegionDiscovery(_http).FindAsync(_provisional, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _gate.Release();
        }
    }
}
