using System.Globalization;
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
        if (query.Find("delimiter") is { Length: > 0 })
        {
            throw new S3Exception(S3Errors.NotImplemented("delimiter"));
        }

        var encoding = KeyEncoding.Read(query);

        var bucket = call.Bucket;
        var prefix = query.Find("prefix") ?? "";
        var maximum = ListParameters.Number(query, "max-uploads", MaxPage);
        var keyMarker = query.Find("key-marker") ?? "";
        var idMarker = query.Find("upload-id-marker") ?? "";
        var rest = bucket.ListUploads(prefix).Where(upload => IsBehind(upload, keyMarker, idMarker)).ToList();
        var page = rest.Take(maximum).ToList();
        return call.ReplyAsync("ListMultipartUploadsResult", xml =>
        {
            xml.WriteElementString("Bucket", bucket.Name);
            xml.WriteElementString("KeyMarker", encoding.Text(keyMarker));
            xml.WriteElementString("UploadIdMarker", idMarker);
            xml.WriteElementString("Prefix", encoding.Text(prefix));
            xml.WriteElementString("MaxUploads", maximum.ToString(CultureInfo.InvariantCulture));
            encoding.Write(xml);
            var truncated = page.Count > 0 && page.Count < rest.Count;
            xml.WriteElementString("IsTruncated", truncated ? "true" : "false");
            if (truncated)
            {
                xml.WriteElementString("NextKeyMarker", encoding.Text(page[^1].Key));
                xml.WriteElementString("NextUploadIdMarker", page[^1].UploadId);
            }

            foreach (var upload in page)
            {
                xml.WriteStartElement("Upload");
                xml.WriteElementString("Key", encoding.Text(upload.Key));
                xml.WriteElementString("UploadId", upload.UploadId);
                xml.WriteElementString("StorageClass", "STANDARD");
                xml.WriteElementString("Initiated", Dates.Xml(upload.Initiated));
                xml.WriteEndElement();
            }
        });
    }

    // The ID marker is only used together with the key marker.
    private static bool IsBehind(StoredUpload upload, string keyMarker, string idMarker)
    {
        var order = KeyOrder.Instance.Compare(upload.Key, keyMarker);
        return keyMarker.Length == 0 || order > 0 || (order == 0 && idMarker.Length > 0 && string.CompareOrdinal(upload.UploadId, idMarker) > 0);
    }
}
