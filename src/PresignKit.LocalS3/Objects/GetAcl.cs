using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Objects;

/// <summary>
/// The access control list of a bucket or an object. Everything here is private: the owner has full control, and nobody else has anything.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html, https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html.
/// </summary>
internal static class GetAcl
{
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    public static Task InvokeAsync(S3Call call)
    {
        call.Request.Amz.AllowOnly();
        var bucket = call.Bucket;
        if (call.Key.Length > 0 && bucket.Find(call.Key) is null)
        {
            throw new S3Exception(S3Errors.NoSuchKey(call.Key));
        }

        return call.ReplyAsync("AccessControlPolicy", static xml =>
        {
            StoreOwner.Write(xml);
            xml.WriteStartElement("AccessControlList");
            xml.WriteStartElement("Grant");
            xml.WriteStartElement("Grantee");
            xml.WriteAttributeString("xsi", "type", SchemaInstance, "CanonicalUser");
            StoreOwner.WriteNames(xml);
            xml.WriteEndElement();
            xml.WriteElementString("Permission", "FULL_CONTROL");
            xml.WriteEndElement();
            xml.WriteEndElement();
        });
    }
}
