using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>Copies one version of an object: in one request, or in parts if it is too large for that.</summary>
internal sealed class ObjectCopier(S3StoreSettings settings, IAmazonS3 client, CopyLimits limits)
{
    /// <param name="source">The object.</param>
    /// <param name="found">The properties that the store returned for it.</param>
    /// <param name="versionId">The version in a versioned bucket, or null.</param>
    /// <param name="destination">The key of the copy.</param>
    /// <param name="attributes">The attributes to store with the copy in addition to the type.</param>
    /// <param name="replaces">The ETag of the object that the copy replaces; null: any, or none.</param>
    /// <param name="cancellationToken">Cancels the copy.</param>
    public async Task CopyAsync(
        string source,
        GetObjectMetadataResponse found,
        string? versionId,
        string destination,
        StoredAttributes attributes,
        string? replaces,
        CancellationToken cancellationToken)
    {
        // Ceph 20 compares the object to replace when an upload is completed, but not when an object is copied in one request.
        if (found.ContentLength > limits.LargestRequest || replaces is not null)
        {
            await new MultipartCopy(settings, client, limits)
                .CopyAsync(source, found, versionId, destination, attributes, replaces, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await client.CopyObjectAsync(Request(source, found, versionId, destination, attributes), cancellationToken).ConfigureAwait(false);
        }

        if (!attributes.Tags.IsEmpty)
        {
            await EnsureTagsAsync(settings, client, destination, attributes, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sets everything that is stored with a copy in addition to its bytes: the verified content type, and what the policy specifies.</summary>
    public static void Describe(HeadersCollection headers, MetadataCollection metadata, string contentType, StoredAttributes attributes)
    {
        headers.ContentType = contentType;
        headers.CacheControl = attributes.CacheControl;
        headers.ContentDisposition = attributes.ContentDisposition;
        if (attributes.ContentLanguage is { } language)
        {
            headers["Content-Language"] = language;
        }

        foreach (var (name, value) in attributes.Metadata)
        {
            metadata[name] = value;
        }
    }

    public static List<Tag> Tags(StoredAttributes attributes) =>
        [.. attributes.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];

    public static ServerSideEncryptionMethod? Encryption(StoredAttributes attributes) => attributes.Encryption switch
    {
        EncryptionRule.BucketDefault => null,
        EncryptionRule.StoreManagedKey => ServerSideEncryptionMethod.AES256,
        EncryptionRule.KeyService => ServerSideEncryptionMethod.AWSKMS,
        _ => throw new NotSupportedException($"S3 does not support encryption '{attributes.Encryption}'."),
    };

    /// <summary>Stores the tags of an object that has other ones.</summary>
    /// <remarks>Ceph RGW 16 drops the tags of a copy whose metadata it replaces, and those of a multipart upload; LocalS3 keeps them, and has no PutObjectTagging.</remarks>
    public static async Task EnsureTagsAsync(
        S3StoreSettings settings, IAmazonS3 client, string key, StoredAttributes attributes, CancellationToken cancellationToken)
    {
        var stored = await client.GetObjectTaggingAsync(
            new GetObjectTaggingRequest { BucketName = settings.Bucket, Key = key }, cancellationToken).ConfigureAwait(false);
        if (attributes.Tags
            .SequenceEqual((stored.Tagging ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value)).OrderBy(tag => tag.Key, StringComparer.Ordinal)))
        {
            return;
        }

        await client.PutObjectTaggingAsync(
            new PutObjectTaggingRequest { BucketName = settings.Bucket, Key = key, Tagging = new() { TagSet = Tags(attributes) } },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// By default, S3 copies headers, metadata and tags, including unsigned ones that the uploader sent, so all of them are replaced. Storage class
    /// and encryption are the bucket's defaults unless they are specified, and the ACL is private: Amazon S3 User Guide, "Copying, moving, and
    /// renaming objects".
    /// </summary>
    private CopyObjectRequest Request(
        string source, GetObjectMetadataResponse found, string? versionId, string destination, StoredAttributes attributes)
    {
        var request = new CopyObjectRequest
        {
            SourceBucket = settings.Bucket,
            SourceKey = source,
            SourceVersionId = versionId,
            ETagToMatch = found.ETag,
            DestinationBucket = settings.Bucket,
            DestinationKey = destination,
            StorageClass = attributes.StorageClass is { } storageClass ? new(storageClass) : null,
            ServerSideEncryptionMethod = Encryption(attributes),
            ServerSideEncryptionKeyManagementServiceKeyId = attributes.EncryptionKeyId,
            MetadataDirective = S3MetadataDirective.REPLACE,
        };
        Describe(request.Headers, request.Metadata, found.Headers.ContentType, attributes);

        // A store that is not known to support tags may refuse the tagging directive.
        if (settings.Profile.Tags == Capability.Yes)
        {
            (request.TaggingDirective, request.TagSet) = (TaggingDirective.REPLACE, Tags(attributes));
        }

        return request;
    }
}
