using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Objects;

/// <summary>Writes the response headers that describe an object.</summary>
internal static class ObjectHeaders
{
    /// <summary>Headers after a write: the entity tag, the verified checksum and the requested encryption.</summary>
    public static void WriteIdentity(HttpResponse response, StoredObject value)
    {
        response.Headers.ETag = EntityTag.Quote(value.ETag);
        WriteChecksum(response, value.Checksum);
        WriteEncryption(response, value.Attributes);
    }

    /// <summary>Headers of a read, except for the length and the range.</summary>
    public static void WriteAll(HttpResponse response, StoredObject value, ResponseOverrides overrides)
    {
        var attributes = value.Attributes;
        var headers = response.Headers;
        headers.ETag = EntityTag.Quote(value.ETag);
        headers.LastModified = Dates.Http(value.LastModified);
        headers.AcceptRanges = "bytes";
        headers.ContentType = overrides.ContentType ?? attributes.ContentType;
        Set(headers, "Cache-Control", overrides.CacheControl ?? attributes.CacheControl);
        Set(headers, "Content-Disposition", overrides.ContentDisposition ?? attributes.ContentDisposition);
        Set(headers, "Content-Encoding", overrides.ContentEncoding ?? attributes.ContentEncoding);
        Set(headers, "Content-Language", overrides.ContentLanguage ?? attributes.ContentLanguage);
        Set(headers, "Expires", overrides.Expires ?? attributes.Expires);
        foreach (var (name, text) in attributes.Metadata)
        {
            headers["x-amz-meta-" + name] = text;
        }

        if (attributes.Tags.Count > 0)
        {
            headers["x-amz-tagging-count"] = attributes.Tags.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        WriteEncryption(response, attributes);
    }

    public static void WriteChecksum(HttpResponse response, StoredChecksum? checksum)
    {
        if (checksum is null)
        {
            return;
        }

        response.Headers[checksum.Algorithm.Header()] = checksum.Value;
        response.Headers["x-amz-checksum-type"] = checksum.Type.Name();
    }

    public static void WriteEncryption(HttpResponse response, ObjectAttributes attributes) =>
        Set(response.Headers, "x-amz-server-side-encryption", attributes.ServerSideEncryption);

    private static void Set(IHeaderDictionary headers, string name, string? value)
    {
        if (value is not null)
        {
            headers[name] = value;
        }
    }
}
