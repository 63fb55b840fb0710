using PresignKit.BrowserTests.Network;

namespace PresignKit.BrowserTests.Hosting;

/// <summary>The parts of an upload request that depend on how the store accepts uploads.</summary>
/// <param name="ContentType">The content type of the request's body, without parameters.</param>
internal sealed record UploadRequestHead(string Method, string Path, string ContentType)
{
    public static UploadRequestHead Of(RequestHead request) =>
        new(request.Method, request.Target.Split('?')[0], (request.Header("Content-Type") ?? "").Split(';')[0]);
}
