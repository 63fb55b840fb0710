using System.Xml;

namespace PresignKit.LocalS3.Http;

/// <summary>The only account of the store, as listings show it.</summary>
internal static class StoreOwner
{
    private const string Name = "local";

    public static void Write(XmlWriter xml)
    {
        xml.WriteStartElement("Owner");
        xml.WriteElementString("ID", Name);
        xml.WriteElementString("DisplayName", Name);
        xml.WriteEndElement();
    }
}
