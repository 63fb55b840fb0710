using System.Globalization;
using System.Security.Cryptography;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Objects;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Multipart;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html.</summary>
internal static class CreateMultipartUpload
{
    public static async Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly([.. AttributeReader.Settings, "x-amz-checksum-algorithm", "x-amz-checksum-type"]);
        var bucket = call.Bucket;
        var (algorithm, type) = Checksum(call.Request.Amz);
        var now = call.Now;
        var upload = new StoredUpload
        {
            UploadId = NewId(now),
            Key = call.Key,
            Initiated = now,
            Attributes = AttributeReader.Read(call),
            ChecksumAlgorithm = algorithm,
            ChecksumType = type,
        };
        if (!bucket.TryCreateUpload(upload))
        {
            throw new S3Exception(S3Errors.NoSuchBucket(bucket.Name));
        }

        if (algorithm is { } chosen)
        {
            call.Response.Headers["x-amz-checksum-algorithm"] = chosen.Name();
            call.Response.Headers["x-amz-checksum-type"] = type!.Value.Name();
        }

        ObjectHeaders.WriteEncryption(call.Response, upload.Attributes);
        await call.ReplyAsync("InitiateMultipartUploadResult", xml =>
        {
            xml.WriteElementString("Bucket", bucket.Name);
            xml.WriteElementString("Key", upload.Key);
            xml.WriteElementString("UploadId", upload.UploadId);
        }).ConfigureAwait(false);
    }

    // S3 lists the uploads of a key in the order in which they were started, and continues behind an upload ID. The rest is 192 random bits.
    private static string NewId(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{now.UtcTicks:x16}{RandomNumberGenerator.GetHexString(48, lowercase: true)}");

    // A SHA of the whole object cannot be derived from its parts, and a composite CRC-64 is not defined. S3 rejects both combinations.
    private static (ChecksumAlgorithm?, ChecksumType?) Checksum(AmzParameters amz)
    {
        var typeName = amz.Find("x-amz-checksum-type");
        if (amz.Find("x-amz-checksum-algorithm") is not { } name)
        {
            return typeName is null
                ? (null, null)
                : throw new S3Exception(S3Errors.InvalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header."));
        }

        var algorithm = ChecksumNames.Parse(name) ?? throw new S3Exception(S3Errors.InvalidRequest("Checksum algorithm provided is unsupported."));
        var type = typeName switch
        {
            null => algorithm.DefaultType(),
            "COMPOSITE" => ChecksumType.Composite,
            "FULL_OBJECT" => ChecksumType.FullObject,
            _ => throw new S3Exception(S3Errors.InvalidRequest("Value for x-amz-checksum-type header is invalid.")),
        };
        var possible = type == ChecksumType.Composite
            ? algorithm != ChecksumAlgorithm.Crc64Nvme
            : algorithm is ChecksumAlgorithm.Crc32 or ChecksumAlgorithm.Crc32C or ChecksumAlgorithm.Crc64Nvme;
        return possible
            ? (algorithm, type)
            : throw new S3Exception(S3Errors.InvalidRequest(
                $"The {type.Name()} checksum type cannot be used with the {algorithm.LowerName()} checksum algorithm."));
    }
}
