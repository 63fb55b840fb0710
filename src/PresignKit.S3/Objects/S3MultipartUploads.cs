using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>Multipart uploads that the backend creates and completes, through the AWS SDK at the internal endpoint.</summary>
/// <remarks>Amazon S3 User Guide, "Uploading and copying objects using multipart upload".</remarks>
internal sealed class S3MultipartUploads(S3StoreSettings settings, IAmazonS3 client) : IMultipartUploads
{
    private const int CompletionAttempts = 5;

    private static readonly TimeSpan CompletionPause = TimeSpan.FromMilliseconds(200);

    public async Task<string> CreateAsync(
        ObjectKey key, string contentType, StoredAttributes attributes, bool withChecksum, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        ArgumentNullException.ThrowIfNull(attributes);
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = settings.Bucket,
            Key = key.Value,
            StorageClass = attributes.StorageClass is { } storageClass ? new(storageClass) : null,
            ServerSideEncryptionMethod = ObjectCopier.Encryption(attributes),
            ServerSideEncryptionKeyManagementServiceKeyId = attributes.EncryptionKeyId,
            TagSet = ObjectCopier.Tags(attributes),
            ChecksumAlgorithm = withChecksum ? ChecksumAlgorithm.SHA256 : null,
        };
        ObjectCopier.Describe(request.Headers, request.Metadata, contentType, attributes);
        return await SendAsync(
            $"creating an upload of '{key}'",
            async () => (await client.InitiateMultipartUploadAsync(request, cancellationToken).ConfigureAwait(false)).UploadId,
            cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<UploadedPart>?> ListPartsAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(uploadId);
        return SendAsync<IReadOnlyList<UploadedPart>?>(
            $"listing the parts of '{key}'",
            async () =>
            {
                try
                {
                    return await ListAllAsync(key, uploadId, cancellationToken).ConfigureAwait(false);
                }
                catch (AmazonServiceException exception) when (IsGone(exception))
                {
                    return null;
                }
            },
            cancellationToken);
    }

    public Task<bool> CompleteAsync(
        ObjectKey key, string uploadId, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(uploadId);
        ArgumentNullException.ThrowIfNull(parts);
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = settings.Bucket,
            Key = key.Value,
            UploadId = uploadId,
            PartETags = [.. parts.Select(part => new PartETag(part.Number, part.ETag) { ChecksumSHA256 = part.ChecksumSha256 })],
        };
        return SendAsync(
            $"completing the upload of '{key}'",
            () => CompleteAsync(key, request, cancellationToken),
            cancellationToken);
    }

    public async Task EnsureTagsAsync(ObjectKey key, StoredAttributes attributes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(attributes);
        await SendAsync(
            $"tagging '{key}'",
            async () =>
            {
                await ObjectCopier.EnsureTagsAsync(settings, client, key.Value, attributes, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<OpenUpload> ListUploadsAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var request = new ListMultipartUploadsRequest { BucketName = settings.Bucket, Prefix = prefix };
        ListMultipartUploadsResponse page;
        do
        {
            page = await SendAsync(
                "listing open uploads", () => client.ListMultipartUploadsAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var upload in page.MultipartUploads ?? [])
            {
                yield return new(upload.Key, upload.UploadId, upload.Initiated?.ToUniversalTime() ?? default(DateTimeOffset));
            }

            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true && page.NextKeyMarker is not null);
    }

    public async Task AbortAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(uploadId);
        await SendAsync(
            $"aborting the upload of '{key}'",
            async () =>
            {
                try
                {
                    await client.AbortMultipartUploadAsync(
                        new AbortMultipartUploadRequest { BucketName = settings.Bucket, Key = key.Value, UploadId = uploadId }, cancellationToken)
                        .ConfigureAwait(false);
                    return true;
                }
                catch (AmazonServiceException exception) when (IsGone(exception))
                {
                    return false;
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    // Ceph RGW 16 answers 500 while another request completes the same upload, and when one has completed it and the object has been deleted since.
    private async Task<bool> CompleteAsync(ObjectKey key, CompleteMultipartUploadRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await client.CompleteMultipartUploadAsync(request, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (AmazonServiceException exception) when (IsGone(exception))
            {
                return false;
            }
            catch (AmazonServiceException exception) when (exception.ErrorCode is "InvalidPart")
            {
                throw StoreFailure.Changed(settings, key);
            }
            catch (AmazonServiceException exception) when (exception.StatusCode >= HttpStatusCode.InternalServerError)
            {
                if (await ListPartsAsync(key, request.UploadId, cancellationToken).ConfigureAwait(false) is null)
                {
                    return false;
                }

                if (attempt == CompletionAttempts)
                {
                    throw;
                }
            }

            await Task.Delay(CompletionPause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<UploadedPart>> ListAllAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken)
    {
        var parts = new List<UploadedPart>();
        string? after = null;
        while (true)
        {
            var page = await client.ListPartsAsync(
                new ListPartsRequest { BucketName = settings.Bucket, Key = key.Value, UploadId = uploadId, PartNumberMarker = after }, cancellationToken)
                .ConfigureAwait(false);
            parts.AddRange((page.Parts ?? [])
                .Select(part => new UploadedPart(part.PartNumber ?? 0, part.Size ?? 0, part.ETag, part.ChecksumSHA256)));
            if (page.IsTruncated != true || page.NextPartNumberMarker is not { } next)
            {
                return parts;
            }

            after = next.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    // "NoSuchUpload: the upload ID might be invalid, or the multipart upload might have been aborted or completed."
    private static bool IsGone(AmazonServiceException exception) =>
        exception.ErrorCode == "NoSuchUpload" || (exception.StatusCode == HttpStatusCode.NotFound && exception.ErrorCode is not "NoSuchBucket");

    private async Task<T> SendAsync<T>(string action, Func<Task<T>> sendAsync, CancellationToken cancellationToken)
    {
        try
        {
            return await sendAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not StoreException && StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, action);
        }
    }
}
