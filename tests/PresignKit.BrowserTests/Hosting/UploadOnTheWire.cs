using PresignKit.BrowserTests.Network;

namespace PresignKit.BrowserTests.Hosting;

/// <summary>The head of an upload: what of it depends on how the store takes one.</summary>
/// <param name="ContentType">Of the request's body, without parameters.</param>
internal sealed record UploadOnTheWire(string Method, string Path, string ContentType)
{
    public static UploadOnTheWire Of(RequestHead request) =>
        new(request.Method, request.Target.Split('?')[0], (request.Header("Content-Type") ?? "").Split(';')[0]);
}
