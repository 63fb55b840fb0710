using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>An Authorization header in addition to the signature in the URL: a store accepts one kind of authentication.</summary>
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

        const string Message = "An Authorization header was sent with a URL that contains a signature. The store accepts one or the other, not both.";
        const string Remedy
            = "Do not send the application's own headers to the store, such as a bearer token or default headers of its HTTP client or interceptor.";
        return [isSaid || request.Error.Code != "SignatureDoesNotMatch"
            ? new(RefusalCodes.TwoAuthentications, isSent ? RefusalCertainty.Proven : RefusalCertainty.Stated, Message, Remedy)
            : Finding.Likely(RefusalCodes.TwoAuthentications, Message, Remedy)];
    }
}
