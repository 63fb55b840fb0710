using System.Xml;

namespace PresignKit.LocalS3.Http;

/// <summary>The only account of the store, as listings show it.</summary>
internal static class StoreOwner
{
    /// <summary>The account that all buckets belong to.</summary>
    public const string AccountId = "000000000000";

    private const string Name = "local";

    /// <summary>
    /// Refuses a request for another owner's bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html.
    /// </summary>
    public static void CheckExpected(Func<string, string?> find)
    {
        foreach (var name in (ReadOnlySpan<string>)["x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"])
        {
            if (find(name) is not { } expected || expected == AccountId)
            {
                continue;
            }

            throw new S3Exception(expected.Length == AccountId.Length && expected.All(char.IsAsciiDigit)
                ? S3Errors.AccessDenied()
                : S3Errors.InvalidExpectedOwner(name, expected));
        }
    }

    public static void Write(XmlWriter xml) => Write(xml, "Owner");

    /// <summary>Who started a multipart upload, and who owns it.</summary>
    public static void WriteBoth(XmlWriter xml)
    {
        Write(xml, "Initiator");
        Write(xml, "Owner");
    }

    public static void WriteNames(XmlWriter xml)
    {
        xml.WriteElementString("ID", Name);
        xml.WriteElementString("DisplayName", Name);
    }

    private static void Write(XmlWriter xml, string element)
    {
        xml.WriteStartElement(element);
        WriteNames(xml);
        xml.WriteEndElement();
    }
}
