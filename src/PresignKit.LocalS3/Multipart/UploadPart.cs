using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Bodies;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Objects;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Multipart;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html.</summary>
internal static class UploadPart
{
    public static async Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly("x-amz-checksum-");
        var number = MultipartRules.PartNumber(call.Request);
        var uploadId = MultipartRules.UploadId(call.Request);
        var bucket = call.Bucket;
        var upload = bucket.FindUpload(call.Key, uploadId) ?? throw new S3Exception(S3Errors.NoSuchUpload(uploadId));
        var integrity = UploadIntegrity.Read(call);
        CheckAlgorithm(upload, integrity);

        using var body = await BodyReceiver.ReceiveAsync(call, integrity, upload.ChecksumAlgorithm).ConfigureAwait(false);
        var part = new StoredPart
        {
            PartNumber = number,
            ETag = body.Digests.ETag,
            Size = body.Size,
            LastModified = call.Now,
            // S3 verifies a checksum that the upload does not have, and does not keep it.
            Checksum = upload.ChecksumAlgorithm is null ? null : body.Digests.Checksum,
            Crc64Nvme = body.Digests.Default.Value,
            Segments = body.Segments,
        };
        ConditionReader.Require(bucket.PutPart(call.Key, uploadId, part), default, call.Request);

        call.Response.Headers.ETag = EntityTag.Quote(part.ETag);
        if (body.Digests.Checksum is { } checksum)
        {
            call.Response.Headers[checksum.Algorithm.Header()] = checksum.Value;
        }

        ObjectHeaders.WriteEncryption(call.Response, upload.Attributes);
        await call.ReplyEmptyAsync(StatusCodes.Status200OK).ConfigureAwait(false);
    }

    // A composite checksum is made of what the client computed. For that of a full object, S3 computes what a client leaves out.
    private static void CheckAlgorithm(StoredUpload upload, UploadIntegrity integrity)
    {
        if (upload.ChecksumAlgorithm is not { } expected || integrity.Algorithm == expected)
        {
            return;
        }

        if (integrity.Algorithm is not null || upload.ChecksumType == ChecksumType.Composite)
        {
            throw new S3Exception(S3Errors.ChecksumMismatch(expected.LowerName(), integrity.Algorithm?.LowerName() ?? "null"));
        }
    }
}
