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
                await client.PutObjectRetentionAsync(
                    new()
                    {
                        BucketName = settings.Bucket,
                        Key = key.Value,
                        VersionId = version.VersionId,
                        Retention = new() { Mode = Mode(objectLock.RetentionMode), RetainUntilDate = until.UtcDateTime },
                    },
                    cancellationToken).ConfigureAwait(false);
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
            throw new NotSupportedException($"Store '{settings.Name}' cannot lock objects: it answered {(int)exception.StatusCode} {exception.ErrorCode}.", exception);
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"locking '{key}'");
        }
    }

    private static ObjectLockRetentionMode Mode(RetentionMode mode) =>
        mode == RetentionMode.Compliance ? ObjectLockRetentionMode.Compliance : ObjectLockRetentionMode.Governance;
}
