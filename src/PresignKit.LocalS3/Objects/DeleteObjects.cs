using System.Text;
using System.Xml.Linq;
using PresignKit.LocalS3.Bodies;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Objects;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html.</summary>
internal static class DeleteObjects
{
    private const int MaxKeys = 1000;

    // Of each key its own element, and the conditions: Key, VersionId, ETag, LastModifiedTime, Size.
    private const int MaxElements = (MaxKeys + 1) * 6 + 2;

    public static async Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly("x-amz-checksum-");
        var bucket = call.Bucket;
        var document = await SmallBody.ReadAsync(call).ConfigureAwait(false);
        var delete = XmlBody.Parse(document, "Delete", MaxElements, call.Aborted);
        var entries = delete.Children("Object").ToList();
        if (entries.Count is 0 or > MaxKeys)
        {
            throw new S3Exception(S3Errors.MalformedXml());
        }

        var quiet = delete.Text("Quiet") == "true";
        var outcomes = entries.Select(entry => (Key: Key(entry), Refused: Refusal(entry))).ToList();
        bucket.Delete(outcomes.Where(outcome => outcome.Refused is null).Select(outcome => outcome.Key).ToList());

        await call.ReplyAsync("DeleteResult", xml =>
        {
            foreach (var (key, refused) in outcomes)
            {
                if (refused is null && quiet)
                {
                    continue;
                }

                xml.WriteStartElement(refused is null ? "Deleted" : "Error");
                xml.WriteElementString("Key", key);
                if (refused is not null)
                {
                    xml.WriteElementString("Code", refused.Code);
                    xml.WriteElementString("Message", refused.Message);
                }

                xml.WriteEndElement();
            }
        }).ConfigureAwait(false);
    }

    private static string Key(XElement entry) => entry.Text("Key") is { Length: > 0 } key ? key : throw new S3Exception(S3Errors.MalformedXml());

    /// <summary>Why this one object is not deleted; the others are. VersionId, ETag, LastModifiedTime and Size restrict the deletion.</summary>
    private static S3Error? Refusal(XElement entry)
    {
        var size = Encoding.UTF8.GetByteCount(Key(entry));
        return size > RequestTarget.MaxKeyBytes ? S3Errors.KeyTooLong(size)
            : entry.Elements().Select(element => element.Name.LocalName).FirstOrDefault(name => name != "Key") is { } condition
                ? new S3Error(501, "NotImplemented", $"{condition} is not implemented.")
                : null;
    }
}
