using Amazon.S3;
using PresignKit.Providers;
using PresignKit.S3.Credentials;
using PresignKit.S3.Objects;
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
    private readonly S3Administration _administration;

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
        _administration = new(settings, _client, _sessions, lookup, clock);
    }

    public StoreProfile Profile { get; }

    public IObjectStore Objects { get; }

    public IStoreAdministration Administration => _administration;

    public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) => _sessions.OpenAsync(cancellationToken);

    public void Dispose()
    {
        _administration.Dispose();
        _client.Dispose();
        _chain?.Dispose();
    }
}
