using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.Explaining.Urls;

namespace PresignKit.Explaining.Causes;

/// <summary>The page saw no answer ("Failed to fetch"). Browsers hide answers without CORS headers, and many refusals have none.</summary>
internal sealed class NoAnswer : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (!request.IsUnanswered)
        {
            return [];
        }

        var origin = request.Header("origin") is { } sent ? $" for {DisplayText.Value(sent)}" : "";
        var headers = request.Presign.SignedHeaders.Where(name => name is not ("host" or "content-length")).DefaultIfEmpty("(none)");
        var isMixed = request.Url.Scheme == "http" && !IsLoopback(request.Url.Host)
            && request.Header("origin")?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;
        var image = request.Method == "GET"
            ? "; or the browser's cache, if an <img> without crossorigin loaded the same URL before: its stored answer has no CORS headers"
            : "";
        return
        [
            Finding.Likely(
                RefusalCodes.NoAnswer,
                (isMixed
                    ? "There is no answer to read: the page is on https, the URL on http, and browsers block such mixed content. Otherwise, the reason can be "
                    : "There is no answer to read. In a browser ('Failed to fetch', 'NetworkError') the reason can be ")
                    + $"the bucket's CORS rules{origin}; "
                    + "a refusal that the store sent without CORS headers (on Ceph, every refusal of a signed URL); the page's Content Security Policy, whose "
                    + $"connect-src (img-src, media-src) must list {request.Url.Scheme}://{request.Url.Host}; an extension that blocks requests{image}; or the "
                    + "network: the host does not resolve, the certificate is not trusted, the port is closed, or an https page calls http.",
                "Read the browser's console, which names CORS, Content Security Policy, and mixed content. Send the same request with curl, to which CORS does "
                    + $"not apply, and explain that answer. Set up CORS for {request.Method} and the headers {string.Join(", ", headers)}, for example with "
                    + "IStoreSetup.EnsureCorsAsync. After any network error, let the page ask the backend to "
                    + "complete the slot: the backend checks what arrived."
                    + (image.Length > 0 ? " Give every <img> of such a URL crossorigin=\"anonymous\"." : "")),
        ];
    }

    // Browsers take the machine itself for secure.
    private static bool IsLoopback(string host) =>
        HostNames.Name(host) is "localhost" or "127.0.0.1" or "[::1]" || HostNames.Name(host).EndsWith(".localhost", StringComparison.Ordinal);
}
