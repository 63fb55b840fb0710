using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>
/// Completes uploads. If an answer does not say what happened to the upload, the store's list does: an upload that is still listed is completed once more
/// with the same parts, and one that is not has ended.
/// </summary>
/// <remarks>
/// Amazon S3 API Reference, "CompleteMultipartUpload". Ceph RGW answers 200 or 500 to all others while one request completes an upload, and 500 if the
/// upload has been aborted, or has been completed and its object was deleted since.
/// </remarks>
internal sealed class UploadCompletion(S3StoreSettings settings, IAmazonS3 client, UploadPages pages)
{
    private const int Attempts = 5;

    /// <summary>The number of attempts if an object is under the key. It may be that of another request that is just completing this upload.</summary>
    private const int AttemptsIfExists = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether the store has refused a completion because of its conditions, and accepted it without them.</summary>
    private volatile bool _refusesConditions;

    /// <returns>False: the upload does not exist.</returns>
    public async Task<bool> CompleteAsync(ObjectKey key, string uploadId, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var failure = await TryAsync(key, uploadId, parts, cancellationToken).ConfigureAwait(false);
            if (failure is null)
            {
                return true;
            }

            if (failure is AmazonServiceException answer)
            {
                if (UploadPages.IsGone(answer))
                {
                    return false;
                }

                if (answer.ErrorCode == "InvalidPart")
                {
                    throw StoreFailure.Changed(settings, key);
                }
            }

            if (IsFinal(failure))
            {
                throw Failed(key, failure);
            }

            if (!await IsListedAsync(key, uploadId, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            if (IsPrecondition(failure) && attempt >= AttemptsIfExists)
            {
                throw StoreFailure.Exists(settings, key, failure);
            }

            if (attempt == Attempts)
            {
                throw Failed(key, failure);
            }

            await Task.Delay(Pause * attempt, cancellationToken).ConfigureAwait(false);

            // Another request may have completed the upload meanwhile. Ceph RGW 18 would then let these parts replace the object, if one is being sent again.
            if (!await IsListedAsync(key, uploadId, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
    }

    /// <summary>
    /// Whether the store has refused the request and will always do so. Otherwise, it may have completed the upload, or may do so if asked again.
    /// </summary>
    private static bool IsFinal(Exception failure) => failure switch
    {
        AmazonServiceException { ErrorCode: "RequestTimeout" } => false,
        AmazonServiceException { StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests } => false,
        AmazonServiceException answer => (int)answer.StatusCode is >= 300 and < 500 && !IsPrecondition(answer),
        AmazonClientException or ArgumentException => true,
        _ => false,
    };

    private static bool IsPrecondition(Exception failure) =>
        failure is AmazonServiceException { StatusCode: HttpStatusCode.PreconditionFailed } or AmazonServiceException { ErrorCode: "PreconditionFailed" };

    /// <summary>Whether a store does not know one of the two headers. That another size was given is also 400, but a different one.</summary>
    private static bool IsUnknownHeader(AmazonServiceException failure) =>
        failure.StatusCode == HttpStatusCode.NotImplemented
        || failure.ErrorCode == "NotImplemented"
        || (failure.StatusCode == HttpStatusCode.BadRequest
            && failure.Message.Contains("header", StringComparison.OrdinalIgnoreCase)
            && (failure.Message.Contains("not supported", StringComparison.OrdinalIgnoreCase)
                || failure.Message.Contains("unsupported", StringComparison.OrdinalIgnoreCase)
                || failure.Message.Contains("not implemented", StringComparison.OrdinalIgnoreCase)));

    private async Task<bool> IsListedAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken) =>
        await pages.FindPartsAsync(key, uploadId, cancellationToken).ConfigureAwait(false) is not null;

    private async Task<Exception?> TryAsync(ObjectKey key, string uploadId, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken)
    {
        var withConditions = !_refusesConditions;
        var failure = await SendAsync(Request(key, uploadId, parts, withConditions), cancellationToken).ConfigureAwait(false);
        if (!withConditions || failure is not AmazonServiceException refusal || !IsUnknownHeader(refusal))
        {
            return failure;
        }

        failure = await SendAsync(Request(key, uploadId, parts, withConditions: false), cancellationToken).ConfigureAwait(false);
        _refusesConditions |= failure is null;
        return failure;
    }

    private async Task<Exception?> SendAsync(CompleteMultipartUploadRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.CompleteMultipartUploadAsync(request, cancellationToken).ConfigureAwait(false);

            // The SDK throws if the answer is an error, also with status 200, but not if it is something else or nothing.
            return answer is { Key: null, ETag: null, Location: null } ? new XmlException("The answer is not a CompleteMultipartUploadResult.") : null;
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            return exception;
        }
    }

    private CompleteMultipartUploadRequest Request(ObjectKey key, string uploadId, IReadOnlyList<UploadedPart> parts, bool withConditions) => new()
    {
        BucketName = settings.Bucket,
        Key = key.Value,
        UploadId = uploadId,
        PartETags = [.. parts.Select(part => SdkChecksums.Listed(part.Number, part.ETag, part.Checksum))],
        IfNoneMatch = withConditions ? "*" : null,
        MpuObjectSize = withConditions ? parts.Sum(part => part.Size) : null,
    };

    private StoreException Failed(ObjectKey key, Exception failure) => StoreFailure.From(failure, settings, $"completing the upload of '{key}'");
}
