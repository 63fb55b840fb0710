using PresignKit.S3.Credentials;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Administration.Checks;

/// <summary>
/// Lists one key of the bucket: the smallest request whose answer reveals problems with the connection, clock, region, credentials or bucket.
/// </summary>
/// <remarks>
/// Amazon S3 API Reference, "ListObjectsV2". The request is signed like browsers' URLs, by the application's clock, so any problem with those shows
/// here. It is not HEAD, because the answer to a refused HEAD does not say why.
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
            Query = [new("list-type", "2"), new("max-keys", "1"), .. settings.BucketFacts],
        });
        using var request = PlainHttp.Request(HttpMethod.Get, url);
        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
