using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The browser's preflight request (OPTIONS) was refused by the bucket's CORS rules.</summary>
/// <remarks>Amazon S3 User Guide, "Using cross-origin resource sharing (CORS)".</remarks>
internal sealed class CorsNotAllowed : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        // Another answer to a preflight request has another reason, such as a missing bucket or a busy store.
        var isSaid = request.Error.Code == "AccessForbidden" || request.Error.Says("CORSResponse");
        var isRefusedPreflight = request.Method == "OPTIONS" && !request.IsForeign && request.Status is 400 or 403
            && request.Error.Code is null or "AccessDenied";
        if (!isSaid && !isRefusedPreflight)
        {
            return [];
        }

        var asked = request.Header("access-control-request-method") ?? "the method";
        var headers = request.Header("access-control-request-headers");
        return [new(
            RefusalCodes.CorsNotAllowed,
            isSaid ? RefusalCertainty.Stated : RefusalCertainty.Likely,
            $"The bucket's CORS rules do not allow the page's request: {asked} from {DisplayText.Value(request.Header("origin"))}"
                + $"{(headers is null ? "" : $" with the headers {headers}")}. The signature was not checked.",
            "Allow the page's origin, the method, and every header that the URL is issued with. IStoreSetup.EnsureCorsAsync does this, or tells you "
                + "what to run.")];
    }
}
