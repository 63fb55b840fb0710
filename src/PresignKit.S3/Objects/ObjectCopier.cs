using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>Copies one version of an object: at once, or in parts where it is larger than one request copies.</summary>
internal sealed class ObjectCopier(S3StoreSettings settings, IAmazonS3 client, CopyLimits limits)
{
    /// <param name="source">The object.</param>
    /// <param name="found">What the store said of it.</param>
    /// <param name="destination">The key of the copy.</param>
    /// <param name="attributes">What does not travel, and the tags.</param>
    /// <param name="cancellationToken">Cancels the copy.</param>
    public Task CopyAsync(
        string source,
        GetObjectMetadataResponse found,
        string destination,
        StoredAttributes attributes,
        CancellationToken cancellationToken) => found.ContentLength > limits.LargestRequest
            ? new MultipartCopy(settings, client, limits).CopyAsync(source, found, destination, attributes, cancellationToken)
            : client.CopyObjectAsync(Request(source, found.ETag, destination, attributes), cancellationToken);

    /// <summary>
    /// Metadata and tags come along by themselves. Storage class and encryption are those of the bucket unless they are asked for
    /// again, and the ACL is private: Amazon S3 User Guide, "Copying, moving, and renaming objects".
    /// </summary>
    private CopyObjectRequest Request(string source, string etag, string destination, StoredAttributes attributes) => new()
    {
        SourceBucket = settings.Bucket,
        SourceKey = source,
        ETagToMatch = etag,
        DestinationBucket = settings.Bucket,
        DestinationKey = destination,
        StorageClass = attributes.StorageClass is { } storageClass ? new(storageClass) : null,
        ServerSideEncryptionMethod = Encryption(attributes),
        ServerSideEncryptionKeyManagementServiceKeyId = attributes.EncryptionKeyId,
    };

    public static ServerSideEncryptionMethod? Encryption(StoredAttributes attributes) => attributes.Encryption switch
    {
        EncryptionRule.BucketDefault => null,
        EncryptionRule.StoreManagedKey => ServerSideEncryptionMethod.AES256,
        EncryptionRule.KeyService => ServerSideEncryptionMethod.AWSKMS,
        _ => throw new NotSupportedException($"S3 has no encryption '{attributes.Encryption}'."),
    };
}
