using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace PresignKit.Client.Tests.Fakes;

/// <summary>Answers in place of a server.</summary>
internal static class Reply
{
    public static HttpResponseMessage Of(int status, string body = "", string type = "application/xml", TimeSpan? retryAfter = null)
    {
        var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };
        reply.Headers.RetryAfter = retryAfter is { } wait ? new RetryConditionHeaderValue(wait) : null;
        return reply;
    }

    public static HttpResponseMessage Problem(int status, string code, TimeSpan? retryAfter = null) => Of(
        status,
        $$"""{"type":"urn:presignkit:error:{{code}}","title":"A title","status":{{status}},"detail":"A detail.","code":"{{code}}","limit":"7"}""",
        "application/problem+json",
        retryAfter);

    public static HttpResponseMessage Page(int status = 200) => Of(status, "<html><body>Sign in to the network</body></html>", "text/html");
}
