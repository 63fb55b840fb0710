using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The page saw no answer ("Failed to fetch"). A browser hides answers that have no CORS headers, and many refusals have none.</summary>
internal sealed class NoAnswer : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Status is not null || request.Error.HasBody)
        {
            return [];
        }

        var origin = request.Header("origin");
        return [Finding.Likely(
            RefusalCodes.NoAnswer,
            $"There is no answer to read. In a browser ('Failed to fetch', 'NetworkError') this is the bucket's CORS{(origin is null ? "" : $" for {DisplayText.Value(origin)}")}, a refusal that the store answers without CORS headers (on Ceph an expired URL), or the network: the name does not resolve, http on an https page, nobody listens.",
            $"Send the same request with curl, where CORS does not hide the answer, and explain that. Set up CORS for {request.Method} and the headers {string.Join(", ", request.Presign.SignedHeaders.Where(name => name is not ("host" or "content-length")).DefaultIfEmpty("(none)"))}: IStoreSetup.EnsureCorsAsync does. A page asks its backend to complete the slot after any network error: the backend sees what arrived.")];
    }
}
