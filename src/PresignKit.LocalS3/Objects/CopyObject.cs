using PresignKit.LocalS3.Bodies;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Objects;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html. The copy shares the source's bytes on disk.</summary>
internal static class CopyObject
{
    private enum CopyDirective
    {
        Copy,
        Replace,
    }

    public static async Task InvokeAsync(S3Call call)
    {
        var request = call.Request;
        request.Amz.AllowOnly(
            [.. AttributeReader.Settings, .. CopySource.Settings, "x-amz-metadata-directive", "x-amz-tagging-directive", "x-amz-checksum-algorithm"]);
        var bucket = call.Bucket;
        var condition = ConditionReader.Read(request);
        var sent = AttributeReader.Read(call);
        var metadata = Directive(request, "x-amz-metadata-directive");
        var tagging = Directive(request, "x-amz-tagging-directive");

        using var source = CopySource.Open(call);
        if (source.Object.Size > BodyReceiver.MaxBytes)
        {
            throw new S3Exception(S3Errors.InvalidRequest("The specified copy source is larger than the maximum allowable size for a copy source: 5368709120"));
        }

        var onto = CopySource.Parse(request.Amz.Find("x-amz-copy-source")!) == (request.Bucket, call.Key);
        if (onto && metadata == CopyDirective.Copy)
        {
            throw new S3Exception(S3Errors.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes."));
        }

        var value = await DescribeAsync(call, source.Object, Merge(source.Object.Attributes, sent, metadata, tagging)).ConfigureAwait(false);
        ConditionReader.Require(bucket.Put(value, condition), condition, request);

        ObjectHeaders.WriteEncryption(call.Response, value.Attributes);
        await call.ReplyAsync("CopyObjectResult", xml =>
        {
            CopyResult.Write(xml, value.ETag, value.LastModified);
            CopyResult.WriteTypedChecksum(xml, value.Checksum);
        }).ConfigureAwait(false);
    }

    private static async Task<StoredObject> DescribeAsync(S3Call call, StoredObject source, ObjectAttributes attributes)
    {
        var algorithm = ReadAlgorithm(call.Request.Amz) ?? source.Checksum?.Algorithm;
        var digests = await CopyDigest.ComputeAsync(call.Services.Store.Bodies, source.Segments, algorithm, call.Aborted).ConfigureAwait(false);
        return new StoredObject
        {
            Key = call.Key,
            ETag = digests.ETag,
            Size = source.Size,
            LastModified = call.Now,
            Attributes = attributes,
            Checksum = digests.OfObject,
            Segments = source.Segments,
        };
    }

    private static ObjectAttributes Merge(ObjectAttributes source, ObjectAttributes sent, CopyDirective metadata, CopyDirective tagging)
    {
        var chosen = metadata == CopyDirective.Replace ? sent : source;
        return chosen with
        {
            Tags = tagging == CopyDirective.Replace ? sent.Tags : source.Tags,
            ServerSideEncryption = sent.ServerSideEncryption,
            EncryptionKeyId = sent.EncryptionKeyId,
        };
    }

    private static CopyDirective Directive(S3Request request, string name) => request.Amz.Find(name) switch
    {
        null or "COPY" => CopyDirective.Copy,
        "REPLACE" => CopyDirective.Replace,
        var other => throw new S3Exception(S3Errors.InvalidArgument("Unknown directive. It must be COPY or REPLACE.", name, other)),
    };

    private static ChecksumAlgorithm? ReadAlgorithm(AmzParameters amz) => amz.Find("x-amz-checksum-algorithm") is { } name
        ? ChecksumNames.Parse(name) ?? throw new S3Exception(S3Errors.InvalidRequest("Checksum algorithm provided is unsupported."))
        : null;
}
