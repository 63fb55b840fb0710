using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>
/// The store says that its clock and the signer's differ too much. If the URL's own times hold by another clock, it is the store's that is wrong.
/// </summary>
internal sealed class ClockSkewed : ICause
{
    private const string Header =
        "If the request was signed by header (Authorization), synchronize the clock of the machine that signed. ";

    // Amazon S3 API Reference, "Error responses", RequestTimeTooSkewed: 15 minutes.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Error.Code != "RequestTimeTooSkewed" && !request.Error.Says("difference between the request time and the"))
        {
            return [];
        }

        var apart = request.Error.Time("RequestTime") is { } requested && request.Error.ServerTime is { } server
            ? $"by {DisplayText.Span(requested - server)}: the request was dated {DisplayText.Time(requested)}, and the store's clock said "
                + $"{DisplayText.Time(server)}"
            : "by more than 15 minutes";
        // The times in the answer may be those of another request, or no reason at all.
        var dated = request.Error.Time("RequestTime");
        if (request.Presign.SignedAt is { } urlDate && dated is { } other && (other - urlDate).Duration() > TimeSpan.FromSeconds(1))
        {
            return
            [
                Finding.Likely(
                    RefusalCodes.ClockSkewed,
                    $"The store says that the clocks differ {apart}, but the URL is dated {DisplayText.Time(urlDate)}: the answer is about a "
                        + "request that was signed by header, or about another URL.",
                    Header + "Otherwise, supply the URL that was sent."),
            ];
        }

        if (request.Presign is { SignedAt: { } signedAt, ExpiresAt: { } end } && signedAt - Tolerance <= request.OwnNow && request.OwnNow < end)
        {
            return
            [
                Finding.Likely(
                    RefusalCodes.ClockSkewed,
                    $"The URL's own times hold: it is dated {DisplayText.Time(signedAt)}, is valid until {DisplayText.Time(end)}, and was used at "
                        + $"{DisplayText.Time(request.OwnNow)} by this machine's clock. The store says that the clocks differ {apart}: its own clock, or "
                        + "that of a node behind it, is wrong, or the request was signed by header with another date.",
                    Header
                        + "Otherwise, synchronize the clock of the store (NTP) if you operate it, and check this machine's. Changing the URL does not help."),
            ];
        }

        // A store can mean the expiry by this code, which then comes first.
        return
        [
            new(
                RefusalCodes.ClockSkewed,
                request.Now >= request.Presign.ExpiresAt ? RefusalCertainty.Likely : RefusalCertainty.Stated,
                $"The clocks of the signing machine and the store differ {apart}.",
                "Synchronize the clock of the signing machine (NTP), and that of the store if you operate it."),
        ];
    }
}
