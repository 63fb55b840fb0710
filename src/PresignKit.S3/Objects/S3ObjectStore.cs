using System.Collections.Immutable;
using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>The backend's own object operations, through the AWS SDK at the internal endpoint.</summary>
/// <param name="settings">The store.</param>
/// <param name="client">The SDK's client.</param>
/// <param name="copyLimits">The limits of copy requests.</param>
internal sealed class S3ObjectStore(S3StoreSettings settings, IAmazonS3 client, CopyLimits copyLimits) : IObjectStore
{
    private const string MetadataPrefix = "x-amz-meta-";

    private readonly ObjectCopier _copier = new(settings, client, copyLimits);

    public async Task<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await HeadAsync(key, cancellationToken).ConfigureAwait(false) is { } found
            ? new(found.ContentLength, EmptyToNull(found.Headers.ContentType), found.ETag, Utc(found.LastModified))
            {
                ContentEncoding = EmptyToNull(found.Headers.ContentEncoding),
                Metadata = Metadata(found.Metadata),
            }
            : null;
    }

    public async Task<int> ReadStartAsync(
        ObjectKey key, string etag, Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(etag);
        if (destination.IsEmpty)
        {
            return 0;
        }

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
            // An empty object has no bytes, so the range is invalid.
            return 0;
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"reading '{key}'");
        }
    }

    public async Task CopyAsync(
        ObjectKey source, string etag, ObjectKey destination, StoredAttributes attributes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(etag);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(attributes);

        // The size determines how to copy. Comparing the ETag first also avoids most copies of a different version at stores that ignore the
        // condition on the ETag.
        var found = await HeadAsync(source, cancellationToken).ConfigureAwait(false)
            ?? throw StoreFailure.NotFound(settings, source);
        if (found.ETag != etag)
        {
            throw StoreFailure.Changed(settings, source);
        }

        try
        {
            await _copier.CopyAsync(source.Value, found, destination.Value, attributes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"copying '{source}' to '{destination}'");
        }
    }

    public async Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            await client.DeleteObjectAsync(
                new DeleteObjectRequest { BucketName = settings.Bucket, Key = key.Value }, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode == "NoSuchKey")
        {
            // Amazon answers 204 if the object does not exist; some stores return an error.
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"deleting '{key}'");
        }
    }

    private async Task<GetObjectMetadataResponse?> HeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetObjectMetadataAsync(
                new GetObjectMetadataRequest { BucketName = settings.Bucket, Key = key.Value }, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // The answer to HEAD has no body, so it does not say whether the object or the bucket is missing.
            await ThrowIfNoBucketAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"looking for '{key}'");
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

    // The SDK keeps the prefix. Names are lowercase, like header names.
    private static ImmutableSortedDictionary<string, string> Metadata(MetadataCollection metadata) =>
        StoredAttributes.None.Metadata.SetItems(metadata.Keys.Select(name => KeyValuePair.Create(
            (name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase) ? name[MetadataPrefix.Length..] : name).ToLowerInvariant(),
            metadata[name])));

    private static string? EmptyToNull(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static DateTimeOffset Utc(DateTime? time) =>
        time is { } value ? new(value.ToUniversalTime()) : DateTimeOffset.UnixEpoch;
}
