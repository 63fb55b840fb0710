using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>
/// Reads all pages of the lists of open uploads and of their parts. A list that the store cuts short is an error: whatever was read of it would pass
/// for the whole.
/// </summary>
internal sealed class UploadPages(S3StoreSettings settings, IAmazonS3 client)
{
    /// <summary>The parts by number; null: the upload does not exist.</summary>
    public async Task<IReadOnlyList<UploadedPart>?> FindPartsAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadPartsAsync(key, uploadId, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (IsGone(exception))
        {
            return null;
        }
        catch (Exception exception) when (exception is not StoreException && StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"listing the parts of '{key}'");
        }
    }

    public async IAsyncEnumerable<OpenUpload> ReadUploadsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Not with encoding-type: Ceph RGW 16, 18, and 20 then encode keys, but do not say so, and do not encode NextKeyMarker.
        var request = new ListMultipartUploadsRequest { BucketName = settings.Bucket, Prefix = prefix };
        while (true)
        {
            var page = await ReadUploadPageAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var upload in page.MultipartUploads ?? [])
            {
                yield return new(upload.Key, upload.UploadId, new(upload.Initiated?.ToUniversalTime() ?? throw Cut("open uploads")));
            }

            if (page.IsTruncated != true)
            {
                yield break;
            }

            var next = (Key: page.NextKeyMarker, Upload: page.NextUploadIdMarker);
            if (string.IsNullOrEmpty(next.Key) || next == (request.KeyMarker, request.UploadIdMarker))
            {
                throw Cut("open uploads");
            }

            (request.KeyMarker, request.UploadIdMarker) = next;
        }
    }

    /// <summary>Whether the store says that there is no such upload. Ceph RGW says NoSuchKey when it is asked for the parts.</summary>
    /// <remarks>"NoSuchUpload: the upload ID might be invalid, or the multipart upload might have been aborted or completed."</remarks>
    public static bool IsGone(AmazonServiceException exception) => exception.ErrorCode is "NoSuchUpload" or "NoSuchKey";

    private async Task<ListMultipartUploadsResponse> ReadUploadPageAsync(ListMultipartUploadsRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListMultipartUploadsAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, "listing open uploads");
        }
    }

    private async Task<IReadOnlyList<UploadedPart>> ReadPartsAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken)
    {
        var parts = new List<UploadedPart>();
        var after = 0;
        while (true)
        {
            var page = await client.ListPartsAsync(
                new ListPartsRequest
                {
                    BucketName = settings.Bucket,
                    Key = key.Value,
                    UploadId = uploadId,
                    PartNumberMarker = after == 0 ? null : after.ToString(CultureInfo.InvariantCulture),
                },
                cancellationToken).ConfigureAwait(false);
            foreach (var part in page.Parts ?? [])
            {
                if (part is not { PartNumber: { } number, Size: { } size, ETag.Length: > 0 } || number <= (parts.Count == 0 ? 0 : parts[^1].Number))
                {
                    throw Cut("parts");
                }

                parts.Add(new(number, size, part.ETag, SdkChecksums.Of(part))
                {
                    LastModified = part.LastModified is { } time ? new(time.ToUniversalTime()) : null,
                });
            }

            if (page.IsTruncated != true)
            {
                return parts;
            }

            if (page.NextPartNumberMarker is not { } next || next <= after)
            {
                throw Cut("parts");
            }

            after = next;
        }
    }

    private StoreException Cut(string what) => new(
        ErrorCodes.StoreUnavailable,
        $"Store '{settings.Name}' answered with an incomplete or contradictory list of {what}; check Stores:{settings.Name}:Endpoint.");
}
