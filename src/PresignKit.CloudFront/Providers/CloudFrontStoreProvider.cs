using PresignKit.CloudFront.Keys;
using PresignKit.CloudFront.Settings;
using PresignKit.CloudFront.Signing;
using PresignKit.Providers;

namespace PresignKit.CloudFront.Providers;

/// <summary>A distribution in front of the bucket of another store: browsers read from the distribution, and the backend from the bucket.</summary>
internal sealed class CloudFrontStoreProvider : IStoreProvider, IDisposable
{
    private readonly IStoreProvider _origin;
    private readonly TimeProvider _clock;
    private readonly KeyRotation? _rotation;
    private volatile KeySet _keys;
    private volatile ISigningSession? _session;

    /// <summary>Creates the provider.</summary>
    /// <param name="settings">The settings of the distribution.</param>
    /// <param name="origin">The store whose bucket it delivers. The provider does not dispose of it.</param>
    /// <param name="clock">The clock, which decides which key signs.</param>
    /// <param name="rotation">Follows keys that change while the application runs; null: they do not change.</param>
    public CloudFrontStoreProvider(CloudFrontSettings settings, IStoreProvider origin, TimeProvider clock, KeyRotation? rotation)
    {
        (Settings, _origin, _clock, _rotation, _keys) = (settings, origin, clock, rotation, settings.Keys);
        rotation?.Start(keys => _keys = keys);
    }

    public CloudFrontSettings Settings { get; }

    public StoreProfile Profile { get; } = StoreProfile.Generic with { Name = "cloudfront", HeadUrls = Capability.No, DownloadPartNumber = Capability.No };

    public string? Bucket => _origin.Bucket;

    public IObjectStore Objects => _origin.Objects;

    public string UploadRefusal => $"it is a CloudFront distribution, which accepts no uploads; use '{Settings.Origin}', whose bucket it delivers";

    /// <summary>The key that signs now.</summary>
    public PolicyKey Key => _keys.At(_clock.GetUtcNow());

    public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) => new(OpenSession());

    /// <summary>The session of the key that signs now.</summary>
    public ISigningSession OpenSession()
    {
        var key = Key;
        return _session switch
        {
            CloudFrontSession session when ReferenceEquals(session.Key, key) => session,
            ExternalSession session when ReferenceEquals(session.Key, key) => session,
            _ => _session = key is LocalKey local ? new CloudFrontSession(Settings, local) : new ExternalSession(Settings, (ExternalKey)key),
        };
    }

    public void Dispose()
    {
        _rotation?.Dispose();
        _keys.Dispose();
    }
}
