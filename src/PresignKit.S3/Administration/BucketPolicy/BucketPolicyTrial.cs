using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Administration.BucketPolicy;

/// <summary>
/// Tests whether the bucket grants access to the application and denies old signatures, by requesting a nonexistent object: 404 means that access is
/// granted, 403 that it is denied. Nothing is written. Without s3:ListBucket, S3 answers 403 in both cases, so the test is inconclusive.
/// </summary>
internal sealed class BucketPolicyTrial(S3StoreSettings settings, IAmazonS3 client, BackendSigner signer, PlainHttp http)
{
    private static readonly TimeSpan Beyond = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Sends the same kinds of requests as the application: signed by header, and presigned for the internal and the public endpoint.
    /// </summary>
    public async Task<BucketPolicyAccess> MeasureAsync(CancellationToken cancellationToken)
    {
        var internalSigner = await signer.OpenInternalAsync(cancellationToken).ConfigureAwait(false);
        var publicSigner = await signer.OpenPublicAsync(cancellationToken).ConfigureAwait(false);
        return new(
            await DirectAsync(cancellationToken).ConfigureAwait(false),
            await PresignedAsync(internalSigner, TimeSpan.Zero, cancellationToken).ConfigureAwait(false),
            settings.PublicBucket.Url == settings.InternalBucket.Url
                ? BucketPolicyAccess.Unknown
                : await PresignedAsync(publicSigner, TimeSpan.Zero, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Sends a presigned request that is older than the limit but has not expired. Returns the status.</summary>
    public async Task<int> RequestWithOldSignatureAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var internalSigner = await signer.OpenInternalAsync(cancellationToken).ConfigureAwait(false);
        return await PresignedAsync(internalSigner, limit + Beyond, cancellationToken).ConfigureAwait(false);
    }

    private static string RandomKey() => $"presignkit-check/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";

    private async Task<int> DirectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.GetObjectMetadataAsync(
                new GetObjectMetadataRequest { BucketName = settings.Bucket, Key = RandomKey() }, cancellationToken).ConfigureAwait(false);
            return 200;
        }
        catch (AmazonServiceException exception)
        {
            return (int)exception.StatusCode;
        }
        catch (Exception exception) when (exception is AmazonClientException or HttpRequestException or IOException)
        {
            return BucketPolicyAccess.Unknown;
        }
    }

    private async Task<int> PresignedAsync(UrlPresigner presigner, TimeSpan age, CancellationToken cancellationToken)
    {
        var longest = PresignRequest.MaxLifetime;
        var life = age + TimeSpan.FromMinutes(5);
        var url = presigner.Presign(new()
        {
            Method = "GET",
            Target = PresignTarget.ForObject(RandomKey()),
            SignedAt = signer.Now - age,
            Lifetime = life < longest ? life : longest,
            Query = settings.BucketFacts.AsSpan(),
        });
        using var request = PlainHttp.Request(HttpMethod.Get, url);
        return (await http.SendAsync(request, cancellationToken).ConfigureAwait(false)).Status;
    }
}
