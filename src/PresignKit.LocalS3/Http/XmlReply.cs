using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace PresignKit.LocalS3.Http;

/// <summary>Writes S3's XML responses. They are small (at most one page of a listing), so they are buffered and sent with their length.</summary>
internal static class XmlReply
{
    public const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    // Keys may contain control characters, which XML 1.0 cannot represent. Like S3, write the character reference anyway;
    // clients whose parser rejects it can use encoding-type=url. A carriage return is written as a reference too: a parser reads a literal one as
    // a line feed.
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CheckCharacters = false,
        NewLineHandling = NewLineHandling.Entitize,
    };

    public static async Task WriteAsync(HttpContext context, int status, string root, Action<XmlWriter> content)
    {
        var document = Build(root, Namespace, content);
        context.Response.StatusCode = status;
        await SendAsync(context, document).ConfigureAwait(false);
    }

    public static async Task WriteErrorAsync(HttpContext context, int status, Action<XmlWriter> content)
    {
        var document = Build("Error", "", content);
        context.Response.StatusCode = status;
        await SendAsync(context, document).ConfigureAwait(false);
    }

    private static ReadOnlyMemory<byte> Build(string root, string ns, Action<XmlWriter> content)
    {
        var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, Settings))
        {
            writer.WriteStartElement(root, ns);
            content(writer);
            writer.WriteEndElement();
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> document)
    {
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = document.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(document, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
