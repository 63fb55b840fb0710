using System.Xml.Linq;

namespace PresignKit.S3.Http;

/// <summary>Reads the XML documents of a store, within limits.</summary>
internal static class S3Xml
{
    // A lifecycle of 1,000 rules, each with all that a rule can have.
    private const int MostElements = 100_000;

    /// <summary>Returns null if the text is not XML, or exceeds what a store's documents have.</summary>
    public static XElement? Parse(string body) => BoundedXml.Read(body, MostElements, CancellationToken.None);

    public static string? Child(XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value;

    /// <summary>The code of an error document; null if it is not one. Amazon S3 API Reference, "Error responses".</summary>
    public static string? ErrorCode(XElement? document) => document?.Name.LocalName == "Error" ? Child(document, "Code") : null;
}
