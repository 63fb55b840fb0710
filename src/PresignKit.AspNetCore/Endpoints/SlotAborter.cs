using System.Security.Claims;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Logging;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>
/// Ends slots whose client gives up. What has been completed stays, because it may have been accepted on another instance at this moment; what
/// nobody accepts is an orphan like any other.
/// </summary>
internal sealed class SlotAborter(IUploadVerifier verifier, SealedSlots sealedSlots, SlotTurns turns, ILogger<SlotAborter> logger)
{
    /// <exception cref="EndpointException">The upload has been completed.</exception>
    public async Task AbortAsync(SlotToken slot, ClaimsPrincipal user, IPresignKitApplication application, CancellationToken cancellation)
    {
        // Also with an expired token: giving up needs no time.
        var ticket = slot.ToTicket(user);
        using var turn = await turns.WaitAsync(ticket.SlotKey, cancellation).ConfigureAwait(false);
        var isAccepted = await IsAcceptedAsync(cancellation).ConfigureAwait(false);
        if (!isAccepted)
        {
            // First, because no sweep may complete what its user has given up, also if there is an object already.
            await sealedSlots.TryRemoveAsync(slot).ConfigureAwait(false);
        }

        if (isAccepted
            || !await verifier.AbortAsync(slot.Upload, CancellationToken.None).ConfigureAwait(false)

            // Another instance may have accepted it in the meantime, and moved it to its destination.
            || await IsAcceptedAsync(CancellationToken.None).ConfigureAwait(false))
        {
            throw new EndpointException(
                EndpointErrorCodes.UploadCompleted, "The upload has been completed, so that it cannot be aborted. Delete it through the application.");
        }

        EndpointLog.SlotAborted(logger, ticket.SlotKey, ticket.Policy, ticket.StoreName);

        async ValueTask<bool> IsAcceptedAsync(CancellationToken cancellationToken) =>
            await application.FindAcceptedAsync(ticket, cancellationToken).ConfigureAwait(false) is { IsAccepted: true };
    }
}
