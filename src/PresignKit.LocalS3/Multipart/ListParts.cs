using System.Globalization;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Objects;

namespace PresignKit.LocalS3.Multipart;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html.</summary>
internal static class ListParts
{
    private const int MaxPage = 1000;

    public static Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        var query = call.Request.Query;
        var uploadId = MultipartRules.UploadId(call.Request);
        var bucket = call.Bucket;
        var maximum = ListParameters.Number(query, "max-parts", MaxPage);
        var marker = ListParameters.Number(query, "part-number-marker", query.Contains("part-number-marker") ? int.MaxValue : 0);
        var upload = bucket.FindUpload(call.Key, uploadId);
        if (upload is null || bucket.FindParts(call.Key, uploadId) is not { } all)
        {
            throw new S3Exception(S3Errors.NoSuchUpload(uploadId));
        }

        var rest = all.Where(part => part.PartNumber > marker).ToList();
        var page = rest.Take(maximum).ToList();
        return call.ReplyAsync("ListPartsResult", xml =>
        {
            xml.WriteElementString("Bucket", bucket.Name);
            xml.WriteElementString("Key", call.Key);
            xml.WriteElementString("UploadId", uploadId);
            StoreOwner.WriteBoth(xml);
            xml.WriteElementString("PartNumberMarker", Number(marker));
            xml.WriteElementString("NextPartNumberMarker", Number(page.Count > 0 ? page[^1].PartNumber : 0));
            xml.WriteElementString("MaxParts", Number(maximum));
            xml.WriteElementString("IsTruncated", page.Count > 0 && page.Count < rest.Count ? "true" : "false");
            xml.WriteElementString("StorageClass", "STANDARD");
            if (upload.ChecksumAlgorithm is { } algorithm)
            {
                xml.WriteElementString("ChecksumAlgorithm", algorithm.Name());
                xml.WriteElementString("ChecksumType", upload.ChecksumType!.Value.Name());
            }

            foreach (var part in page)
            {
                xml.WriteStartElement("Part");
                xml.WriteElementString("PartNumber", Number(part.PartNumber));
                xml.WriteElementString("LastModified", Dates.Xml(part.LastModified));
                xml.WriteElementString("ETag", EntityTag.Quote(part.ETag));
                xml.WriteElementString("Size", Number(part.Size));
                CopyResult.WriteChecksum(xml, upload.ChecksumAlgorithm is null ? null : part.Checksum);
                xml.WriteEndElement();
            }
        });
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
