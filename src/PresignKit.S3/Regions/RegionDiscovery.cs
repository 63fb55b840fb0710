using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Regions;

/// <summary>Requests the region of a bucket from the store. The request is not signed, because a signature contains a region.</summary>
/// <remarks>
/// Amazon S3 API Reference, "HeadBucket": regardless of permissions and of the region that receives the request, the answer has the bucket's region
/// in a header.
/// </remarks>
internal sealed class RegionDiscovery(PlainHttp http)
{
    public const string Header = "x-amz-bucket-region";

    /// <param name="settings">The settings of the store, with any region.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="StoreException">The store did not return the region.</exception>
    public async ValueTask<string> FindAsync(S3StoreSettings settings, CancellationToken cancellationToken)
    {
        var url = settings.InternalBucket.Url;
        using var request = PlainHttp.Request(HttpMethod.Head, url);
        var answer = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var region = answer.Header(Header);
        if (!string.IsNullOrEmpty(region) && RegionRule.IsValid(region))
        {
            return region;
        }

        var (name, bucket) = (settings.Name, settings.Bucket);
        throw answer switch
        {
            { Failure: { } failure } => Failed(
                ErrorCodes.StoreUnavailable,
                $"{failure}. Set Stores:{name}:Endpoint to an address that the backend can reach, or set Stores:{name}:Region instead"),
            { Status: 404 } => Failed(ErrorCodes.BucketNotFound, $"it has no bucket '{bucket}'. Correct Stores:{name}:Bucket, or create it"),
            { Status: 429 or >= 500 } => Failed(ErrorCodes.StoreBusy, $"it currently answers {answer.Status}"),
            _ => Failed(ErrorCodes.RegionUnknown, $"it answers {answer.Status} without {Header}. Set Stores:{name}:Region to the region of bucket "
                + $"'{bucket}' instead; stores without regions usually accept us-east-1"),
        };

        StoreException Failed(string code, string reason) =>
            new(code, $"The region of store '{name}' could not be discovered (HEAD {url}; Stores:{name}:DiscoverRegion is set): {reason}.");
    }
}
