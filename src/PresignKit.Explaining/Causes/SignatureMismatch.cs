using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The signature does not match, but the information supplied does not show why. Says what to check and what to supply.</summary>
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
            ? "the method, the host with its port, the path, and the query"
            : $"the method, the host with its port, the path, the query, and the {(headers.Count == 1 ? "header" : "headers")} {string.Join(", ", headers)}";
        return [Finding.Possible(
            RefusalCodes.SignatureMismatch,
            $"What the store received is not what was signed, or another secret was used. The signature covers {suspects}.",
            "To find out which, supply the headers that were sent, the URL and headers as issued, and the store's complete answer; or supply the "
                + "credentials.")];
    }
}
