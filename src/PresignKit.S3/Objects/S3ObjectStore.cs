using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
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

    private readonly ObjectCopies _copies = new(settings, client, copyLimits);
    private readonly ObjectLookup _lookup = new(settings, client);
    private readonly ObjectLocks _locks = new(settings, client);
    private readonly ObjectVersions _versions = new(settings, client);

    /// <summary>The SDK's client, for what this interface does not offer.</summary>
    public IAmazonS3 Client => client;

    public async Task<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await _lookup.HeadAsync(key, versionId: null, cancellationToken).ConfigureAwait(false) is { } found
            ? new(found.ContentLength, EmptyToNull(found.Headers.ContentType), found.ETag, Utc(found.LastModified))
            {
                ContentEncoding = EmptyToNull(found.Headers.ContentEncoding),
                VersionId = VersionOf(found.VersionId),
                Checksum = SdkChecksums.Of(found),
                Metadata = Metadata(found.Metadata),
            }
            : null;
    }

    public async Task<int> ReadStartAsync(
        ObjectKey key, ObjectProperties version, Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(version);
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
                    EtagToMatch = version.ETag,
                    VersionId = version.VersionId,
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

    public async Task<Stream> OpenReadAsync(ObjectKey key, ObjectProperties? version = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return (await GetAsync(key, version?.ETag, version?.VersionId, cancellationToken).ConfigureAwait(false)).ResponseStream;
    }

    public async Task<Stream> OpenFirstAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var current = await GetAsync(key, etag: null, versionId: null, cancellationToken).ConfigureAwait(false);
        if (VersionOf(current.VersionId) is not { } version)
        {
            return current.ResponseStream;
        }

        string? first = null;
        try
        {
            first = await FirstVersionAsync(key, cancellationToken).ConfigureAwait(false) ?? version;
        }
        finally
        {
            if (first != version)
            {
                current.Dispose();
            }
        }

        return first == version
            ? current.ResponseStream
            : (await GetAsync(key, etag: null, first, cancellationToken).ConfigureAwait(false)).ResponseStream;
    }

    public async Task<bool> PutAsync(
        ObjectKey key,
        Stream content,
        string contentType,
        StoredAttributes? attributes = null,
        bool createOnly = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        if (!content.CanSeek || content.Length - content.Position > CopyLimits.Default.LargestRequest)
        {
            throw new ArgumentException("The stream must be seekable, and must have at most 5 GiB left, the most that one request can carry.", nameof(content));
        }

        try
        {
            var stored = await client.PutObjectAsync(PutRequest(key, content, contentType, attributes ?? StoredAttributes.None, createOnly), cancellationToken)
                .ConfigureAwait(false);
            return !createOnly || VersionOf(stored.VersionId) is not { } version || await _versions.KeepIfFirstAsync(key.Value, version).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (createOnly && exception.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"storing '{key}'");
        }
    }

    public Task CopyAsync(
        ObjectKey source, ObjectProperties version, ObjectKey destination, StoredAttributes attributes, CancellationToken cancellationToken = default) =>
        _copies.CopyAsync(source, version, destination, attributes, replaces: null, cancellationToken);

    public Task ReplaceAsync(
        ObjectKey source,
        ObjectProperties version,
        ObjectKey destination,
        string replaces,
        StoredAttributes attributes,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(replaces);
        return _copies.CopyAsync(source, version, destination, attributes, replaces, cancellationToken);
    }

    public Task LockAsync(ObjectKey key, ObjectProperties version, ObjectLock objectLock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(objectLock);
        return _locks.LockAsync(key, version, objectLock, cancellationToken);
    }

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return DeleteAsync(key, versionId: null, cancellationToken);
    }

    public Task DeleteVersionAsync(ObjectKey key, ObjectProperties version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(version);
        return DeleteAsync(key, version.VersionId, cancellationToken);
    }

    public async IAsyncEnumerable<ListedObject> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        string? next = null;
        do
        {
            var page = await ListPageAsync(prefix, next, cancellationToken).ConfigureAwait(false);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return new(found.Key, found.Size ?? 0, found.ETag, Utc(found.LastModified));
            }

            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    private async Task<GetObjectResponse> GetAsync(ObjectKey key, string? etag, string? versionId, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetObjectAsync(
                new GetObjectRequest { BucketName = settings.Bucket, Key = key.Value, EtagToMatch = etag, VersionId = versionId }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"reading '{key}'");
        }
    }

    private async Task<string?> FirstVersionAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await _versions.FindFirstAsync(key.Value, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"listing the versions of '{key}'");
        }
    }

    private async Task<ListObjectsV2Response> ListPageAsync(string prefix, string? next, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = settings.Bucket, Prefix = prefix, ContinuationToken = next }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"listing '{prefix}'");
        }
    }

    private async Task DeleteAsync(ObjectKey key, string? versionId, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteObjectAsync(
                new DeleteObjectRequest { BucketName = settings.Bucket, Key = key.Value, VersionId = versionId }, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode is "NoSuchKey" or "NoSuchVersion")
        {
            // Amazon answers 204 if the object does not exist; some stores return an error.
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"deleting '{key}'");
        }
    }

    private PutObjectRequest PutRequest(ObjectKey key, Stream content, string contentType, StoredAttributes attributes, bool createOnly)
    {
        var request = new PutObjectRequest
        {
            BucketName = settings.Bucket,
            Key = key.Value,
            InputStream = content,
            AutoCloseStream = false,
            AutoResetStreamPosition = false,
            UseChunkEncoding = false,
            IfNoneMatch = createOnly ? "*" : null,
            StorageClass = attributes.StorageClass is { } storageClass ? new(storageClass) : null,
            ServerSideEncryptionMethod = ObjectCopier.Encryption(attributes),
            ServerSideEncryptionKeyManagementServiceKeyId = attributes.EncryptionKeyId,
            TagSet = ObjectCopier.Tags(attributes),
        };
        ObjectCopier.Describe(request.Headers, request.Metadata, contentType, attributes);
        return request;
    }

    // The SDK keeps the prefix. Names are lowercase, like header names.
    private static ImmutableSortedDictionary<string, string> Metadata(MetadataCollection metadata) =>
        StoredAttributes.None.Metadata.SetItems(metadata.Keys.Select(name => KeyValuePair.Create(
            (name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase) ? name[MetadataPrefix.Length..] : name).ToLowerInvariant(),
            metadata[name])));

    // Buckets whose versioning is suspended report the identifier "null", under which the next write replaces the object.
    private static string? VersionOf(string? id) => string.IsNullOrEmpty(id) || id == "null" ? null : id;

    private static string? EmptyToNull(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static DateTimeOffset Utc(DateTime? time) =>
        time is { } value ? new(value.ToUniversalTime()) : DateTimeOffset.UnixEpoch;
}
