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
    public static int Write(in UploadSpecification specification, Span<NameValue> headers)
    {
        var count = 0;
        headers[count++] = new("content-length", specification.Size.ToString(CultureInfo.InvariantCulture));
        headers[count++] = new("content-type", specification.ContentType);
        if (specification.Existing == ExistingObject.Refuse)
            headers[count++] = new("if-none-match", "*");
        if (specification.ChecksumSha256 is { } checksum)
            headers[count++] = new("x-amz-checksum-sha256", checksum);
        return count;
    }

    /// <summary>Without Host and Content-Length, which every client sends by itself and no script may set.</summary>
    public static ReadOnlyDictionary<string, string> ToSend(in UploadSpecification specification)
    {
        var headers = new Dictionary<string, string>(3, StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = specification.ContentType };
        if (specification.Existing == ExistingObject.Refuse)
            headers["If-None-Match"] = "*";
        if (specification.ChecksumSha256 is { } checksum)
            headers["x-amz-checksum-sha256"] = checksum;
        return headers.AsReadOnly();
    }
}
