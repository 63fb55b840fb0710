using System.Text;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Objects;

/// <summary>Reads the object's attributes from an upload, a copy or the start of a multipart upload.</summary>
internal static class AttributeReader
{
    /// <summary>The settings that <see cref="Read"/> handles and that an operation calling it may allow.</summary>
    public static readonly IReadOnlyList<string> Settings =
        ["x-amz-meta-", "x-amz-tagging", "x-amz-acl", "x-amz-grant-", "x-amz-storage-class", "x-amz-server-side-encryption"];

    private const int MaxMetadata = 2048; // Names and values, in bytes, as S3 counts them.

    public static ObjectAttributes Read(S3Request request)
    {
        RefuseWhatIsNotThere(request.Amz);
        return new ObjectAttributes
        {
            ContentType = NullIfEmpty(request.Header("Content-Type")) ?? ObjectAttributes.DefaultContentType,
            CacheControl = NullIfEmpty(request.Context.Request.Headers.CacheControl),
            ContentDisposition = NullIfEmpty(request.Header("Content-Disposition")),
            ContentEncoding = ContentEncoding(request.Context.Request.Headers.ContentEncoding),
            ContentLanguage = NullIfEmpty(request.Header("Content-Language")),
            Expires = NullIfEmpty(request.Header("Expires")),
            Metadata = Metadata(request.Amz.Under("x-amz-meta-")),
            Tags = request.Amz.Find("x-amz-tagging") is { } tagging ? TagSet.Parse(tagging) : TagSet.None,
            ServerSideEncryption = request.Amz.Find("x-amz-server-side-encryption"),
        };
    }

    public static IReadOnlyDictionary<string, string> Metadata(IReadOnlyDictionary<string, string> metadata)
    {
        var size = metadata.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value));
        return size <= MaxMetadata ? metadata : throw new S3Exception(S3Errors.MetadataTooLarge(size));
    }

    public static void CheckAcl(string? acl)
    {
        if (acl is not (null or "private" or "bucket-owner-full-control"))
        {
            throw new S3Exception(S3Errors.AclNotSupported());
        }
    }

    /// <summary>Buckets have no ACLs (S3's default since 2023), one storage class, and no key management.</summary>
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

        if (amz.Find("x-amz-server-side-encryption") is not (null or "AES256"))
        {
            throw new S3Exception(S3Errors.NotImplemented("x-amz-server-side-encryption"));
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
