using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>Another method than the one that was signed: a URL for GET does not answer HEAD.</summary>
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
                $"The request was sent as {request.Method}, and the store received {received}: something on the way changed it.",
                "Look at proxies and redirects: a 301 or 302 turns a PUT into a GET.")];
        }

        var signed = request.Sent is { } sent
            ? Methods.FirstOrDefault(method => method != request.Method && request.Fits(sent with { Method = method }))
            : null;
        if ((signed ?? request.IssuedMethod) is { } issued && issued != request.Method && !request.IsIntact)
        {
            return [Finding.Proven(RefusalCodes.MethodDiffers, $"The URL is signed for {issued}, and {request.Method} was sent.", Remedy(issued))];
        }

        if (request.IsIntact || request.IssuedMethod is not null || !request.MayBeSignature)
        {
            return [];
        }

        if (ReadsWithUploadUrl(request))
        {
            return [Finding.Likely(
                RefusalCodes.MethodDiffers,
                $"{request.Method} was sent, and the URL is signed with headers of an upload ({string.Join(", ", request.Presign.SignedHeaders)}).",
                Remedy("PUT"))];
        }

        if (request.Method == "HEAD" && request.Credentials is null)
        {
            return [Finding.Likely(
                RefusalCodes.MethodDiffers,
                "HEAD was sent. A URL that is signed for GET does not answer it, and most URLs for reading are.",
                Remedy("GET"))];
        }

        return [];
    }

    /// <summary>Whether something without a body was sent to a URL that signs the headers of a body.</summary>
    public static bool ReadsWithUploadUrl(RefusedRequest request) =>
        request.Method is "GET" or "HEAD" && (request.IsSigned("content-type") || request.IsSigned("content-length") || request.IsSigned("if-none-match"));

    private static string Remedy(string method) => method == "GET"
        ? "Send GET, with Range: bytes=0-0 where only the headers are wanted; or issue a URL for the other method."
        : $"Send {method}, the method that came with the URL; or issue a URL for the other method.";
}
