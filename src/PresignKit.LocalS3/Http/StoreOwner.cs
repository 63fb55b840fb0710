using System.Xml;

namespace PresignKit.LocalS3.Http;

/// <summary>The only account of the store, as listings show it.</summary>
internal static class StoreOwner
{
    private const string Name = "local";

    public static void Write(XmlWriter xml)
    {
        xml.WriteStartElement("Owner");
        WriteNames(xml);
        xml.WriteEndElement();
    }

    public static void WriteNames(XmlWriter xml)
    {
        xml.WriteElementString("ID", Name);
        xml.WriteElementString("DisplayName", Name);
    }
}
