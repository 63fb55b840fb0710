using System.Text;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Objects;

/// <summary>Reads the object's attributes from an upload, a copy or the start of a multipart upload.</summary>
internal static class AttributeReader
{
    /// <summary>The settings that <see cref="Read"/> handles and that an operation calling it may allow.</summary>
    public static readonly IReadOnlyList<string> Settings =
        [MetadataPrefix, "x-amz-tagging", "x-amz-acl", "x-amz-grant-", "x-amz-storage-class", .. EncryptionRequest.Settings];

    private const string MetadataPrefix = "x-amz-meta-";
    private const int MaxMetadata = 2048; // Names and values, in bytes, as S3 counts them.

    public static ObjectAttributes Read(S3Call call)
    {
        var request = call.Request;
        RefuseWhatIsNotThere(request.Amz);
        var encryption = EncryptionRequest.Read(request.Amz.Find, call.Services.PretendEncryption);
        return Checked(new ObjectAttributes
        {
            ContentType = NullIfEmpty(request.Header("Content-Type")) ?? ObjectAttributes.DefaultContentType,
            CacheControl = NullIfEmpty(request.Context.Request.Headers.CacheControl),
            ContentDisposition = NullIfEmpty(request.Header("Content-Disposition")),
            ContentEncoding = ContentEncoding(request.Context.Request.Headers.ContentEncoding),
            ContentLanguage = NullIfEmpty(request.Header("Content-Language")),
            Expires = NullIfEmpty(request.Header("Expires")),
            Metadata = Metadata(request.Amz),
            Tags = request.Amz.Find("x-amz-tagging") is { } tagging ? TagSet.Parse(tagging) : TagSet.None,
            ServerSideEncryption = encryption.Method,
            EncryptionKeyId = encryption.KeyId,
        });
    }

    /// <summary>Refuses what no response could return. From the query and from forms, every character arrives, also a line break.</summary>
    public static ObjectAttributes Checked(ObjectAttributes attributes)
    {
        CheckValue("Content-Type", attributes.ContentType);
        CheckValue("Cache-Control", attributes.CacheControl);
        CheckValue("Content-Disposition", attributes.ContentDisposition);
        CheckValue("Content-Encoding", attributes.ContentEncoding);
        CheckValue("Content-Language", attributes.ContentLanguage);
        CheckValue("Expires", attributes.Expires);
        CheckValue("x-amz-server-side-encryption-aws-kms-key-id", attributes.EncryptionKeyId);
        var size = 0;
        foreach (var (name, value) in attributes.Metadata)
        {
            if (!HeaderText.IsName(name))
            {
                throw new S3Exception(S3Errors.InvalidArgument("The name of user metadata must be a valid header name.", MetadataPrefix + name, value));
            }

            CheckValue(MetadataPrefix + name, value);
            size += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value);
        }

        return size <= MaxMetadata ? attributes : throw new S3Exception(S3Errors.MetadataTooLarge(size));
    }

    public static void CheckAcl(string? acl)
    {
        if (acl is not (null or "private" or "bucket-owner-full-control"))
        {
            throw new S3Exception(S3Errors.AclNotSupported());
        }
    }

    private static Dictionary<string, string> Metadata(AmzParameters amz) => amz.Under(MetadataPrefix).ToDictionary(
        pair => pair.Key,
        pair => amz.IsHeader(MetadataPrefix + pair.Key) ? MetadataText.FromHeader(pair.Value) : MetadataText.Decode(pair.Value),
        StringComparer.Ordinal);

    private static void CheckValue(string name, string? value)
    {
        if (value is not null && !HeaderText.IsValue(value))
        {
            throw new S3Exception(S3Errors.InvalidArgument("The value must not contain control characters.", name, value));
        }
    }

    /// <summary>Buckets have no ACLs (S3's default since 2023) and one storage class.</summary>
    private static void RefuseWhatIsNotThere(AmzParameters amz)
    {
        CheckAcl(amz.Find("x-amz-acl"));
        if (amz.Under("x-amz-grant-").Count > 0)
        {
            throw new S3Exception(S3Errors.AclNotSupported());
        }

        if (amz.Find("x-amz-storage-class") is not (null or "STANDARD"))
        {
            throw new S3Exception(S3Errors.NotImplemented("x-amz-storage-class"));
        }
    }

    // aws-chunked is the framing of the request, not a property of the object.
    private static string? ContentEncoding(IEnumerable<string?> values)
    {
        var encodings = values
            .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(value => !value.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase));
        return NullIfEmpty(string.Join(",", encodings));
    }

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
