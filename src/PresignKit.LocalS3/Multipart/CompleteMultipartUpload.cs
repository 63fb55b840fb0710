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
        var declared = DeclaredObject.Read(request.Amz);
        var document = await SmallBody.ReadDocumentAsync(call).ConfigureAwait(false);
        var listed = XmlBody.Parse(document, "CompleteMultipartUpload", CompletionRequest.MaxElements, call.Aborted);
        var completedParts = CompletionRequest.Digest(listed);
        var (outcome, completed) = bucket.Complete(
            call.Key,
            uploadId,
            (upload, uploaded) =>
            {
                var described = Describe(call, upload, CompletionRequest.Resolve(listed, upload, uploaded), completedParts);
                declared.Check(described);
                return described;
            },
            condition);
        var value = completed ?? Repeated(call, declared, outcome, completedParts);
        if (value is null)
        {
            ConditionReader.Require(outcome, condition, request);
            throw new S3Exception(S3Errors.NoSuchUpload(uploadId));
        }

        ObjectHeaders.WriteEncryption(call.Response, value.Attributes);
        await call.ReplyAsync("CompleteMultipartUploadResult", xml =>
        {
            xml.WriteElementString("Location", $"{request.Context.Request.Scheme}://{request.Context.Request.Headers.Host}{request.EncodedPath}");
            xml.WriteElementString("Bucket", bucket.Name);
            xml.WriteElementString("Key", call.Key);
            xml.WriteElementString("ETag", EntityTag.Quote(value.ETag));
            CopyResult.WriteTypedChecksum(xml, value.Checksum);
        }).ConfigureAwait(false);
    }

    // A client that did not get the response sends the request again. As on S3, it then gets the same response, as long as the object is still the
    // one that the upload became. The condition of the request is not checked again: it held when the upload was completed.
    private static StoredObject? Repeated(S3Call call, DeclaredObject declared, WriteOutcome outcome, string completedParts)
    {
        var value = outcome == WriteOutcome.NoSuchUpload
            ? call.Bucket.FindCompleted(call.Key, MultipartRules.UploadId(call.Request), completedParts)
            : null;
        if (value is not null)
        {
            declared.Check(value);
        }

        return value;
    }

    private static StoredObject Describe(S3Call call, StoredUpload upload, IReadOnlyList<StoredPart> parts, string completedParts) => new()
    {
        Key = call.Key,
        ETag = MultipartDigest.ETag(parts),
        Size = parts.Sum(part => part.Size),
        LastModified = call.Now,
        Attributes = upload.Attributes,
        Checksum = MultipartDigest.Checksum(upload, parts),
        HasDefaultChecksum = upload.ChecksumAlgorithm is null ? true : null,
        Segments = parts.SelectMany(part => part.Segments).ToList(),
        CompletedUpload = upload.UploadId,
        CompletedParts = completedParts,
        PartCount = parts.Count,
        PartSizes = [.. parts.Select(part => part.Size)],
    };
}
