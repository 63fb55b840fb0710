using System.Collections.ObjectModel;
using System.Globalization;
using PresignKit.Providers;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>The headers of a presigned PUT: those that are signed, and those of them that the holder has to set.</summary>
internal static class UploadHeaders
{
    /// <summary>
    /// Length and type bind the body; <c>If-None-Match: *</c> makes the store refuse a key that holds an object. Amazon S3 User
    /// Guide, "Add preconditions to S3 operations with conditional requests", and "Checking object integrity".
    /// </summary>
    public static NameValue[] ToSign(in UploadSpecification specification) =>
        [new("Content-Length", specification.Size.ToString(CultureInfo.InvariantCulture)), .. OfHolder(specification)];

    /// <summary>Without Host and Content-Length, which every client sends by itself and no script may set.</summary>
    public static ReadOnlyDictionary<string, string> ToSend(ReadOnlySpan<NameValue> signed)
    {
        var headers = new Dictionary<string, string>(signed.Length, StringComparer.OrdinalIgnoreCase);
        foreach (var header in signed)
        {
            if (header.Name != "Content-Length")
                headers.Add(header.Name, header.Value);
        }

        return headers.AsReadOnly();
    }

    private static List<NameValue> OfHolder(in UploadSpecification specification)
    {
        var headers = new List<NameValue>(3) { new("Content-Type", specification.ContentType) };
        if (specification.Existing == ExistingObject.Refuse)
            headers.Add(new("If-None-Match", "*"));
        if (specification.ChecksumSha256 is { } checksum)
            headers.Add(new("x-amz-checksum-sha256", checksum));
        if (specification.Attributes != StoredAttributes.None)
            headers.AddRange(AttributeHeaders.OfPut(specification.Attributes));
        return headers;
    }
}
