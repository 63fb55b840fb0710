using System.Xml;
using System.Xml.Linq;

namespace PresignKit.S3.Http;

/// <summary>The documents that a store answers with, read without following anything in them.</summary>
internal static class S3Xml
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Null where it is no XML.</summary>
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

    /// <summary>The code of an error's document; null where it is none. Amazon S3 API Reference, "Error responses".</summary>
    public static string? ErrorCode(XElement? document) => document?.Name.LocalName == "Error" ? Child(document, "Code") : null;
}
