using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Startup;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Completes slots for sweeps in the same way as for clients.</summary>
internal sealed class AbandonedUploads(
    SlotTokenCodec tokens, SlotRenewal renewal, SealedSlots sealedSlots, IServiceScopeFactory scopes, TimeProvider clock)
    : IAbandonedUploads
{
    public DeclaredUpload? Open(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return sealedSlots.IsEnabled ? tokens.Unseal(token)?.Upload : null;
    }

    public async Task<AbandonedUploadResult> CompleteAsync(string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (!sealedSlots.IsEnabled || tokens.Unseal(token) is not { } slot)
        {
            return new(AbandonedUploadOutcome.Open, EndpointErrorCodes.TokenInvalid);
        }

        var now = clock.GetUtcNow();
        if (slot.Upload.EndsAt is null && now >= slot.ExpiresAt + EndpointOptionsValidator.LongestGrace)
        {
            // Records of ended slots are kept long enough for no later completion.
            return new(AbandonedUploadOutcome.Open, EndpointErrorCodes.TokenExpired);
        }

        // The application uses scoped services, and there is no request whose scope it could be in.
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var application = scope.ServiceProvider.GetRequiredService<IPresignKitApplication>();
            try
            {
                var user = UserIdentity.Restore(slot.UserId);
                if (slot.Upload.EndsAt is null && tokens.ExpiryFailure(slot) is not null)
                {
                    // A form cannot be renewed by its client, whose time to complete it is short.
                    await SlotRenewal.AskAsync(slot, user, application, cancellationToken).ConfigureAwait(false);
                    slot = slot with { ExpiresAt = now };
                }

                var completed = await renewal.CompleteAsync(slot, user, application, cancellationToken).ConfigureAwait(false);
                return new(completed is { IsAccepted: true, IsNew: true } ? AbandonedUploadOutcome.Accepted : AbandonedUploadOutcome.Ended);
            }
            catch (EndpointException e)
            {
                return e.Code == EndpointErrorCodes.SlotEnded ? new(AbandonedUploadOutcome.Ended) : new(AbandonedUploadOutcome.Open, e.Code);
            }
            catch (PolicyViolationException e)
            {
                return new(AbandonedUploadOutcome.Open, e.Code);
            }
        }
    }
}
