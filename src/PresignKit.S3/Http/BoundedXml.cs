using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace PresignKit.S3.Http;

/// <summary>
/// Reads XML of somebody else: no DTD, no entity but the five of XML, nothing external, and no more nesting, nodes or attributes than S3's documents
/// have. The time it takes grows with the length of the text only, and so does the stack of whoever walks through the result.
/// </summary>
internal static class BoundedXml
{
    /// <summary>The deepest nesting of elements. The documents of S3 have six levels at most.</summary>
    public const int DeepestNesting = 32;

    private const int MostAttributes = 32;

    // XmlReader reads all attributes of an element before it returns, so a flood of them is noticed in the text. A key can look like half as many.
    private const int Flood = 1024;

    // Start, end, text, and the white space or comments around them.
    private const int NodesPerElement = 6;

    private const int NodesPerCheck = 1024;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Returns null if the text is not XML, or exceeds a limit. Comments and processing instructions are left out.</summary>
    public static XElement? Read(string text, int mostElements, CancellationToken cancellationToken)
    {
        if (HasFlood(text))
        {
            return null;
        }

        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            return Read(reader, (long)mostElements * NodesPerElement, cancellationToken);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // XElement.Load would look for the root again at each element, and copy a text again at each comment within it.
    private static XElement? Read(XmlReader reader, long mostNodes, CancellationToken cancellationToken)
    {
        XElement? root = null;
        var open = new Stack<XElement>();
        var text = new StringBuilder();
        for (var nodes = 0L; reader.Read(); nodes++)
        {
            if (nodes >= mostNodes || reader.Depth >= DeepestNesting || reader.AttributeCount > MostAttributes)
            {
                return null;
            }

            if (nodes % NodesPerCheck == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Flush(open, text);
                    var (element, isEmpty) = (Start(reader, open.TryPeek(out var parent) ? parent : null), reader.IsEmptyElement);
                    root ??= element;
                    if (!isEmpty)
                    {
                        open.Push(element);
                    }

                    break;
                case XmlNodeType.EndElement:
                    Flush(open, text);
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when open.Count > 0:
                    text.Append(reader.Value);
                    break;
                default:
                    break;
            }
        }

        return root;
    }

    private static XElement Start(XmlReader reader, XElement? parent)
    {
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        while (reader.MoveToNextAttribute())
        {
            element.SetAttributeValue(
                XName.Get(reader.LocalName, reader.Prefix.Length == 0 ? "" : reader.NamespaceURI), reader.Value);
        }

        reader.MoveToElement();
        parent?.Add(element);
        return element;
    }

    private static void Flush(Stack<XElement> open, StringBuilder text)
    {
        if (text.Length > 0)
        {
            open.Peek().Add(text.ToString());
            text.Clear();
        }
    }

    private static bool HasFlood(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('<'))
        {
            var part = text[range];
            if (part.Length > Flood && part.Count('=') > Flood && Attributes(part) > Flood)
            {
                return true;
            }
        }

        return false;
    }

    private static int Attributes(ReadOnlySpan<char> part)
    {
        var count = 0;
        for (var equals = part.IndexOf('='); equals >= 0; equals = part.IndexOf('='))
        {
            part = part[(equals + 1)..].TrimStart();
            if (part is ['"' or '\'', ..])
            {
                count++;
            }
        }

        return count;
    }
}
