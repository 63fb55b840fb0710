using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>An Authorization header beside the signature in the URL: a store takes one way of signing, not two.</summary>
internal sealed class TwoAuthentications : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var isSent = request.Header("authorization") is not null && request.Presign.Signature is not null;
        var isSaid = request.Error.Says("Only one auth mechanism allowed");
        if (!isSent && !isSaid)
        {
            return [];
        }

        const string Message = "An Authorization header was sent with a URL that carries its own signature. The store takes one or the other.";
        const string Remedy
            = "Send nothing to the store that belongs to the application: no bearer token, no default headers of its HTTP client or interceptor.";
        return [isSaid || request.Error.Code != "SignatureDoesNotMatch"
            ? Finding.Proven(RefusalCodes.TwoAuthentications, Message, Remedy)
            : Finding.Likely(RefusalCodes.TwoAuthentications, Message, Remedy)];
    }
}
