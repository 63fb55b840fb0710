using PresignKit.Providers;
using PresignKit.S3.Http;
using PresignKit.S3.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Regions;

/// <summary>
/// A store whose region is not configured: the store is asked once, before anything is signed, and from then on it is served by the
/// provider that was made for the answer. A question that fails is asked again the next time.
/// </summary>
internal sealed class RegionDiscoveryStoreProvider : IStoreProvider, IDisposable
{
    private readonly S3StoreSettings _provisional;
    private readonly Func<string, S3StoreProvider> _open;
    private readonly PlainHttp _http = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly DiscoveredStore _later;
    private volatile S3StoreProvider? _found;

    /// <summary>Makes the provider; asks nothing yet.</summary>
    /// <param name="provisional">The settings with some region: what does not depend on it.</param>
    /// <param name="open">Makes the provider for a region.</param>
    public RegionDiscoveryStoreProvider(S3StoreSettings provisional, Func<string, S3StoreProvider> open)
    {
        (_provisional, _open) = (provisional, open);
        _later = new(FindAsync);
    }

    public StoreProfile Profile => _provisional.Profile;

    public string? Bucket => _provisional.Bucket;

    public IObjectStore Objects => _later;

    public IStoreAdministration Administration => _later;

    public IStoreProbe Probe => _later;

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

        // One question for all who wait: an application that starts under load would otherwise ask for every request.
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
