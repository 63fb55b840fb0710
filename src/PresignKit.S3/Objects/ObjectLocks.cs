using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>Locks versions of objects.</summary>
/// <remarks>Amazon S3 API Reference, "PutObjectRetention" and "PutObjectLegalHold".</remarks>
internal sealed class ObjectLocks(S3StoreSettings settings, IAmazonS3 client)
{
    public async Task LockAsync(ObjectKey key, ObjectProperties version, ObjectLock objectLock, CancellationToken cancellationToken)
    {
        try
        {
            if (objectLock.RetainUntil is { } until)
            {
                await RetainAsync(key, version, objectLock.RetentionMode, until, cancellationToken).ConfigureAwait(false);
            }

            if (objectLock.LegalHold)
            {
                await client.PutObjectLegalHoldAsync(
                    new()
                    {
                        BucketName = settings.Bucket,
                        Key = key.Value,
                        VersionId = version.VersionId,
                        LegalHold = new() { Status = ObjectLockLegalHoldStatus.On },
                    },
                    cancellationToken).ConfigureAwait(false);
            }
        }
        catch (AmazonServiceException exception) when (exception.StatusCode is HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed)
        {
            throw new NotSupportedException(
                $"Store '{settings.Name}' cannot lock objects: it answered {(int)exception.StatusCode} {exception.ErrorCode}.", exception);
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"locking '{key}'");
        }
    }

    /// <summary>A retention that somebody has extended since then cannot be shortened, and need not be.</summary>
    private async Task RetainAsync(ObjectKey key, ObjectProperties version, RetentionMode mode, DateTimeOffset until, CancellationToken cancellationToken)
    {
        try
        {
            await client.PutObjectRetentionAsync(
                new()
                {
                    BucketName = settings.Bucket,
                    Key = key.Value,
                    VersionId = version.VersionId,
                    Retention = new() { Mode = Mode(mode), RetainUntilDate = until.UtcDateTime },
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest)
        {
            if (!await IsRetainedAsync(key, version, mode, until, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    private async Task<bool> IsRetainedAsync(
        ObjectKey key, ObjectProperties version, RetentionMode mode, DateTimeOffset until, CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.GetObjectRetentionAsync(
                new() { BucketName = settings.Bucket, Key = key.Value, VersionId = version.VersionId }, cancellationToken).ConfigureAwait(false);
            return found.Retention is { RetainUntilDate: { } existing } retention
                && existing.ToUniversalTime() >= until.UtcDateTime
                && (mode == RetentionMode.Governance || retention.Mode == ObjectLockRetentionMode.Compliance);
        }
        catch (AmazonServiceException)
        {
            // The first failure says more.
            return false;
        }
    }

    private static ObjectLockRetentionMode Mode(RetentionMode mode) =>
        mode == RetentionMode.Compliance ? ObjectLockRetentionMode.Compliance : ObjectLockRetentionMode.Governance;
}
