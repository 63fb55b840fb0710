using System.Text;
using System.Xml.Linq;
using PresignKit.S3.Http;

namespace PresignKit.LocalS3.Http;

/// <summary>Reads the XML of a request: no DTD, no entity, nothing external, and no more of anything than the operation allows.</summary>
internal static class XmlBody
{
    /// <summary>Enough for 10,000 parts or 1,000 keys of maximum length, the limits of S3.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Parses the document and checks the name of its root. As on S3, namespaces are ignored. A document that is not well-formed, or has more elements
    /// than that, is malformed.
    /// </summary>
    public static XElement Parse(ReadOnlyMemory<byte> document, string root, int mostElements, CancellationToken cancellationToken)
    {
        if (document.Length > MaxBytes)
        {
            throw new S3Exception(S3Errors.EntityTooLarge(document.Length, MaxBytes));
        }

        return Parse(Decode(document.Span), root, mostElements, cancellationToken);
    }

    /// <summary>Parses the document of a form's field.</summary>
    public static XElement Parse(string document, string root, int mostElements, CancellationToken cancellationToken)
    {
        var element = document.Length > MaxBytes ? null : BoundedXml.Read(document, mostElements, cancellationToken);
        return element?.Name.LocalName == root ? element : throw new S3Exception(S3Errors.MalformedXml());
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

    // Whatever encoding the document declares: S3's documents are UTF-8.
    private static string Decode(ReadOnlySpan<byte> document)
    {
        try
        {
            return Utf8.GetString(document).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new S3Exception(S3Errors.MalformedXml());
        }
    }
}
