using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Administration.BucketPolicy;

/// <summary>
/// Whether the bucket lets the application in, and old signatures not, by asking for an object that does not exist: 404 says that access
/// is granted, 403 that it is denied. Nothing is written. Where s3:ListBucket is missing, S3 says 403 to both, and nothing can be told.
/// </summary>
internal sealed class BucketPolicyTrial(S3StoreSettings settings, IAmazonS3 client, BackendSigner signer, PlainHttp http)
{
    private static readonly TimeSpan Beyond = TimeSpan.FromMinutes(1);

    /// <summary>Asks as the application does: by header, and by a presigned URL inside and outside.</summary>
    public async Task<BucketPolicyAccess> MeasureAsync(CancellationToken cancellationToken)
    {
        var inside = await signer.OpenInternalAsync(cancellationToken).ConfigureAwait(false);
        var outside = await signer.OpenPublicAsync(cancellationToken).ConfigureAwait(false);
        return new(
            await DirectAsync(cancellationToken).ConfigureAwait(false),
            await PresignedAsync(inside, TimeSpan.Zero, cancellationToken).ConfigureAwait(false),
            settings.PublicBucket.Url == settings.InternalBucket.Url
                ? BucketPolicyAccess.Unknown
                : await PresignedAsync(outside, TimeSpan.Zero, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Whether a signature that is older than the limit, and valid for longer, is let in: the status.</summary>
    public async Task<int> RequestWithOldSignatureAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var inside = await signer.OpenInternalAsync(cancellationToken).ConfigureAwait(false);
        return await PresignedAsync(inside, limit + Beyond, cancellationToken).ConfigureAwait(false);
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
        });
        using var request = PlainHttp.Request(HttpMethod.Get, url);
        return (await http.SendAsync(request, cancellationToken).ConfigureAwait(false)).Status;
    }
}
