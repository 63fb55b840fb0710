using PresignKit.Explaining.Text;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The store cannot at the moment.</summary>
internal sealed class BusyStore : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) =>
        request.Error.Code is not ("SlowDown" or "ServiceUnavailable" or "InternalError" or "TooManyRequests")
            && request.Status is not (429 or 500 or 502 or 503 or 504) ? [] :
    [
        Finding.Proven(
            RefusalCodes.StoreBusy,
            "The store, or the proxy in front of it, is overloaded or has a failure of its own. The request has not been judged.",
            "Try again after a pause that grows, with the same URL as long as it lives."),
    ];
}
