using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The URL has expired.</summary>
/// <remarks>Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters", X-Amz-Expires.</remarks>
internal sealed class UrlExpired : ICause
{
    private const string Remedy =
        "Issue a new URL at the time it is needed, or give its policy a longer lifetime. A page that stays open must request a fresh URL in time; "
        + "a player sends every later request to the URL it started with.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        // A form has a policy instead, and a URL without a signature does not expire.
        if (request.Form is not null || request.Presign.Signature is null)
        {
            return [];
        }

        var end = request.Presign.ExpiresAt ?? request.Error.Time("Expires");
        // Google Cloud Storage says of a URL that its token has expired.
        var isSaid = request.Error.SaysExpired || (request.Error.Code == "ExpiredToken" && !request.HasToken && request.Now >= end);
        if (end is not { } expiresAt)
        {
            return isSaid ? [Finding.Stated(RefusalCodes.UrlExpired, "The URL has expired.", Remedy)] : [];
        }

        if (!isSaid && request.Now < expiresAt)
        {
            return [];
        }

        var message = $"The URL expired {DisplayText.Span(request.Now - expiresAt)} before it was used: {Validity(request)} until "
            + $"{DisplayText.Time(expiresAt)}, but was used at {DisplayText.Time(request.Now)}.";
        if (isSaid && request.Now < expiresAt)
        {
            return [Finding.Likely(
                RefusalCodes.UrlExpired,
                $"The store says that the URL has expired, but it is valid until {DisplayText.Time(expiresAt)}, and was used at "
                    + $"{DisplayText.Time(request.Now)}: the store's clock is ahead, or this machine's is behind.",
                "Synchronize the clock of the store (NTP) if you operate it, and check this machine's.")];
        }

        if (isSaid)
        {
            return [Finding.Proven(RefusalCodes.UrlExpired, message, Remedy)];
        }

        // A store checks the time before the signature: if it reports something else, the URL was still valid.
        return request.Error.Code switch
        {
            null when request.Status is null or 400 or 401 or 403 => [Sure(request, message)],
            "AccessDenied" when request.Error.IsWordless && !request.IsAuthenticated => [Sure(request, message)],
            "RequestTimeTooSkewed" => [Finding.Likely(RefusalCodes.UrlExpired, message, Remedy)],
            _ => [Finding.Harmless(
                RefusalCodes.UrlExpired,
                $"The URL has since expired (at {DisplayText.Time(expiresAt)}), but the store's answer is about something else.",
                "Repeat the attempt with a fresh URL.")],
        };
    }

    private static RefusalFinding Sure(RefusedRequest request, string message) => request.IsNowOfAnswer
        ? Finding.Proven(RefusalCodes.UrlExpired, message, Remedy)
        : Finding.Likely(RefusalCodes.UrlExpired, message, Remedy);

    private static string Validity(RefusedRequest request) => request.Presign is { SignedAt: { } signedAt, Seconds: { } seconds }
        ? $"signed at {DisplayText.Time(signedAt)} for {DisplayText.Span(TimeSpan.FromSeconds(seconds))}, it was valid"
        : "it was valid";
}
