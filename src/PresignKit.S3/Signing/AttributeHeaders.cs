using System.Text;
using PresignKit.Providers;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>The attributes of an object as S3 headers for a PUT and fields for a form. The two differ only in how tags are written.</summary>
/// <remarks>Amazon S3 API Reference, "PutObject" and "POST Object".</remarks>
internal static class AttributeHeaders
{
    /// <summary>The headers that are signed and sent with a PUT.</summary>
    public static List<NameValue> OfPut(StoredAttributes attributes)
    {
        var headers = Common(attributes);
        if (!attributes.Tags.IsEmpty)
        {
            headers.Add(new("x-amz-tagging", string.Join('&', attributes.Tags.Select(tag => $"{Encode(tag.Key)}={Encode(tag.Value)}"))));
        }

        return headers;
    }

    /// <summary>The fields of a form.</summary>
    public static List<NameValue> OfForm(StoredAttributes attributes)
    {
        var fields = Common(attributes);
        if (!attributes.Tags.IsEmpty)
        {
            fields.Add(new("tagging", TagDocument(attributes)));
        }

        return fields;
    }

    private static List<NameValue> Common(StoredAttributes attributes)
    {
        var headers = new List<NameValue>();
        Add("Cache-Control", attributes.CacheControl);
        Add("Content-Disposition", attributes.ContentDisposition);
        Add("Content-Language", attributes.ContentLanguage);
        Add("x-amz-storage-class", attributes.StorageClass);
        Add("x-amz-server-side-encryption", attributes.Encryption switch
        {
            EncryptionRule.BucketDefault => null,
            EncryptionRule.StoreManagedKey => "AES256",
            EncryptionRule.KeyService => "aws:kms",
            _ => throw new NotSupportedException($"S3 does not support encryption '{attributes.Encryption}'."),
        });
        Add("x-amz-server-side-encryption-aws-kms-key-id", attributes.EncryptionKeyId);
        foreach (var (name, value) in attributes.Metadata)
        {
            Add("x-amz-meta-" + name, value);
        }

        return headers;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                headers.Add(new(name, value));
            }
        }
    }

    // Policies allow tags of ASCII letters, digits, spaces and + - = . _ : / @ only, so bytes and characters are the same.
    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
            {
                encoded.Append(c);
            }
            else
            {
                encoded.Append('%').Append(((int)c).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }

    // None of the allowed characters has a special meaning in XML.
    private static string TagDocument(StoredAttributes attributes) =>
        $"<Tagging><TagSet>{string.Concat(attributes.Tags.Select(tag => $"<Tag><Key>{tag.Key}</Key><Value>{tag.Value}</Value></Tag>"))}</TagSet></Tagging>";
}
