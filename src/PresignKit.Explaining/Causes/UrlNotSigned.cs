using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The URL has no signature: it is only the object's address.</summary>
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

        // Without a signature, a store does not answer about one.
        if (request.Error.Code is "SignatureDoesNotMatch" or "InvalidToken" or "ExpiredToken" or "ExpiredRequest" || request.Error.SaysExpired)
        {
            return
            [
                Finding.Likely(
                    RefusalCodes.UrlNotSigned,
                    "The URL contains no signature, but the answer is about one: the request was signed by header (Authorization), or the URL lost its "
                        + "query here.",
                    "Supply the whole URL that was sent. Requests that are signed by header cannot be explained from their URL."),
            ];
        }

        return
        [
            Finding.Proven(
                RefusalCodes.UrlNotSigned,
                "The URL contains no signature: none of its parameters begins with X-Amz-. The store treated the request as anonymous.",
                "Send the whole URL that was issued, including its query. If it was issued without a query, the backend did not presign it."),
        ];
    }
}
