using System.Xml;

namespace PresignKit.LocalS3.Http;

/// <summary>The only account of the store, as listings show it.</summary>
internal static class StoreOwner
{
    private const string Name = "local";

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
