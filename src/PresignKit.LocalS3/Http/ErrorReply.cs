using System.Xml;
using Microsoft.AspNetCore.Http;

namespace PresignKit.LocalS3.Http;

/// <summary>Sends an error document: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html.</summary>
internal static class ErrorReply
{
    public static Task WriteAsync(HttpContext context, S3Error error, string resource, string requestId)
    {
        foreach (var (name, value) in error.Headers)
        {
            context.Response.Headers[name] = value;
        }

        return XmlReply.WriteErrorAsync(context, error.Status, xml =>
        {
            xml.WriteElementString("Code", error.Code);
            xml.WriteElementString("Message", Readable(error.Message));
            foreach (var (name, value) in error.Details)
            {
                xml.WriteElementString(name, Readable(value));
            }

            xml.WriteElementString("Resource", Readable(resource));
            xml.WriteElementString("RequestId", requestId);
        });
    }

    // Unlike a listing, an error only has to be understood, so it is never a document that a parser rejects.
    private static string Readable(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = XmlConvert.IsXmlChar(source[i]) || char.IsSurrogate(source[i]) ? source[i] : '\uFFFD';
        }
    });
}
