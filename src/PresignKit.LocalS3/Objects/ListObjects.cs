using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Objects;

/// <summary>Version 1 of the listing API: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html.</summary>
internal static class ListObjects
{
    public static Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        var parameters = new ListParameters(call.Request.Query);
        var marker = call.Request.Query.Find("marker");
        var bucket = call.Bucket;
        var page = parameters.Page(bucket, marker is "" ? null : marker);
        return call.ReplyAsync("ListBucketResult", xml =>
        {
            parameters.WriteHead(xml, bucket.Name);
            xml.WriteElementString("Marker", parameters.Text(marker ?? ""));
            xml.WriteElementString("IsTruncated", page.Truncated ? "true" : "false");
            if (page.Truncated)
            {
                xml.WriteElementString("NextMarker", parameters.Text(page.Last!));
            }

            parameters.WriteContents(xml, page, OwnerElement.Written);
        });
    }
}
