using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The page saw no answer ("Failed to fetch"). Browsers hide answers without CORS headers, and many refusals have none.</summary>
internal sealed class NoAnswer : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Status is not null || request.Error.HasBody)
        {
            return [];
        }

        var origin = request.Header("origin") is { } sent ? $" for {DisplayText.Value(sent)}" : "";
        var headers = request.Presign.SignedHeaders.Where(name => name is not ("host" or "content-length")).DefaultIfEmpty("(none)");
        return
        [
            Finding.Likely(
                RefusalCodes.NoAnswer,
                "There is no answer to read. In a browser ('Failed to fetch', 'NetworkError') there are three possible reasons: the bucket's CORS "
                    + $"rules{origin}; "
                    + "a refusal that the store sent without CORS headers (on Ceph, for an expired URL); or the network: the host does not resolve, "
                    + "an https page calls http, or the port is closed.",
                $"Send the same request with curl, to which CORS does not apply, and explain that answer. Set up CORS for {request.Method} and the headers "
                    + $"{string.Join(", ", headers)}, for example with IStoreSetup.EnsureCorsAsync. After any network error, let the page ask the backend to "
                    + "complete the slot: the backend checks what arrived."),
        ];
    }
}
