using System.Xml;
using System.Xml.Linq;

namespace PresignKit.Explaining.Requests;

/// <summary>Parses the XML documents that stores answer with, without resolving external references.</summary>
internal static class S3Xml
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Parses a document; null if it is not well-formed XML.</summary>
    public static XElement? Parse(string body)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), Settings);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    public static string? Child(XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value;
}
