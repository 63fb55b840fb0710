using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.Checks;

/// <summary>Finds a bucket without Transfer Acceleration whose URLs begin with the endpoint of it: S3 refuses every one of them.</summary>
/// <remarks>Amazon S3 API Reference, "GetBucketAccelerateConfiguration".</remarks>
internal sealed class AccelerationCheck(S3StoreSettings settings, BackendSigner signer, PlainHttp http)
{
    /// <summary>
    /// Null: it is enabled, or no URL needs it, or the store does not say. Credentials without <c>s3:GetAccelerateConfiguration</c> are no reason for a
    /// finding.
    /// </summary>
    public async Task<StoreFinding?> RunAsync(CancellationToken cancellationToken) => AmazonEndpoint.IsAccelerated(settings.PublicBucket.Url)
        ? Read(await BucketSubresource.GetAsync(signer, http, "accelerate", cancellationToken).ConfigureAwait(false))
        : null;

    /// <summary>What follows from the answer. The status of a bucket for which nobody ever set it is missing.</summary>
    internal StoreFinding? Read(PlainAnswer answer) =>
        answer.Status == 200
        && S3Xml.Parse(answer.Body) is { Name.LocalName: "AccelerateConfiguration" } configuration
        && S3Xml.Child(configuration, "Status")?.Trim() != "Enabled"
            ? new(
                FindingCodes.AccelerationNotEnabled,
                FindingSeverity.Error,
                $"Transfer Acceleration is not enabled for bucket '{settings.Bucket}' of store '{settings.Name}', so it refuses every URL at "
                    + $"{settings.PublicBucket.Host}. Enable it (aws s3api put-bucket-accelerate-configuration --bucket {settings.Bucket} "
                    + $"--accelerate-configuration Status=Enabled), or remove Stores:{settings.Name}:UseAccelerateEndpoint.")
            : null;
}
