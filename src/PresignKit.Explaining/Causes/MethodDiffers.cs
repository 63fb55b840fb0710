using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The method is not the signed one. A URL for GET does not permit HEAD, either.</summary>
internal sealed class MethodDiffers : ICause
{
    private static readonly string[] Methods = ["GET", "PUT", "POST", "HEAD", "DELETE"];

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Form is not null || request.Presign.Signature is null || request.Method == "OPTIONS")
        {
            return [];
        }

        if (request.Error.Canonical?.Method is { } received && received != request.Method)
        {
            return [Finding.Proven(
                RefusalCodes.MethodDiffers,
                $"The request was sent as {request.Method}, but the store received {received}: it was changed on the way.",
                "Check proxies and redirects: a 301 or 302 turns a PUT into a GET.")];
        }

        var signed = request.Sent is { } sent
            ? Methods.FirstOrDefault(method => method != request.Method && request.Fits(sent with { Method = method }))
            : null;
        if ((signed ?? request.IssuedMethod) is { } issued && issued != request.Method && !request.IsIntact)
        {
            return [Finding.Proven(RefusalCodes.MethodDiffers, $"The URL is signed for {issued}, but {request.Method} was sent.", Remedy(issued))];
        }

        if (request.IsIntact || request.IssuedMethod is not null || !request.MayBeSignature)
        {
            return [];
        }

        if (ReadsWithUploadUrl(request))
        {
            return [Finding.Likely(
                RefusalCodes.MethodDiffers,
                $"{request.Method} was sent, but the URL is signed with the headers of an upload ({string.Join(", ", request.Presign.SignedHeaders)}).",
                Remedy("PUT"))];
        }

        if (request.Method == "HEAD" && request.Credentials is null)
        {
            return [Finding.Likely(
                RefusalCodes.MethodDiffers,
                "HEAD was sent, but most URLs for reading are signed for GET, which does not permit HEAD.",
                Remedy("GET"))];
        }

        return [];
    }

    /// <summary>Whether a request without a body was sent to a URL that signs headers of a body.</summary>
    public static bool ReadsWithUploadUrl(RefusedRequest request) =>
        request.Method is "GET" or "HEAD" && (request.IsSigned("content-type") || request.IsSigned("content-length") || request.IsSigned("if-none-match"));

    private static string Remedy(string method) => method == "GET"
        ? "Send GET, with Range: bytes=0-0 if only the headers are needed; or issue a URL for the other method."
        : $"Send {method}, the method that came with the URL; or issue a URL for the other method.";
}
