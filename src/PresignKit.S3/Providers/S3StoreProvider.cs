using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresignKit.Providers;
using PresignKit.S3.Administration;
using PresignKit.S3.Administration.Checks;
using PresignKit.S3.Credentials;
using PresignKit.S3.Http;
using PresignKit.S3.Objects;
using PresignKit.S3.Probing;
using PresignKit.S3.Settings;
using PresignKit.S3.Signing;

namespace PresignKit.S3.Providers;

/// <summary>One bucket of an S3 store. Signs requests for browsers; the backend's own requests are sent through the AWS SDK.</summary>
internal sealed class S3StoreProvider : IStoreProvider, IDisposable
{
    private readonly SessionSource _sessions;
    private readonly CredentialRotation? _rotation;
    private readonly bool _isOwner;

    /// <summary>Creates the provider with connections of its own.</summary>
    /// <param name="settings">The store's settings.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="needed">Returns how long the policies need credentials to last; called whenever credentials have been found.</param>
    /// <param name="options">The options, for credentials that change while the application runs; null: they do not change.</param>
    /// <param name="logger">Logs the renewal of credentials.</param>
    public S3StoreProvider(
        S3StoreSettings settings, TimeProvider clock, Func<TimeSpan> needed, IOptionsMonitor<S3StoreOptions>? options, ILogger logger)
        : this(settings, S3Connections.Open(settings, keeper: null, needed, clock, logger), clock)
    {
        _isOwner = true;
        _rotation = options is null
            ? null
            : new(settings, options, changed => Connections.Keeper.Use(S3Connections.Lookup(changed, needed, clock)), logger);
    }

    /// <summary>Creates the provider with connections that it shares, and does not dispose of.</summary>
    /// <param name="settings">The store's settings.</param>
    /// <param name="connections">Credentials and clients for the endpoint and region of the settings.</param>
    /// <param name="clock">The clock.</param>
    public S3StoreProvider(S3StoreSettings settings, S3Connections connections, TimeProvider clock)
    {
        (Settings, Connections) = (settings, connections);
        var (keeper, client, http) = (connections.Keeper, connections.Client, connections.Http);
        _sessions = new(settings, keeper);
        Profile = settings.Profile;
        Bucket = settings.Bucket;
        Objects = new S3ObjectStore(settings, client, CopyLimits.Default);
        Uploads = new S3MultipartUploads(settings, client);
        var check = new StoreReachabilityCheck(settings, _sessions, keeper, http, clock);
        var backend = new BackendSigner(settings, keeper, clock);
        Administration = new S3Administration(settings, client, check, backend, http, clock);
        Probe = new S3StoreProbe(settings, client, check, backend, http, clock);
    }

    /// <summary>The settings of the start. Only credentials change afterwards.</summary>
    public S3StoreSettings Settings { get; }

    public S3Connections Connections { get; }

    public StoreProfile Profile { get; }

    public string? Bucket { get; }

    public IObjectStore Objects { get; }

    public IMultipartUploads Uploads { get; }

    public IStoreAdministration Administration { get; }

    public IStoreProbe Probe { get; }

    public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) => _sessions.OpenAsync(usableUntil: null, cancellationToken);

    public ValueTask<ISigningSession> OpenSessionAsync(DateTimeOffset usableUntil, CancellationToken cancellationToken) =>
        _sessions.OpenAsync(usableUntil, cancellationToken);

    public void Dispose()
    {
        _rotation?.Dispose();
        if (_isOwner)
        {
            Connections.Dispose();
        }
    }
}
