using System.Text;
using System.Xml;

namespace PresignKit.Explaining.Requests;

/// <summary>
/// Reads the error documents that stores answer with: no DTD, no entity but the five of XML, nothing external. Only the fields directly below
/// the root are kept, so that neither depth nor number of anything else costs more than reading on.
/// </summary>
internal static class S3Xml
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>
    /// The fields of an error document by name, each with its first value; null if the text is not well-formed XML, has another root, or is longer or
    /// deeper than an error document.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? ReadError(string body)
    {
        if (body.Length > Limits.MostCharacters)
        {
            return null;
        }

        try
        {
            using var reader = XmlReader.Create(new StringReader(body), Settings);
            return ReadError(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static Dictionary<string, string>? ReadError(XmlReader reader)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var text = new StringBuilder();
        while (reader.Read())
        {
            var isRoot = reader is { NodeType: XmlNodeType.Element, Depth: 0 };
            if (reader.Depth > Limits.DeepestXml || (isRoot && reader.LocalName != "Error"))
            {
                return null;
            }

            if (reader.Depth == 1 && reader.NodeType == XmlNodeType.Element)
            {
                text.Clear();
                if (reader.IsEmptyElement)
                {
                    fields.TryAdd(reader.LocalName, "");
                }
            }
            else if (reader.Depth == 1 && reader.NodeType == XmlNodeType.EndElement)
            {
                fields.TryAdd(reader.LocalName, text.ToString());
            }
            else if (reader.Depth > 1
                && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                text.Append(reader.Value);
            }
        }

        return fields;
    }
}
