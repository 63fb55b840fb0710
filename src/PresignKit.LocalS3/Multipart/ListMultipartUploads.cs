using System.Globalization;
using System.Xml;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Objects;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Multipart;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html.</summary>
internal static class ListMultipartUploads
{
    private const int MaxPage = 1000;

    public static Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        var query = call.Request.Query;
        var encoding = KeyEncoding.Read(query);
        var bucket = call.Bucket;
        var prefix = query.Find("prefix") ?? "";
        var delimiter = query.Find("delimiter") ?? "";
        var maximum = ListParameters.Number(query, "max-uploads", MaxPage);
        var keyMarker = query.Find("key-marker") ?? "";
        var idMarker = query.Find("upload-id-marker") ?? "";
        var rest = bucket.ListUploads(prefix).Where(upload => IsBehind(upload, keyMarker, idMarker));
        var page = Entries(rest, prefix, delimiter, keyMarker).Take(maximum + 1).ToList();
        var truncated = maximum > 0 && page.Count > maximum;
        page = page[..Math.Min(page.Count, maximum)];
        return call.ReplyAsync("ListMultipartUploadsResult", xml =>
        {
            xml.WriteElementString("Bucket", bucket.Name);
            xml.WriteElementString("KeyMarker", encoding.Text(keyMarker));
            xml.WriteElementString("UploadIdMarker", idMarker);
            xml.WriteElementString("Prefix", encoding.Text(prefix));
            if (delimiter.Length > 0)
            {
                xml.WriteElementString("Delimiter", encoding.Text(delimiter));
            }

            xml.WriteElementString("MaxUploads", maximum.ToString(CultureInfo.InvariantCulture));
            encoding.Write(xml);
            xml.WriteElementString("IsTruncated", truncated ? "true" : "false");
            if (page.Count > 0)
            {
                // S3 writes them on the last page, too.
                xml.WriteElementString("NextKeyMarker", encoding.Text(page[^1].Name));
                xml.WriteElementString("NextUploadIdMarker", page[^1].Upload?.UploadId ?? "");
            }

            foreach (var upload in page.Select(entry => entry.Upload).OfType<StoredUpload>())
            {
                Write(xml, upload, encoding);
            }

            foreach (var (name, _) in page.Where(entry => entry.Upload is null))
            {
                xml.WriteStartElement("CommonPrefixes");
                xml.WriteElementString("Prefix", encoding.Text(name));
                xml.WriteEndElement();
            }
        });
    }

    /// <summary>The uploads in order, and instead of those whose keys continue behind the delimiter, their common prefix.</summary>
    private static IEnumerable<(string Name, StoredUpload? Upload)> Entries(
        IEnumerable<StoredUpload> uploads, string prefix, string delimiter, string keyMarker)
    {
        string? last = null;
        foreach (var upload in uploads)
        {
            var end = delimiter.Length == 0 ? -1 : upload.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            if (end < 0)
            {
                yield return (upload.Key, upload);
                continue;
            }

            var common = upload.Key[..(end + delimiter.Length)];
            if (common != last && common != keyMarker)
            {
                last = common;
                yield return (common, null);
            }
        }
    }

    private static void Write(XmlWriter xml, StoredUpload upload, KeyEncoding encoding)
    {
        xml.WriteStartElement("Upload");
        xml.WriteElementString("Key", encoding.Text(upload.Key));
        xml.WriteElementString("UploadId", upload.UploadId);
        StoreOwner.WriteBoth(xml);
        xml.WriteElementString("StorageClass", "STANDARD");
        xml.WriteElementString("Initiated", Dates.Xml(upload.Initiated));
        if (upload.ChecksumAlgorithm is { } algorithm)
        {
            xml.WriteElementString("ChecksumAlgorithm", algorithm.Name());
            xml.WriteElementString("ChecksumType", upload.ChecksumType!.Value.Name());
        }

        xml.WriteEndElement();
    }

    // The ID marker is only used together with the key marker.
    private static bool IsBehind(StoredUpload upload, string keyMarker, string idMarker)
    {
        var order = KeyOrder.Instance.Compare(upload.Key, keyMarker);
        return keyMarker.Length == 0 || order > 0 || (order == 0 && idMarker.Length > 0 && string.CompareOrdinal(upload.UploadId, idMarker) > 0);
    }
}
