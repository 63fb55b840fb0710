using System.Collections.Concurrent;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>
/// A copy by UploadPartCopy. Every part is of the version that was seen; where one is not, or anything else fails, the whole upload
/// is aborted, so that no parts stay behind unseen and paid for.
/// </summary>
/// <remarks>Amazon S3 User Guide, "Copying an object using multipart upload".</remarks>
internal sealed class MultipartCopy(S3StoreSettings settings, IAmazonS3 client, CopyLimits limits)
{
    // The store does the work: a few at once keep it busy and leave others their share.
    private const int PartsAtOnce = 4;

    public async Task CopyAsync(
        string source,
        GetObjectMetadataResponse found,
        string destination,
        StoredAttributes attributes,
        CancellationToken cancellationToken)
    {
        var upload = await client.InitiateMultipartUploadAsync(Describe(found, destination, attributes), cancellationToken).ConfigureAwait(false);
        try
        {
            var parts = await CopyPartsAsync(source, found, destination, upload.UploadId, cancellationToken).ConfigureAwait(false);
            await client.CompleteMultipartUploadAsync(
                new CompleteMultipartUploadRequest
                {
                    BucketName = settings.Bucket,
                    Key = destination,
                    UploadId = upload.UploadId,
                    PartETags = parts,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await AbortAsync(destination, upload.UploadId).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A multipart upload is a new object: nothing of the source comes along that is not said here.</summary>
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
        ObjectCopier.Describe(request.Headers, request.Metadata, found, attributes);
        return request;
    }

    private async Task<List<PartETag>> CopyPartsAsync(
        string source, GetObjectMetadataResponse found, string destination, string uploadId, CancellationToken cancellationToken)
    {
        var copied = new ConcurrentBag<PartETag>();
        await Parallel.ForEachAsync(
            limits.Parts(found.ContentLength),
            new ParallelOptions { MaxDegreeOfParallelism = PartsAtOnce, CancellationToken = cancellationToken },
            async (part, cancellation) =>
            {
                var response = await client.CopyPartAsync(
                    new CopyPartRequest
                    {
                        SourceBucket = settings.Bucket,
                        SourceKey = source,
                        ETagToMatch = [found.ETag],
                        DestinationBucket = settings.Bucket,
                        DestinationKey = destination,
                        UploadId = uploadId,
                        PartNumber = part.Number,
                        FirstByte = part.First,
                        LastByte = part.Last,
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
            // What failed before is what the caller has to know; a lifecycle rule for incomplete uploads finds the rest.
        }
    }
}
