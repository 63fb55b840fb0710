using Amazon.S3;
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
    private readonly CredentialKeeper _keeper;
    private readonly SessionSource _sessions;
    private readonly AmazonS3Client _client;
    private readonly PlainHttp _http = new();
    private readonly CredentialRotation? _rotation;

    /// <summary>Creates the provider.</summary>
    /// <param name="settings">The store's settings.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="needed">Returns how long the policies need credentials to last; called whenever credentials have been found.</param>
    /// <param name="options">The options, for credentials that change while the application runs; null: they do not change.</param>
    /// <param name="logger">Logs the renewal of credentials.</param>
    public S3StoreProvider(
        S3StoreSettings settings, TimeProvider clock, Func<TimeSpan> needed, IOptionsMonitor<S3StoreOptions>? options, ILogger logger)
    {
        _keeper = new(settings.Name, Lookup(settings), needed, clock, logger);
        _sessions = new(settings, _keeper);
        _client = S3ClientFactory.Create(settings, new RenewingSdkCredentials(_keeper), clock);
        Profile = settings.Profile;
        Bucket = settings.Bucket;
        Objects = new S3ObjectStore(settings, _client, CopyLimits.Default);
        Uploads = new S3MultipartUploads(settings, _client);
        var check = new StoreReachabilityCheck(settings, _sessions, _keeper, _http, clock);
        var backend = new BackendSigner(settings, _keeper, clock);
        Administration = new S3Administration(settings, _client, check, backend, _http, clock);
        Probe = new S3StoreProbe(settings, _client, check, backend, _http, clock);
        _rotation = options is null ? null : new(settings, options, changed => _keeper.Use(Lookup(changed)), logger);

        ICredentialLookup Lookup(S3StoreSettings from) => CredentialLookupFactory.Create(from, S3ClientFactory.Configure(from), needed, clock);
    }

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
        _http.Dispose();
        _client.Dispose();
        _keeper.Dispose();
    }
}
