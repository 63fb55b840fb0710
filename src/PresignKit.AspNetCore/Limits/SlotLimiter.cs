using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Limits;

/// <summary>Reserves slots in the ledger. Without a ledger that works, no slot is opened.</summary>
internal sealed class SlotLimiter(ISlotLedger ledger, UserIdentity identity, IOptions<PresignKitEndpointOptions> options)
{
    private static readonly TimeSpan LedgerRetry = TimeSpan.FromSeconds(5);

    public string HolderOf(HttpContext context) => SlotHolder.Of(context, identity);

    /// <summary>The failure to report if the holder may not open a slot; otherwise null.</summary>
    public async ValueTask<EndpointException?> FindFailureAsync(string holder, CancellationToken cancellationToken)
    {
        if (options.Value.UnlimitedSlots)
        {
            return null;
        }

        var limit = new SlotLimit(options.Value.SlotsPerUser, options.Value.SlotWindow);
        SlotReservation reservation;
        try
        {
            reservation = await ledger.TryReserveAsync(holder, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever happens in a ledger: the slots are not counted, so none may be opened.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new(
                EndpointErrorCodes.SlotLedgerUnavailable, "Slots cannot be opened at the moment. Try again later.", cause: e)
            {
                RetryAfter = LedgerRetry,
            };
        }

        return reservation.IsGranted ? null : Refusal(limit, reservation.RetryAfter);
    }

    private static EndpointException Refusal(SlotLimit limit, TimeSpan wait) => new(
        EndpointErrorCodes.TooManySlots,
        string.Create(
            CultureInfo.InvariantCulture,
            $"At most {limit.Slots} slots can be opened in {limit.Window.TotalSeconds:0} s. Try again in {RetryAfter.Seconds(wait)} s."))
    {
        Limit = limit.Slots.ToString(CultureInfo.InvariantCulture),
        RetryAfter = wait,
    };
}
