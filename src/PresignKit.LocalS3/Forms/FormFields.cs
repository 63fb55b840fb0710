using System.Text;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Objects;
using PresignKit.LocalS3.Storage;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Forms;

/// <summary>The fields of a form, after they have been checked against the policy.</summary>
internal sealed class FormFields
{
    // Fields that belong to the signature or are read by name below.
    private static readonly HashSet<string> Carried = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-security-token", "x-amz-signature", "x-amz-content-sha256",
        "x-amz-storage-class", "x-amz-sdk-checksum-algorithm", "x-amz-checksum-algorithm", "x-amz-expected-bucket-owner", "x-amz-request-payer",
    };

    private readonly Dictionary<string, string> _fields;

    public FormFields(IReadOnlyList<NameValue> fields)
    {
        _fields = fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var name in _fields.Keys.Where(IsUnknown))
        {
            throw new S3Exception(S3Errors.NotImplemented(name));
        }

        StoreOwner.CheckExpected(Find);
    }

    public string Key
    {
        get
        {
            var key = _fields["key"];
            var size = Encoding.UTF8.GetByteCount(key);
            return size <= 1024 ? key : throw new S3Exception(S3Errors.KeyTooLong(size));
        }
    }

    public string? SuccessStatus => Find("success_action_status");

    public string? SuccessRedirect => Find("success_action_redirect") ?? Find("redirect");

    /// <summary>The only checksum that the form declares.</summary>
    public StoredChecksum? Checksum
    {
        get
        {
            var found = ChecksumNames.All.Where(algorithm => Find(algorithm.Header()) is not null).ToList();
            return found.Count switch
            {
                0 => null,
                1 => new StoredChecksum(found[0], Find(found[0].Header())!),
                _ => throw new S3Exception(S3Errors.SeveralChecksums()),
            };
        }
    }

    public ObjectAttributes Attributes(bool pretendEncryption)
    {
        AttributeReader.CheckAcl(Find("acl") ?? Find("x-amz-acl"));
        if (Find("x-amz-storage-class") is not (null or "STANDARD"))
        {
            throw new S3Exception(S3Errors.NotImplemented("x-amz-storage-class"));
        }

        var encryption = EncryptionRequest.Read(Find, pretendEncryption);
        return AttributeReader.Checked(new ObjectAttributes
        {
            ContentType = Find("Content-Type") ?? ObjectAttributes.DefaultContentType,
            CacheControl = Find("Cache-Control"),
            ContentDisposition = Find("Content-Disposition"),
            ContentEncoding = Find("Content-Encoding"),
            ContentLanguage = Find("Content-Language"),
            Expires = Find("Expires"),
            Metadata = Metadata(),
            Tags = Find("tagging") is { } tagging ? TagSet.ParseXml(tagging) : TagSet.None,
            ServerSideEncryption = encryption.Method,
            EncryptionKeyId = encryption.KeyId,
        });
    }

    private Dictionary<string, string> Metadata()
    {
        const string Prefix = "x-amz-meta-";
        return _fields
            .Where(field => field.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && field.Key.Length > Prefix.Length)
            .ToDictionary(field => field.Key[Prefix.Length..].ToLowerInvariant(), field => MetadataText.Decode(field.Value), StringComparer.Ordinal);
    }

    private string? Find(string name) => _fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static bool IsUnknown(string name) =>
        name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
        && !Carried.Contains(name)
        && !name.Equals("x-amz-acl", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase)
        && !EncryptionRequest.Settings.Contains(name, StringComparer.OrdinalIgnoreCase)
        && ChecksumNames.FromHeader(name) is null;
}
