using System.Collections.Immutable;
using PresignKit.S3.Credentials;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Http;

/// <summary>Signs requests about the bucket with the backend's credentials, by the application's clock.</summary>
internal sealed class BackendSigner(S3StoreSettings settings, CredentialKeeper keeper, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What the query of every request says about the bucket.</summary>
    public ImmutableArray<NameValue> BucketFacts => settings.BucketFacts;

    /// <summary>A presigner for the bucket as the backend reaches it.</summary>
    public ValueTask<UrlPresigner> OpenInternalAsync(CancellationToken cancellationToken) => OpenAsync(settings.InternalBucket, cancellationToken);

    /// <summary>A presigner for the bucket as browsers reach it.</summary>
    public ValueTask<UrlPresigner> OpenPublicAsync(CancellationToken cancellationToken) => OpenAsync(settings.PublicBucket, cancellationToken);

    private async ValueTask<UrlPresigner> OpenAsync(BucketEndpoint endpoint, CancellationToken cancellationToken)
    {
        var credentials = await keeper.GetAsync(cancellationToken).ConfigureAwait(false);
        return new(endpoint, credentials.ToSigV4(), settings.Region);
    }
}
