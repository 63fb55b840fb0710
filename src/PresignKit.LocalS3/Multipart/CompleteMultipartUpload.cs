using System.Globalization;
using PresignKit.LocalS3.Bodies;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Objects;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Multipart;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html.</summary>
internal static class CompleteMultipartUpload
{
    public static async Task InvokeAsync(S3Call call)
    {
        var request = call.Request;
        request.Amz.AllowOnly("x-amz-checksum-", "x-amz-mp-object-size");
        var uploadId = MultipartRules.UploadId(request);
        var bucket = call.Bucket;
        var condition = ConditionReader.Read(request);
        // Here x-amz-checksum-* refers to the object, not to this document.
        var document = await SmallBody.ReadDocumentAsync(call).ConfigureAwait(false);
        var listed = XmlBody.Parse(document, "CompleteMultipartUpload", CompletionRequest.MaxElements, call.Aborted);
        StoredObject value;
        WriteOutcome outcome;
        do
        {
            // A part that was sent again with the same bytes is as good as the first; one with other bytes is not the listed one.
            var upload = bucket.FindUpload(call.Key, uploadId);
            if (upload is null || bucket.FindParts(call.Key, uploadId) is not { } uploaded)
            {
                throw new S3Exception(S3Errors.NoSuchUpload(uploadId));
            }

            var parts = CompletionRequest.Resolve(listed, uploaded);
            value = Describe(call, upload, parts);
            CheckDeclared(request.Amz, upload, value);
            outcome = bucket.Complete(uploadId, parts, value, condition);
        }
        while (outcome == WriteOutcome.PartsReplaced);

        ConditionReader.Require(outcome, condition, request);

        ObjectHeaders.WriteEncryption(call.Response, value.Attributes);
        await call.ReplyAsync("CompleteMultipartUploadResult", xml =>
        {
            xml.WriteElementString("Location", $"{request.Context.Request.Scheme}://{request.Context.Request.Headers.Host}{request.EncodedPath}");
            xml.WriteElementString("Bucket", bucket.Name);
            xml.WriteElementString("Key", call.Key);
            xml.WriteElementString("ETag", EntityTag.Quote(value.ETag));
            CopyResult.WriteChecksum(xml, value.Checksum);
            if (value.Checksum is { } checksum)
            {
                xml.WriteElementString("ChecksumType", checksum.Type.Name());
            }
        }).ConfigureAwait(false);
    }

    private static StoredObject Describe(S3Call call, StoredUpload upload, IReadOnlyList<StoredPart> parts) => new()
    {
        Key = call.Key,
        ETag = MultipartDigest.ETag(parts),
        Size = parts.Sum(part => part.Size),
        LastModified = call.Now,
        Attributes = upload.Attributes,
        Checksum = MultipartDigest.Checksum(upload, parts),
        Segments = parts.SelectMany(part => part.Segments).ToList(),
        CompletedUpload = upload.UploadId,
        PartCount = parts.Count,
    };

    private static void CheckDeclared(AmzParameters amz, StoredUpload upload, StoredObject value)
    {
        if (amz.Find("x-amz-mp-object-size") is { } text
            && !(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size == value.Size))
        {
            throw new S3Exception(S3Errors.InvalidRequest("The provided 'x-amz-mp-object-size' header does not match what was computed."));
        }

        if (amz.Find("x-amz-checksum-type") is { } type && type != upload.ChecksumType?.Name())
        {
            throw new S3Exception(S3Errors.InvalidRequest("The x-amz-checksum-type header does not match the checksum type the upload was created with."));
        }

        foreach (var algorithm in ChecksumNames.All)
        {
            if (amz.Find(algorithm.Header()) is { } declared && (value.Checksum?.Algorithm != algorithm || value.Checksum.Value != declared))
            {
                throw new S3Exception(S3Errors.BadChecksum(algorithm.Name()));
            }
        }
    }
}
