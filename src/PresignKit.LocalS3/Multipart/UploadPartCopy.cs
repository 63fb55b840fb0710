using System.Globalization;
using PresignKit.LocalS3.Bodies;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Objects;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Multipart;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html. The part shares the source's bytes on disk.</summary>
internal static class UploadPartCopy
{
    public static async Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly([.. CopySource.Settings, "x-amz-copy-source-range"]);
        var number = MultipartRules.PartNumber(call.Request);
        var uploadId = MultipartRules.UploadId(call.Request);
        var bucket = call.Bucket;
        var upload = bucket.FindUpload(call.Key, uploadId) ?? throw new S3Exception(S3Errors.NoSuchUpload(uploadId));

        using var source = CopySource.Open(call);
        var range = Range(call.Request.Amz.Find("x-amz-copy-source-range"), source.Object.Size);
        if (range.Length > BodyReceiver.MaxBytes)
        {
            throw new S3Exception(S3Errors.EntityTooLarge(range.Length, BodyReceiver.MaxBytes));
        }

        var segments = BodySegment.Slice(source.Object.Segments, range.Offset, range.Length);
        var digests = await CopyDigest.ComputeAsync(call.Services.Store.Bodies, segments, upload.ChecksumAlgorithm, call.Aborted).ConfigureAwait(false);
        var part = new StoredPart
        {
            PartNumber = number,
            ETag = digests.ETag,
            Size = range.Length,
            LastModified = call.Now,
            Checksum = digests.Checksum,
            Crc64Nvme = digests.Default.Value,
            Segments = segments,
        };
        ConditionReader.Require(bucket.PutPart(call.Key, uploadId, part), default, call.Request);

        ObjectHeaders.WriteEncryption(call.Response, upload.Attributes);
        await call.ReplyAsync("CopyPartResult", xml =>
        {
            CopyResult.Write(xml, part.ETag, part.LastModified);
            CopyResult.WriteChecksum(xml, part.Checksum);
        }).ConfigureAwait(false);
    }

    // Unlike Range, this range must lie inside the source and state both ends.
    private static ByteRange Range(string? header, long size)
    {
        if (header is null)
        {
            return new ByteRange(0, size);
        }

        if (!header.StartsWith("bytes=", StringComparison.Ordinal)
            || header[6..].Split('-') is not [var firstText, var lastText]
            || !long.TryParse(firstText, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !long.TryParse(lastText, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            || last < first)
        {
            throw new S3Exception(S3Errors.InvalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
                "x-amz-copy-source-range", header));
        }

        return last < size
            ? new ByteRange(first, last - first + 1)
            : throw new S3Exception(
                S3Errors.InvalidArgument($"Range specified is not valid for source object of size: {size}", "x-amz-copy-source-range", header));
    }
}
