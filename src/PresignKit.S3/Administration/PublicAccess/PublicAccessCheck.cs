using Amazon.S3;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.PublicAccess;

/// <summary>Checks whether the bucket is open to everybody: by its settings, and by requests without a signature. Nothing is left in the bucket.</summary>
internal sealed class PublicAccessCheck(S3StoreSettings settings, IAmazonS3 client, BackendSigner signer, PlainHttp http, TimeProvider clock)
{
    /// <param name="prefixes">The prefixes of upload keys.</param>
    /// <param name="someKey">The key of an existing object; null if none is known.</param>
    /// <param name="isUnversioned">Whether it is known that the bucket keeps no versions.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    public async Task<StoreFinding?> RunAsync(
        IReadOnlyList<string> prefixes, string? someKey, bool isUnversioned, CancellationToken cancellationToken)
    {
        var settled = await BucketGrants.ReadAsync(settings, signer, http, cancellationToken).ConfigureAwait(false);
        var requests = await new AnonymousRequests(settings, client, http, clock).RunAsync(prefixes, someKey, isUnversioned, cancellationToken)
            .ConfigureAwait(false);
        return PublicAccessFinding.Of(settings, requests, settled.Grants)
            ?? (requests.IsIncomplete || settled.IsIncomplete ? PublicAccessFinding.Incomplete(settings) : null);
    }
}
