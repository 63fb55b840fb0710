using System.Collections.ObjectModel;
using System.Globalization;
using PresignKit.Providers;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>The headers of a presigned PUT: all signed ones, and those of them that the holder must send.</summary>
internal static class UploadHeaders
{
    /// <summary>
    /// The canned ACL that gives the owner of the bucket access to uploads of another account. Amazon S3 User Guide, "Access control list (ACL)
    /// overview".
    /// </summary>
    public const string OwnerReads = "bucket-owner-full-control";

    /// <summary>
    /// Length and type restrict the body; <c>If-None-Match: *</c> makes the store refuse an existing key. Amazon S3 User Guide, "Add preconditions to
    /// S3 operations with conditional requests", and "Checking object integrity".
    /// </summary>
    public static NameValue[] ToSign(in UploadSpecification specification, UploadCredentialSettings? uploadCredentials = null) =>
        [.. OfHolder(specification), .. OfAccount(!specification.Attributes.Tags.IsEmpty, uploadCredentials)];

    /// <summary>
    /// The headers of a part. Everything that is stored with the object was set when the upload was created, so a part has its length,
    /// its checksum, and the type that the browser sends with the file.
    /// </summary>
    public static NameValue[] OfPart(in PartSpecification specification)
    {
        var headers = new List<NameValue>(3) { new("Content-Length", specification.Size.ToString(CultureInfo.InvariantCulture)) };
        if (specification.ContentType is { } type)
        {
            headers.Add(new("Content-Type", type));
        }

        if (specification.Checksum is { } checksum)
        {
            headers.Add(ChecksumHeader.Of(checksum));
        }

        if (specification.ContentMd5 is { } md5)
        {
            headers.Add(new("Content-MD5", md5));
        }

        return [.. headers];
    }

    /// <summary>Excludes Host and Content-Length, which every client sends automatically and scripts cannot set.</summary>
    public static ReadOnlyDictionary<string, string> ToSend(ReadOnlySpan<NameValue> signed)
    {
        Dictionary<string, string>? headers = null;
        foreach (var header in signed)
        {
            if (header.Name != "Content-Length")
            {
                headers ??= new(signed.Length, StringComparer.OrdinalIgnoreCase);
                headers.Add(header.Name, header.Value);
            }
        }

        return headers?.AsReadOnly() ?? ReadOnlyDictionary<string, string>.Empty;
    }

    /// <summary>
    /// The additional headers of uploads that an upload-only account signs. A signed directive, even an empty one, cannot be sent with a different
    /// value.
    /// </summary>
    public static List<NameValue> OfAccount(bool hasTags, UploadCredentialSettings? keys)
    {
        if (keys is null)
        {
            return [];
        }

        var headers = new List<NameValue>(3) { new("x-amz-acl", OwnerReads) };
        if (keys.Neutralize)
        {
            headers.Add(new("x-amz-website-redirect-location", ""));
            if (!hasTags)
            {
                headers.Add(new("x-amz-tagging", ""));
            }
        }

        return headers;
    }

    private static List<NameValue> OfHolder(in UploadSpecification specification)
    {
        var headers = new List<NameValue>(4);
        if (specification.Size is { } size)
        {
            headers.Add(new("Content-Length", size.ToString(CultureInfo.InvariantCulture)));
        }
        else if (specification.AllowedSizes is null)
        {
            // To sign no length is left to those who say so, and verify it on completion.
            throw new ArgumentException("The specification has neither a size nor limits. Set Size or AllowedSizes.", nameof(specification));
        }

        headers.Add(new("Content-Type", specification.ContentType));
        if (specification.WriteOnce)
        {
            headers.Add(new("If-None-Match", "*"));
        }

        if (specification.Checksum is { } checksum)
        {
            headers.Add(ChecksumHeader.Of(checksum));
        }

        if (specification.ContentMd5 is { } md5)
        {
            headers.Add(new("Content-MD5", md5));
        }

        if (specification.Attributes != StoredAttributes.None)
        {
            headers.AddRange(AttributeHeaders.OfPut(specification.Attributes));
        }

        return headers;
    }
}
