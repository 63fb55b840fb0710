using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>Looks for an object, and tells a missing object from a missing bucket.</summary>
internal sealed class ObjectLookup(S3StoreSettings settings, IAmazonS3 client)
{
    /// <summary>The object's headers, or null if it does not exist.</summary>
    /// <param name="key">The object.</param>
    /// <param name="versionId">The version in a versioned bucket; null: the current one.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<GetObjectMetadataResponse?> HeadAsync(ObjectKey key, string? versionId, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetObjectMetadataAsync(
                new GetObjectMetadataRequest
                {
                    BucketName = settings.Bucket,
                    Key = key.Value,
                    VersionId = versionId,

                    // A store that computes none may refuse the question.
                    ChecksumMode = settings.Profile.ComputesCrc64Nvme == Capability.Yes ? ChecksumMode.ENABLED : null,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // The answer to HEAD has no body, so it does not say whether the object or the bucket is missing.
            await ThrowIfNoBucketAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.BadRequest)
        {
            var reason = await ReasonAsync(key, versionId, cancellationToken).ConfigureAwait(false);
            throw StoreFailure.IsUnreadable(reason)
                ? StoreFailure.Unreadable(settings, key, reason!)
                : StoreFailure.From(reason ?? exception, settings, $"looking for '{key}'");
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"looking for '{key}'");
        }
    }

    /// <summary>Asks for a byte, because the answer to HEAD has no body, so that it does not say what is wrong. Null: nor does that answer.</summary>
    private async Task<AmazonServiceException?> ReasonAsync(ObjectKey key, string? versionId, CancellationToken cancellationToken)
    {
        try
        {
            using var read = await client.GetObjectAsync(
                new GetObjectRequest { BucketName = settings.Bucket, Key = key.Value, VersionId = versionId, ByteRange = new(0, 0) }, cancellationToken)
                .ConfigureAwait(false);
            return null;
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.BadRequest)
        {
            return exception;
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            return null;
        }
    }

    private async Task ThrowIfNoBucketAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.HeadBucketAsync(new HeadBucketRequest { BucketName = settings.Bucket }, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            throw StoreFailure.NoBucket(settings, exception);
        }
        catch (AmazonServiceException)
        {
            // Without s3:ListBucket the bucket cannot be checked, but the object is known to be missing.
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, "looking for the bucket");
        }
    }
}
