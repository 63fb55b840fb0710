using System.Globalization;
using System.Text;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Objects;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html.</summary>
internal static class ListObjectsV2
{
    public static Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly("x-amz-optional-object-attributes");
        if (call.Request.Amz.Find("x-amz-optional-object-attributes") is not null)
        {
            throw new S3Exception(S3Errors.NotImplemented("x-amz-optional-object-attributes"));
        }

        var query = call.Request.Query;
        var parameters = new ListParameters(query);
        var token = query.Find("continuation-token");
        var startAfter = query.Find("start-after");
        var bucket = call.Bucket;
        var page = parameters.Page(bucket, token is null ? startAfter : ReadToken(token));
        return call.ReplyAsync("ListBucketResult", xml =>
        {
            parameters.WriteHead(xml, bucket.Name);
            xml.WriteElementString("KeyCount", (page.Objects.Count + page.CommonPrefixes.Count).ToString(CultureInfo.InvariantCulture));
            if (startAfter is not null)
            {
                xml.WriteElementString("StartAfter", parameters.Text(startAfter));
            }

            if (token is not null)
            {
                xml.WriteElementString("ContinuationToken", token);
            }

            xml.WriteElementString("IsTruncated", page.Truncated ? "true" : "false");
            if (page.Truncated)
            {
                xml.WriteElementString("NextContinuationToken", WriteToken(page.Last!));
            }

            parameters.WriteContents(xml, page, query.Find("fetch-owner") == "true" ? OwnerElement.Written : OwnerElement.Omitted);
        });
    }

    // The token is the last entry of the page, in base64 so that clients do not mistake it for a key.
    private static string WriteToken(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    private static string ReadToken(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new S3Exception(S3Errors.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token));
    }
}
