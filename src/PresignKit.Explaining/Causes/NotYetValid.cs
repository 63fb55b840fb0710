using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The signer's clock is ahead of the store's, or the URL is dated in the future on purpose.</summary>
internal sealed class NotYetValid : ICause
{
    private const string Remedy =
        "Synchronize the clock of the machine that signs (NTP). In code, take the signing time from the machine's clock in UTC, not from local time "
        + "or user input.";

    // Amazon S3 API Reference, "Error responses", RequestTimeTooSkewed: 15 minutes.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var isSaid = request.Error.SaysNotYetValid;
        if (request.Presign.SignedAt is not { } signedAt)
        {
            return isSaid ? [Finding.Stated(RefusalCodes.NotYetValid, "The URL is dated in the future.", Remedy)] : [];
        }

        var ahead = signedAt - request.Now;
        if (!isSaid && ahead <= Tolerance)
        {
            return [];
        }

        var clock = request.Error.ServerTime is null ? "the time of the request" : "the store's clock";
        var message = $"The URL is not valid yet: it is dated {DisplayText.Time(signedAt)}, {DisplayText.Span(ahead)} ahead of {clock}, "
            + $"{DisplayText.Time(request.Now)}.";
        if (isSaid && ahead > Tolerance)
        {
            return [Finding.Proven(RefusalCodes.NotYetValid, message, Remedy)];
        }

        if (isSaid)
        {
            return [Finding.Likely(
                RefusalCodes.NotYetValid,
                $"The store says that the URL is not valid yet, but it is dated {DisplayText.Time(signedAt)}, and was used at "
                    + $"{DisplayText.Time(request.Now)}: the store's clock is behind, or this machine's is ahead.",
                "Synchronize the clock of the store (NTP) if you operate it, and check this machine's.")];
        }

        // Ceph accepts such URLs, and its denials have other reasons; a store that checks the time does so before the signature.
        return request.Error.Code switch
        {
            null when request.MayBeSignature => [Finding.Likely(RefusalCodes.NotYetValid, message, Remedy)],
            "AccessDenied" when request.MayBeSignature => [Finding.Possible(RefusalCodes.NotYetValid, message, Remedy)],
            _ => [],
        };
    }
}
