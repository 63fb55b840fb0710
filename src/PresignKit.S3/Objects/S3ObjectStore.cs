using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Errors;
using PresignKit.Keys;
using PresignKit.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>The backend's own object operations, by the AWS SDK over the internal endpoint.</summary>
internal sealed class S3ObjectStore(S3StoreSettings settings, IAmazonS3 client) : IObjectStore
{
    /// <summary>"You can copy individual objects up to 5 GB" ("CopyObject"); beyond that it takes a multipart upload.</summary>
    private const long LargestCopy = 5L * 1024 * 1024 * 1024;

    public async ValueTask<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            var found = await client.GetObjectMetadataAsync(
                new GetObjectMetadataRequest { BucketName = settings.Bucket, Key = key.Value }, cancellationToken).ConfigureAwait(false);
            return new(found.ContentLength, EmptyToNull(found.Headers.ContentType), found.ETag, Utc(found.LastModified));
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // An answer to HEAD has no body, so it does not say what was not found.
            await ThrowIfNoBucketAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"looking for '{key}'");
        }
    }

    public async ValueTask<int> ReadStartAsync(
        ObjectKey key, string etag, Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(etag);
        if (destination.IsEmpty)
            return 0;

        try
        {
            using var response = await client.GetObjectAsync(
                new GetObjectRequest
                {
                    BucketName = settings.Bucket,
                    Key = key.Value,
                    EtagToMatch = etag,
                    ByteRange = new(0, destination.Length - 1),
                },
                cancellationToken).ConfigureAwait(false);
            return await response.ResponseStream
                .ReadAtLeastAsync(destination, destination.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // An empty object has no first byte.
            return 0;
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"reading '{key}'");
        }
    }

    public async ValueTask CopyAsync(
        ObjectKey source, string etag, ObjectKey destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(etag);
        ArgumentNullException.ThrowIfNull(destination);
        await CheckSourceAsync(source, etag, cancellationToken).ConfigureAwait(false);
        try
        {
            await client.CopyObjectAsync(
                new CopyObjectRequest
                {
                    SourceBucket = settings.Bucket,
                    SourceKey = source.Value,
                    ETagToMatch = etag,
                    DestinationBucket = settings.Bucket,
                    DestinationKey = destination.Value,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"copying '{source}' to '{destination}'");
        }
    }

    public async ValueTask DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            await client.DeleteObjectAsync(
                new DeleteObjectRequest { BucketName = settings.Bucket, Key = key.Value }, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode == "NoSuchKey")
        {
            // Amazon answers 204 to the deletion of nothing; some stores say so.
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"deleting '{key}'");
        }
    }

    /// <summary>Size and ETag beforehand: no store says clearly that a copy is too large, and some ignore the condition on the ETag.</summary>
    private async ValueTask CheckSourceAsync(ObjectKey source, string etag, CancellationToken cancellationToken)
    {
        var found = await FindAsync(source, cancellationToken).ConfigureAwait(false)
            ?? throw StoreFailure.NotFound(settings, source);
        if (found.ETag != etag)
            throw StoreFailure.Changed(settings, source);
        if (found.Size > LargestCopy)
        {
            throw new NotSupportedException(
                $"'{source}' has {found.Size} bytes; a store of S3 copies at most {LargestCopy} bytes (5 GiB) in one request.");
        }
    }

    private async ValueTask ThrowIfNoBucketAsync(CancellationToken cancellationToken)
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
            // Whoever may not see the bucket (it takes s3:ListBucket) has at least learned that the object is not there.
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, "looking for the bucket");
        }
    }

    private static string? EmptyToNull(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static DateTimeOffset Utc(DateTime? time) =>
        time is { } value ? new(value.ToUniversalTime()) : DateTimeOffset.UnixEpoch;
}
