using System.Net;
using System.Xml;
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
    private const int AbortAttempts = 5;

    private static readonly TimeSpan AbortPause = TimeSpan.FromMilliseconds(200);

    private readonly UploadPages _pages = new(settings, client);
    private readonly UploadCompletion _completion = new(settings, client, new(settings, client));

    public async Task<string> CreateAsync(
        ObjectKey key,
        string contentType,
        StoredAttributes attributes,
        FileChecksumAlgorithm? checksum,
        CancellationToken cancellationToken = default)
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
            ChecksumAlgorithm = checksum is { } algorithm ? SdkChecksums.AlgorithmOf(algorithm) : null,
        };
        ObjectCopier.Describe(request.Headers, request.Metadata, contentType, attributes);
        return await SendAsync(
            $"creating an upload of '{key}'",
            async () => (await client.InitiateMultipartUploadAsync(request, cancellationToken).ConfigureAwait(false)).UploadId
                ?? throw new XmlException("The answer is not an InitiateMultipartUploadResult."),
            cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<UploadedPart>?> ListPartsAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(uploadId);
        return _pages.FindPartsAsync(key, uploadId, cancellationToken);
    }

    public Task<bool> CompleteAsync(
        ObjectKey key, string uploadId, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(uploadId);
        ArgumentNullException.ThrowIfNull(parts);

        // Ceph RGW sorts a list that is not in order, and takes a part once that is listed twice.
        if (parts.Count == 0 || Enumerable.Range(1, parts.Count - 1).Any(i => parts[i].Number <= parts[i - 1].Number))
        {
            throw new ArgumentException("There must be at least one part, and parts must be listed by number, each once.", nameof(parts));
        }

        return _completion.CompleteAsync(key, uploadId, parts, cancellationToken);
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

    public IAsyncEnumerable<OpenUpload> ListUploadsAsync(string prefix, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return _pages.ReadUploadsAsync(prefix, cancellationToken);
    }

    public async Task AbortAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(uploadId);

        // "AbortMultipartUpload": parts that are being sent may be stored nevertheless; the upload must then be aborted again.
        for (var attempt = 1; ; attempt++)
        {
            var existed = await SendAsync(
                $"aborting the upload of '{key}'", () => TryAbortAsync(key, uploadId, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (!existed || await _pages.FindPartsAsync(key, uploadId, cancellationToken).ConfigureAwait(false) is null)
            {
                return;
            }

            if (attempt == AbortAttempts)
            {
                throw new StoreException(
                    ErrorCodes.StoreBusy,
                    $"Store '{settings.Name}' still has the upload of '{key}' after it was aborted {AbortAttempts} times, because parts are being sent. "
                        + "Abort it again later.");
            }

            await Task.Delay(AbortPause * attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryAbortAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            await client.AbortMultipartUploadAsync(
                new AbortMultipartUploadRequest { BucketName = settings.Bucket, Key = key.Value, UploadId = uploadId }, cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (AmazonServiceException exception) when (UploadPages.IsGone(exception))
        {
            return false;
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            // Ceph RGW 18, while another request aborts the same upload. Whether it is gone, the list of its parts says.
            return true;
        }
    }

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
