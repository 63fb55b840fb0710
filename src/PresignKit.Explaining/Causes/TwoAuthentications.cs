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
        // Ceph gives this code without words, and names the bucket only if it is about something else.
        var mayBe = request.Error.Code == "InvalidArgument" && request.Error.IsWordless && request.Error.Field("BucketName") is null
            && request.Presign.IsWhole && !request.HasHeaders;
        if (!isSent && !isSaid && !mayBe)
        {
            return [];
        }

        const string Message = "An Authorization header was sent with a URL that contains a signature. The store accepts one or the other, not both.";
        const string Remedy
            = "Do not send the application's own headers to the store, such as a bearer token or default headers of its HTTP client or interceptor.";
        return [isSent
            ? Finding.Visible(request.Error.Code, ["InvalidArgument", "InvalidRequest"], RefusalCodes.TwoAuthentications, Message, Remedy)
            : isSaid ? Finding.Stated(RefusalCodes.TwoAuthentications, Message, Remedy)
            : Finding.Possible(
                RefusalCodes.TwoAuthentications, "Ceph answers like this if an Authorization header was sent with a URL that contains a signature.", Remedy)];
    }
}
