using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The clocks of the signer and the store differ too much, for a request that is signed by header.</summary>
internal sealed class ClockSkewed : ICause
{
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
        return
        [
            Finding.Proven(
                RefusalCodes.ClockSkewed,
                $"The clocks of the signing machine and the store differ {apart}.",
                "Synchronize the clock of the signing machine (NTP), and that of the store if you operate it."),
        ];
    }
}
