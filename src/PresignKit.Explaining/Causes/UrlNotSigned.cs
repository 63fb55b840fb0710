using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>A URL without any signature: the object's bare address.</summary>
internal sealed class UrlNotSigned : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Form is not null || request.Header("authorization") is not null || request.Method == "OPTIONS")
        {
            return [];
        }

        if (request.Url.Query
            .Any(p => RefusedRequest.IsOfSignature(p.Name) || p.Name.StartsWith("amp;", StringComparison.Ordinal) || p.Name is "AWSAccessKeyId" or "Signature"))
        {
            return [];
        }

        return
        [
            Finding.Proven(
                RefusalCodes.UrlNotSigned,
                "The URL carries no signature: none of its parameters begins with X-Amz-. The store took it for a request of nobody.",
                "Send the whole URL that was issued, with its query. If it was issued without one, the backend had no credentials, or handed out the object's address."),
        ];
    }
}
