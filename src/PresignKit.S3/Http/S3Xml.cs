using System.Xml;
using System.Xml.Linq;

namespace PresignKit.S3.Http;

/// <summary>Reads the XML documents of a store without resolving anything that they refer to.</summary>
internal static class S3Xml
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Returns null if the text is not XML.</summary>
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

    /// <summary>The code of an error document; null if it is not one. Amazon S3 API Reference, "Error responses".</summary>
    public static string? ErrorCode(XElement? document) => document?.Name.LocalName == "Error" ? Child(document, "Code") : null;
}
