using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The answer is a web page or plain text instead of S3's XML: it came from a proxy, a firewall, or a console.</summary>
internal sealed class NotTheStore : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        // S3 redirects with a document of its own, unless it is asked for headers only.
        if (request.Error.Code is null && request.Status is 301 or 302 or 303 or 307 or 308)
        {
            return
            [
                Finding.Likely(
                    RefusalCodes.NotTheStore,
                    $"The answer is a redirect ({request.Status}) without S3's document: a proxy or a website in front of the store answered, for example "
                        + "from http to "
                        + "https, or with a slash at the end.",
                    "Sign for the address that is redirected to: the signature covers the host, and a client may repeat a PUT as a GET."),
            ];
        }

        if (request.Status == 413 ? request.Error.IsS3 : !request.IsForeign || request.Status is < 400)
        {
            return [];
        }

        return [request.Status == 413
            ? Finding.Likely(
                RefusalCodes.NotTheStore,
                "A proxy in front of the store refused the body as too large (413); S3 would have answered in XML.",
                "Raise the proxy's limit (nginx: client_max_body_size), and turn off request buffering.")
            : Finding.Likely(
                RefusalCodes.NotTheStore,
                $"The answer{(request.Status is { } status ? $" ({status})" : "")} did not come from an S3 store: its body is "
                    + $"{(request.Error.IsTooLong ? "too long for" : "not")} "
                    + $"an S3 error document{(request.Error.IsTooLong ? $" (more than {Limits.MostCharacters} characters), and was not read" : "")}. "
                    + "A proxy, a firewall, a console, or a website answered.",
                "Check where the URL's host and port lead: to the store's S3 port, not to its console.")];
    }
}
