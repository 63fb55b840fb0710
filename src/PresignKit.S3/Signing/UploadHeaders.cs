using System.Collections.ObjectModel;
using System.Globalization;
using PresignKit.Providers;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>The headers of a presigned PUT: those that are signed, and those of them that the holder has to set.</summary>
internal static class UploadHeaders
{
    /// <summary>
    /// The canned ACL that gives the bucket's owner what another account uploads. Amazon S3 User Guide, "Access control list (ACL)
    /// overview".
    /// </summary>
    public const string OwnerReads = "bucket-owner-full-control";

    /// <summary>
    /// Length and type bind the body; <c>If-None-Match: *</c> makes the store refuse a key that holds an object. Amazon S3 User
    /// Guide, "Add preconditions to S3 operations with conditional requests", and "Checking object integrity".
    /// </summary>
    public static NameValue[] ToSign(in UploadSpecification specification, UploadCredentialSettings? uploadCredentials = null) =>
        [new("Content-Length", specification.Size.ToString(CultureInfo
            .InvariantCulture)), .. OfHolder(specification), .. OfAccount(!specification.Attributes.Tags.IsEmpty, uploadCredentials)];

    /// <summary>Without Host and Content-Length, which every client sends by itself and no script may set.</summary>
    public static ReadOnlyDictionary<string, string> ToSend(ReadOnlySpan<NameValue> signed)
    {
        var headers = new Dictionary<string, string>(signed.Length, StringComparer.OrdinalIgnoreCase);
        foreach (var header in signed)
        {
            if (header.Name != "Content-Length")
            {
                headers.Add(header.Name, header.Value);
            }
        }

        return headers.AsReadOnly();
    }

    /// <summary>
    /// What uploads carry if an upload-only account signs them. A directive that is signed, even if it is empty, cannot be sent with another value.
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
        var headers = new List<NameValue>(3) { new("Content-Type", specification.ContentType) };
        if (specification.WriteOnce)
        {
            headers.Add(new("If-None-Match", "*"));
        }

        if (specification.ChecksumSha256 is { } checksum)
        {
            headers.Add(new("x-amz-checksum-sha256", checksum));
        }

        if (specification.Attributes != StoredAttributes.None)
        {
            headers.AddRange(AttributeHeaders.OfPut(specification.Attributes));
        }

        return headers;
    }
}
