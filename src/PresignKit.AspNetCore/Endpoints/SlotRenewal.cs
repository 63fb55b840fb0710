using System.Security.Claims;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>
/// Asks the application again whether a user may go on with an upload in parts: for clients that renew their token, and on behalf of those that cannot.
/// </summary>
internal sealed class SlotRenewal(SlotCompleter completer)
{
    /// <exception cref="EndpointException">The application denies it.</exception>
    public static async ValueTask AskAsync(
        SlotToken slot, ClaimsPrincipal user, IPresignKitApplication application, CancellationToken cancellationToken) =>
        _ = await UploadAuthorization.AskAsync(application, slot.ToTicket(user) with { IsRenewal = true }, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Completes a slot whose token may have expired: then a client would have to renew it. The policy is compared by the completion.
    /// </summary>
    public async Task<CompletedSlot> CompleteAsync(
        SlotToken slot, ClaimsPrincipal user, IPresignKitApplication application, CancellationToken cancellationToken)
    {
        try
        {
            return await completer.CompleteAsync(slot, user, reported: null, application, cancellationToken).ConfigureAwait(false);
        }
        catch (EndpointException e) when (e.Code == EndpointErrorCodes.TokenExpired && slot.Upload.EndsAt is not null)
        {
            await AskAsync(slot, user, application, cancellationToken).ConfigureAwait(false);
            slot = slot with { ExpiresAt = slot.Upload.EndsAt.Value };
            return await completer.CompleteAsync(slot, user, reported: null, application, cancellationToken).ConfigureAwait(false);
        }
    }
}
