using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The signature does not fit, and what was given does not say why: what to look at, and what to give.</summary>
internal sealed class SignatureMismatch : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (!request.IsSignatureMismatch || request.IsIntact || request.Form is not null || !request.Presign.IsWhole)
        {
            return [];
        }

        var headers = request.Presign.SignedHeaders.Where(name => name != "host").ToList();
        var suspects = headers.Count == 0
            ? "the method, the host with its port, the path, the query"
            : $"the method, the host with its port, the path, the query, and the headers {string.Join(", ", headers)}";
        return [Finding.Possible(
            RefusalCodes.SignatureMismatch,
            $"What the store received is not what was signed, or another secret signed it. Signed are {suspects}.",
            "To learn which: give the headers that were sent, the URL and the headers as issued, and the whole of the store's answer; or the credentials, to have it proven.")];
    }
}
