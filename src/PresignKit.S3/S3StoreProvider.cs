using Amazon.S3;
using PresignKit.Probing;
using PresignKit.Providers;
using PresignKit.S3.Credentials;
using PresignKit.S3.Objects;
using PresignKit.S3.Probing;
using PresignKit.S3.Settings;
using PresignKit.S3.Setup;
using PresignKit.S3.Signing;
using PresignKit.Stores;

namespace PresignKit.S3;

/// <summary>One bucket of a store that speaks S3: browsers' requests are signed here, the backend's own go through the AWS SDK.</summary>
internal sealed class S3StoreProvider : IStoreProvider, IDisposable
{
    private readonly SessionSource _sessions;
    private readonly ChainCredentials? _chain;
    private readonly AmazonS3Client _client;
    private readonly PlainHttp _http = new();

    public S3StoreProvider(S3StoreSettings settings, TimeProvider clock)
    {
        _client = S3ClientFactory.Create(settings);
        _chain = settings.Credentials is null ? new(_client.Config) : null;
        var lookup = _chain ?? (ICredentialLookup)new GivenCredentials(settings.Credentials!);
        _sessions = new(
            settings.Name,
            lookup,
            credentials => new S3SigningSession(settings, credentials),
            clock);
        Profile = settings.Profile;
        Objects = new S3ObjectStore(settings, _client, CopyLimits.Default);
        var check = new SettingsCheck(settings, _sessions, lookup, _http, clock);
        Administration = new S3Administration(settings, _client, check, new BackendSigner(settings, _sessions, lookup, clock), _http, clock);
        Probe = new S3StoreProbe(settings, _client, check, _http, clock);
    }

    public StoreProfile Profile { get; }

    public IObjectStore Objects { get; }

    public IStoreAdministration Administration { get; }

    public IStoreProbe Probe { get; }

    public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) => _sessions.OpenAsync(cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _client.Dispose();
        _chain?.Dispose();
    }
}
