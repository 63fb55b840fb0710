using System.Globalization;
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

    /// <summary>Headers of a read, except for the length and the range. A record may contain what no upload would be allowed to store today; what cannot
    /// be sent is left out, with a line in the log.</summary>
    public static void WriteAll(S3Call call, StoredObject value, ResponseOverrides overrides)
    {
        var attributes = value.Attributes;
        var headers = call.Response.Headers;
        headers.ETag = EntityTag.Quote(value.ETag);
        headers.LastModified = Dates.Http(value.LastModified);
        headers.AcceptRanges = "bytes";
        var unsent = new List<string>();
        Set("Content-Type", overrides.ContentType ?? attributes.ContentType);
        Set("Cache-Control", overrides.CacheControl ?? attributes.CacheControl);
        Set("Content-Disposition", overrides.ContentDisposition ?? attributes.ContentDisposition);
        Set("Content-Encoding", overrides.ContentEncoding ?? attributes.ContentEncoding);
        Set("Content-Language", overrides.ContentLanguage ?? attributes.ContentLanguage);
        Set("Expires", overrides.Expires ?? attributes.Expires);
        var missing = attributes.Metadata.Count(pair => !Set("x-amz-meta-" + pair.Key, MetadataText.ToHeader(pair.Value)));
        if (missing > 0)
        {
            // S3's own answer to metadata that cannot be printed.
            headers["x-amz-missing-meta"] = missing.ToString(CultureInfo.InvariantCulture);
        }

        if (attributes.Tags.Count > 0)
        {
            headers["x-amz-tagging-count"] = attributes.Tags.Count.ToString(CultureInfo.InvariantCulture);
        }

        WriteEncryption(call.Response, attributes);
        if (unsent.Count > 0)
        {
            ObjectLog.HeadersOmitted(call.Services.Log, call.Request.EncodedPath, string.Join(", ", unsent));
        }

        bool Set(string name, string? text)
        {
            if (ObjectHeaders.Set(headers, name, text))
            {
                return true;
            }

            unsent.Add(HeaderText.IsName(name) ? name : "x-amz-meta-*");
            return false;
        }
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

    public static void WriteEncryption(HttpResponse response, ObjectAttributes attributes)
    {
        Set(response.Headers, "x-amz-server-side-encryption", attributes.ServerSideEncryption);
        Set(response.Headers, "x-amz-server-side-encryption-aws-kms-key-id", attributes.EncryptionKeyId);
    }

    /// <summary>Whether the header could be set; one without a value needs not be.</summary>
    private static bool Set(IHeaderDictionary headers, string name, string? value)
    {
        if (value is null)
        {
            return true;
        }

        if (!HeaderText.IsName(name) || !HeaderText.IsValue(value))
        {
            return false;
        }

        headers[name] = value;
        return true;
    }
}
