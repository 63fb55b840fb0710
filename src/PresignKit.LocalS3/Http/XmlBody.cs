using System.Xml;
using System.Xml.Linq;

namespace PresignKit.LocalS3.Http;

/// <summary>Reads the XML of a request: no DTD, no external entity, no unbounded document.</summary>
internal static class XmlBody
{
    /// <summary>Enough for 10,000 parts or 1,000 keys of maximum length, the limits of S3.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxBytes,
    };

    /// <summary>Parses the document and checks the name of its root. As on S3, namespaces are ignored.</summary>
    public static XElement Parse(ReadOnlyMemory<byte> document, string root)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(document.ToArray(), writable: false), Settings);
            var element = XDocument.Load(reader).Root;
            return element?.Name.LocalName == root ? element : throw new S3Exception(S3Errors.MalformedXml());
        }
        catch (XmlException)
        {
            throw new S3Exception(S3Errors.MalformedXml());
        }
    }

    public static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    /// <summary>The text of the only child with that name, or <see langword="null"/>.</summary>
    public static string? Text(this XElement element, string name)
    {
        using var children = element.Children(name).GetEnumerator();
        if (!children.MoveNext())
        {
            return null;
        }

        var text = children.Current.Value;
        return children.MoveNext() ? throw new S3Exception(S3Errors.MalformedXml()) : text;
    }
}
