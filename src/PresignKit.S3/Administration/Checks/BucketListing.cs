using PresignKit.S3.Credentials;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Administration.Checks;

/// <summary>Lists one key of the bucket: the smallest question whose answer tells about reach, clock, region, credentials and bucket.</summary>
/// <remarks>
/// Amazon S3 API Reference, "ListObjectsV2". It is signed as a browser's URLs are, by the application's clock, so what spoils
/// those shows here; to HEAD, a store would answer without a word on why.
/// </remarks>
internal sealed class BucketListing(S3StoreSettings settings, PlainHttp http, TimeProvider clock)
{
    public async Task<PlainAnswer> RequestAsync(CredentialSnapshot credentials, CancellationToken cancellationToken)
    {
        var url = new UrlPresigner(settings.InternalBucket, credentials.ToSigV4(), settings.Region).Presign(new()
        {
            Method = "GET",
            Target = PresignTarget.Bucket,
            SignedAt = clock.GetUtcNow(),
            Lifetime = TimeSpan.FromMinutes(5),
            Query = [new("list-type", "2"), new("max-keys", "1")],
        });
        using var request = PlainHttp.Request(HttpMethod.Get, url);
        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
