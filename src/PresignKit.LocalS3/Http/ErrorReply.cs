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
            xml.WriteElementString("Message", error.Message);
            foreach (var (name, value) in error.Details)
            {
                xml.WriteElementString(name, value);
            }

            xml.WriteElementString("Resource", resource);
            xml.WriteElementString("RequestId", requestId);
        });
    }
}
