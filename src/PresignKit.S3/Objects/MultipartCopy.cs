using System.Collections.Concurrent;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>
/// Copies an object by UploadPartCopy. Every part must be of the version that was verified. If one is not, or anything else fails, the whole upload
/// is aborted, so that no billed parts are left behind.
/// </summary>
/// <remarks>Amazon S3 User Guide, "Copying an object using multipart upload".</remarks>
internal sealed class MultipartCopy(S3StoreSettings settings, IAmazonS3 client, CopyLimits limits)
{
    // The store does the work. A few parallel requests keep it busy and leave capacity for others.
    private const int PartsAtOnce = 4;

    public async Task CopyAsync(
        string source,
        GetObjectMetadataResponse found,
        string? versionId,
        string destination,
        StoredAttributes attributes,
        string? replaces,
        CancellationToken cancellationToken)
    {
        var upload = await client.InitiateMultipartUploadAsync(Describe(found, destination, attributes), cancellationToken).ConfigureAwait(false);
        try
        {
            var parts = await CopyPartsAsync(source, found, versionId, destination, upload.UploadId, cancellationToken).ConfigureAwait(false);
            await client.CompleteMultipartUploadAsync(
                new CompleteMultipartUploadRequest
                {
                    BucketName = settings.Bucket,
                    Key = destination,
                    UploadId = upload.UploadId,
                    PartETags = parts,
                    IfMatch = replaces,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await AbortAsync(destination, upload.UploadId).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A multipart upload creates a new object: everything to be kept from the source must be set here.</summary>
    private InitiateMultipartUploadRequest Describe(GetObjectMetadataResponse found, string destination, StoredAttributes attributes)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = settings.Bucket,
            Key = destination,
            StorageClass = attributes.StorageClass is { } storageClass ? new(storageClass) : null,
            ServerSideEncryptionMethod = ObjectCopier.Encryption(attributes),
            ServerSideEncryptionKeyManagementServiceKeyId = attributes.EncryptionKeyId,
            TagSet = ObjectCopier.Tags(attributes),
        };
        ObjectCopier.Describe(request.Headers, request.Metadata, found.Headers.ContentType, attributes);
        return request;
    }

    private async Task<List<PartETag>> CopyPartsAsync(
        string source,
        GetObjectMetadataResponse found,
        string? versionId,
        string destination,
        string uploadId,
        CancellationToken cancellationToken)
    {
        if (found.ContentLength == 0)
        {
            // There is no range of no bytes.
            var empty = await client.UploadPartAsync(
                new UploadPartRequest
                {
                    BucketName = settings.Bucket,
                    Key = destination,
                    UploadId = uploadId,
                    PartNumber = 1,
                    PartSize = 0,
                    InputStream = new MemoryStream(),
                    UseChunkEncoding = false,
                },
                cancellationToken).ConfigureAwait(false);
            return [new(1, empty.ETag)];
        }

        // Amazon S3 API Reference, "UploadPartCopy": a range only of a source of more than 5 MB.
        var parts = limits.Parts(found.ContentLength).ToArray();
        var isWhole = parts.Length == 1;
        var copied = new ConcurrentBag<PartETag>();
        await Parallel.ForEachAsync(
            parts,
            new ParallelOptions { MaxDegreeOfParallelism = PartsAtOnce, CancellationToken = cancellationToken },
            async (part, cancellation) =>
            {
                var response = await client.CopyPartAsync(
                    new CopyPartRequest
                    {
                        SourceBucket = settings.Bucket,
                        SourceKey = source,
                        SourceVersionId = versionId,
                        ETagToMatch = [found.ETag],
                        DestinationBucket = settings.Bucket,
                        DestinationKey = destination,
                        UploadId = uploadId,
                        PartNumber = part.Number,
                        FirstByte = isWhole ? null : part.First,
                        LastByte = isWhole ? null : part.Last,
                    },
                    cancellation).ConfigureAwait(false);
                copied.Add(new(part.Number, response.ETag));
            }).ConfigureAwait(false);
        return [.. copied.OrderBy(part => part.PartNumber)];
    }

    private async Task AbortAsync(string destination, string uploadId)
    {
        try
        {
            await client.AbortMultipartUploadAsync(
                new AbortMultipartUploadRequest { BucketName = settings.Bucket, Key = destination, UploadId = uploadId }, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailure.Is(exception, CancellationToken.None))
        {
            // The caller needs the original error. A lifecycle rule for incomplete uploads removes the rest.
        }
    }
}
