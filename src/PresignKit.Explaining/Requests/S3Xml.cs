using System.Xml;
using System.Xml.Linq;

namespace PresignKit.Explaining.Requests;

/// <summary>Parses the XML documents that stores answer with, without resolving external references.</summary>
internal static class S3Xml
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Parses a document; null if it is not well-formed XML, or if it is too long or too deeply nested for an error document.</summary>
    public static XElement? Parse(string body)
    {
        if (body.Length > Limits.MostCharacters || !IsFlat(body))
        {
            return null;
        }

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

    // Loading a document takes much longer the deeper it is nested.
    private static bool IsFlat(string body)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), Settings);
            while (reader.Read())
            {
                if (reader.Depth > Limits.DeepestXml)
                {
                    return false;
                }
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
