using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The signer's clock runs ahead of the store's, or the URL is meant for later.</summary>
internal sealed class NotYetValid : ICause
{
    // Amazon S3 API Reference, "Error responses", RequestTimeTooSkewed: 15 minutes.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    private const string Remedy = "Set the clock of the machine that signs (NTP). In code: take the signing instant from the machine's clock in UTC, not from local time or from a user.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var isSaid = request.Error.Says("not yet valid");
        if (request.Presign.SignedAt is not { } signedAt)
        {
            return isSaid ? [Finding.Proven(RefusalCodes.NotYetValid, "The URL is dated in the future.", Remedy)] : [];
        }

        var ahead = signedAt - request.Now;
        if (!isSaid && ahead <= Tolerance)
        {
            return [];
        }

        var message = $"The URL is dated {DisplayText.Time(signedAt)}, {DisplayText.Span(ahead)} ahead of {(request.Error.ServerTime is null ? "the time of the request" : "the store's clock")}, {DisplayText.Time(request.Now)}: it is not valid yet.";
        if (isSaid)
        {
            return [Finding.Proven(RefusalCodes.NotYetValid, message, Remedy)];
        }

        return request.MayBeSignature ? [Finding.Likely(RefusalCodes.NotYetValid, message, Remedy)] : [];
    }
}
