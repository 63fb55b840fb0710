using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Objects;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html.</summary>
internal static class GetObjectTagging
{
    public static Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        var value = call.Bucket.Find(call.Key) ?? throw new S3Exception(S3Errors.NoSuchKey(call.Key));
        return call.ReplyAsync("Tagging", xml =>
        {
            xml.WriteStartElement("TagSet");
            foreach (var (key, text) in value.Attributes.Tags)
            {
                xml.WriteStartElement("Tag");
                xml.WriteElementString("Key", key);
                xml.WriteElementString("Value", text);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }
}
