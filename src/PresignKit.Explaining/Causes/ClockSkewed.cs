using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The clocks of the signer and of the store are too far apart, for a request that is signed by header.</summary>
internal sealed class ClockSkewed : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Error.Code != "RequestTimeTooSkewed" && !request.Error.Says("difference between the request time and the"))
        {
            return [];
        }

        var apart = request.Error.Time("RequestTime") is { } requested && request.Error.ServerTime is { } server
            ? $"by {DisplayText.Span(requested - server)}: the request says {DisplayText.Time(requested)}, the store {DisplayText.Time(server)}"
            : "by more than 15 minutes";
        return
        [
            Finding.Proven(
                RefusalCodes.ClockSkewed,
                $"The clocks of the machine that signs and of the store are apart {apart}.",
                "Set the clock of the machine that signs (NTP), and look at the store's, where it is yours."),
        ];
    }
}
