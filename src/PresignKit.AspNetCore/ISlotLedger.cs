namespace PresignKit.AspNetCore;

/// <summary>
/// Counts the slots that each user opens, so that nobody opens more than <see cref="PresignKitEndpointOptions.SlotsPerUser"/> allows. The
/// default counts in the memory of this process. For several instances, register one that they share, such as that of
/// <c>PresignKit.Redis</c>, or your own as a singleton service.
/// </summary>
public interface ISlotLedger
{
    /// <summary>
    /// Reserves one slot if the holder has not used up the limit. Must be atomic: of any number of calls at the same time, in any number of
    /// processes, no more succeed than the limit allows.
    /// </summary>
    /// <param name="holder">
    /// Who opens the slot: 32 hexadecimal digits that identify a user or, if nobody is signed in, a network address, but reveal neither.
    /// </param>
    /// <param name="limit">The limit in force.</param>
    /// <param name="cancellationToken">Canceled when the client disconnects.</param>
    /// <returns>Whether the slot may be opened and, if not, when to try again.</returns>
    /// <remarks>
    /// Whatever else this method throws, the client receives 503 with the code <see cref="EndpointErrorCodes.SlotLedgerUnavailable"/>, and
    /// no slot is opened.
    /// </remarks>
    ValueTask<SlotReservation> TryReserveAsync(string holder, SlotLimit limit, CancellationToken cancellationToken);
}
