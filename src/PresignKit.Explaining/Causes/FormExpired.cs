using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The form's POST policy has expired.</summary>
internal sealed class FormExpired : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var isSaid = request.Error.Says("Policy expired") || (request.Form is not null && request.Error.SaysExpired);
        var end = request.Form?.Policy?.Expiration;
        if (!isSaid && !(request.Now >= end && request.MayBeSignature && request.Error.Code != "SignatureDoesNotMatch"))
        {
            return [];
        }

        var message = end is { } expiration && expiration <= request.Now
            ? $"The form's POST policy expired {DisplayText.Span(request.Now - expiration)} before the form was posted, at {DisplayText.Time(expiration)}."
            : "The form's POST policy has expired.";
        const string Remedy = "Open a new slot. If the form waits for the user, open the slot at the time the form is sent, not at the time it is shown.";
        if (isSaid && !(end <= request.Now))
        {
            return [end is null
                ? Finding.Stated(RefusalCodes.FormExpired, message, Remedy)
                : Finding.Likely(
                    RefusalCodes.FormExpired,
                    $"The store says that the form's POST policy has expired, but it is valid until {DisplayText.Time(end.Value)}, and was posted at "
                        + $"{DisplayText.Time(request.Now)}: the store's clock is ahead.",
                    "Synchronize the clock of the store (NTP) if you operate it, and check this machine's.")];
        }

        return [isSaid || request.IsNowOfAnswer
            ? Finding.Proven(RefusalCodes.FormExpired, message, Remedy)
            : Finding.Likely(RefusalCodes.FormExpired, message, Remedy)];
    }
}
