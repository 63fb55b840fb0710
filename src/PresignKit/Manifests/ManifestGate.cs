using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using System.Xml;
using PresignKit.Playlists;

namespace PresignKit.Manifests;

/// <summary>
/// Decides whether a text is an MPD at all, and whether it has something that no signature can be made for. The platform's reader decides what is well-formed;
/// document type declarations are refused, so that there are no entities and nothing external.
/// </summary>
internal static class ManifestGate
{
    private const int MaximumDepth = 32;
    private const int MaximumAttributes = 64;
    private const string XLink = "http://www.w3.org/1999/xlink";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        ConformanceLevel = ConformanceLevel.Document,
        CheckCharacters = true,
        CloseInput = false,
    };

    /// <summary>Checks an MPD.</summary>
    /// <param name="text">The text.</param>
    /// <param name="scope">Which absolute addresses are allowed.</param>
    /// <returns>How many elements are not those of ISO/IEC 23009-1.</returns>
    /// <exception cref="PlaylistException">It is refused.</exception>
    public static int Check(ReadOnlyMemory<byte> text, UriScope scope)
    {
        var content = text.Span;
        var mark = content.StartsWith("\uFEFF"u8) ? 3 : 0;
        var start = content[mark..].TrimStart(" \t\r\n"u8);
        if (!start.StartsWith("<"u8) || !Utf8.IsValid(content))
        {
            throw PlaylistStart.NoManifest();
        }

        // The bytes are an array's, as PlaylistContent reads them.
        MemoryMarshal.TryGetArray(text[mark..], out var array);
        using var characters = new StreamReader(
            new MemoryStream(array.Array!, array.Offset, array.Count, writable: false), Utf8Text.Strict, detectEncodingFromByteOrderMarks: false);
        using var reader = XmlReader.Create(characters, Settings);
        try
        {
            return Check(reader, scope);
        }
        catch (XmlException e)
        {
            throw NotWellFormed(e.LineNumber > 0 ? e.LineNumber : null);
        }
    }

    public static PlaylistException NotWellFormed(int? line) => new(
        PlaylistErrorCodes.PlaylistMalformed,
        "The MPD is no well-formed XML, or has a document type declaration, which is never read. Correct it.",
        line);

    private static int Check(XmlReader reader, UriScope scope)
    {
        string? root = null;
        var unknown = 0;
        var eventDepth = int.MaxValue;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.XmlDeclaration)
            {
                CheckEncoding(reader);
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                if (root is null)
                {
                    CheckRoot(reader);
                    root = reader.NamespaceURI;
                }

                var isOfMpd = reader.NamespaceURI == root;
                if (isOfMpd && reader.Prefix.Length > 0)
                {
                    throw Malformed(reader, "An element of the MPD has a namespace prefix, which players do not read. Make the namespace the default one.");
                }

                // What is in an event is a message of any kind, which players do not look into.
                var isInEvent = reader.Depth > eventDepth;
                eventDepth = isInEvent ? eventDepth : isOfMpd && reader.LocalName == "Event" ? reader.Depth : int.MaxValue;
                if (!isInEvent && reader.Prefix.Length > 0 && ManifestFeatures.HasAddresses(reader.LocalName))
                {
                    throw Malformed(
                        reader, "An element of another namespace has the name of one with addresses; dash.js does not tell them apart. Rename or remove it.");
                }

                if (reader.Depth >= MaximumDepth || reader.AttributeCount > MaximumAttributes)
                {
                    throw Malformed(reader, $"More than {MaximumDepth} elements are nested, or one has more than {MaximumAttributes} attributes. Simplify it.");
                }

                unknown += isOfMpd && ManifestFeatures.IsKnown(reader.LocalName) ? 0 : 1;

                // Some players do not look at namespaces.
                CheckFeatures(reader, isOfMpd || !isInEvent ? reader.LocalName : null, scope);
            }
        }

        return unknown;
    }

    private static void CheckEncoding(XmlReader reader)
    {
        // The platform's reader lets a byte order mark pass behind the number, other parsers do not.
        if (reader.GetAttribute("version") is not "1.0")
        {
            throw Malformed(reader, "The MPD declares a version of XML other than 1.0. Declare 1.0.");
        }

        if (reader.GetAttribute("encoding") is { } encoding
            && !encoding.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) && !encoding.Equals("US-ASCII", StringComparison.OrdinalIgnoreCase))
        {
            throw Malformed(reader, "The MPD declares an encoding other than UTF-8. Store it in UTF-8, and declare that.");
        }
    }

    private static void CheckRoot(XmlReader reader)
    {
        if (reader.LocalName != "MPD" || reader.Prefix.Length > 0)
        {
            throw new PlaylistException(
                PlaylistErrorCodes.PlaylistNotRecognized, "The root of the XML is not an MPD element. Store an MPD under this key.", LineOf(reader));
        }
    }

    private static void CheckFeatures(XmlReader reader, string? element, UriScope scope)
    {
        if (element is not null && ManifestFeatures.WhyRefused(element) is { } reason)
        {
            throw NotAllowed(reader, reason);
        }

        string? scheme = null;
        string? value = null;
        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName == "href" && (reader.NamespaceURI == XLink || reader.Prefix == "xlink"))
            {
                throw NotAllowed(reader, "An element is elsewhere (xlink:href), and would not be signed. Put it into the MPD.");
            }

            switch (reader.Name)
            {
                case "schemeIdUri":
                    scheme = reader.Value;
                    break;
                case "value" when element == "UTCTiming":
                    value = reader.Value;
                    break;
            }
        }

        reader.MoveToElement();
        if (scheme is not null && ManifestFeatures.WhyRefusedScheme(scheme) is { } why)
        {
            throw NotAllowed(reader, why);
        }

        if (element == "UTCTiming" && scheme?.StartsWith("urn:mpeg:dash:utc:direct:", StringComparison.Ordinal) != true
            && !AreAllowed(value ?? "", scope))
        {
            throw NotAllowed(reader, "UTCTiming makes players ask another address. Remove it, or add its origin to the grant's AllowedOrigins.");
        }
    }

    // The value is a list, separated by white space: players ask one address after the other (ISO/IEC 23009-1, clause 5.8.5.7).
    private static bool AreAllowed(string addresses, UriScope scope) => addresses.Split(
        (char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [_, ..] list && list.All(address => scope.IsAllowedAbsolute(Encoding.UTF8.GetBytes(address)));

    private static PlaylistException NotAllowed(XmlReader reader, string reason) => new(PlaylistErrorCodes.PlaylistElementNotAllowed, reason, LineOf(reader));

    private static PlaylistException Malformed(XmlReader reader, string message) => new(PlaylistErrorCodes.PlaylistMalformed, message, LineOf(reader));

    private static int LineOf(XmlReader reader) => ((IXmlLineInfo)reader).LineNumber;
}
