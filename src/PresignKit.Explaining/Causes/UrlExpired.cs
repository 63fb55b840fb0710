using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The URL's time is over.</summary>
/// <remarks>Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters", X-Amz-Expires.</remarks>
internal sealed class UrlExpired : ICause
{
    private const string Remedy =
        "Issue a new URL when it is needed, or give its policy a longer expiry. A page that stays open asks for a fresh one in time; a player sends every later request to the URL it began with.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var isSaid = request.Error.Says("Request has expired");
        var end = request.Presign.ExpiresAt ?? request.Error.Time("Expires");
        if (end is not { } expiresAt)
        {
            return isSaid ? [Finding.Proven(RefusalCodes.UrlExpired, "The URL has expired.", Remedy)] : [];
        }

        if (!isSaid && request.Now < expiresAt)
        {
            return [];
        }

        var message = $"The URL expired {DisplayText.Span(request.Now - expiresAt)} before it was used: {Lived(request)} until {DisplayText.Time(expiresAt)}, and it was {DisplayText.Time(request.Now)}.";
        if (isSaid)
        {
            return [Finding.Proven(RefusalCodes.UrlExpired, message, Remedy)];
        }

        // A store looks at the time before it looks at the signature: one that speaks of something else has seen a URL that was good.
        return request.Error.Code switch
        {
            null when request.Status is null or 400 or 401 or 403 => [Sure(request, message)],
            "AccessDenied" when request.Error.Message.Length == 0 || request.Error.Says("Access Denied") => [Sure(request, message)],
            _ => [Finding.Harmless(
                RefusalCodes.UrlExpired,
                $"The URL has expired meanwhile, at {DisplayText.Time(expiresAt)}. The store's answer is about something else.",
                "Repeat the attempt with a fresh URL.")],
        };
    }

    private static RefusalFinding Sure(RefusedRequest request, string message) => request.IsNowOfAnswer
        ? Finding.Proven(RefusalCodes.UrlExpired, message, Remedy)
        : Finding.Likely(RefusalCodes.UrlExpired, message, Remedy);

    private static string Lived(RefusedRequest request) => request.Presign is { SignedAt: { } signedAt, Seconds: { } seconds }
        ? $"signed at {DisplayText.Time(signedAt)} for {DisplayText.Span(TimeSpan.FromSeconds(seconds))}, it was good"
        : "it was good";
}
