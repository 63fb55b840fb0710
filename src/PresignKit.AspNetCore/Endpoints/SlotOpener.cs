using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Logging;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Opens slots for all kinds of clients: the policy and the application decide, then the store's issuer signs.</summary>
internal sealed class SlotOpener(
    IPresignedUrlIssuerFactory issuers, IUploadVerifier verifier, UserIdentity identity, ILogger<SlotOpener> logger)
{
    /// <summary>Opens a slot.</summary>
    /// <typeparam name="T">What the client receives.</typeparam>
    /// <param name="request">What the client asks for.</param>
    /// <param name="uploadContext">What the client sends for the application.</param>
    /// <param name="application">Decides whether the user may.</param>
    /// <param name="context">The request.</param>
    /// <param name="sealAsync">Seals the slot's token. If that fails, nobody will ever have it, so that the slot ends at once.</param>
    public async Task<T> OpenAsync<T>(
        UploadRequest request,
        IReadOnlyDictionary<string, string> uploadContext,
        IPresignKitApplication application,
        HttpContext context,
        Func<UploadSlot, SlotToken, CancellationToken, Task<T>> sealAsync)
    {
        var issuer = issuers.GetIssuerForUpload(request.Policy);
        var upload = issuer.CheckUpload(request);
        var ticket = new UploadTicket
        {
            User = context.User,
            UserId = identity.Find(context.User),
            StoreName = issuer.StoreName,
            Policy = upload.Policy,
            FileName = upload.FileName,
            ContentType = upload.ContentType!, // The check has resolved it.
            Size = upload.Size,
            MaximumSize = upload.MaximumSize ?? long.MaxValue,
            Context = uploadContext,
        };
        var decision = await UploadAuthorization.AskAsync(application, ticket, context.RequestAborted).ConfigureAwait(false);
        var slot = await issuer
            .OpenUploadSlotAsync(
                upload with { KeyValues = decision.KeyValues, Destination = decision.Destination, Replaces = decision.Replaces }, context.RequestAborted)
            .ConfigureAwait(false);
        if (slot.ContentType != ticket.ContentType)
        {
            throw new InvalidOperationException(
                $"The issuer of store '{slot.StoreName}' opened a slot for '{slot.ContentType}', but the application allowed '{ticket.ContentType}'. "
                + "CheckUpload and OpenUploadSlotAsync must resolve a content type in the same way.");
        }

        var answer = await SealAsync(slot, ticket, sealAsync, context.RequestAborted).ConfigureAwait(false);
        EndpointLog.SlotOpened(logger, slot.Transport, slot.Policy, slot.Key, slot.StoreName);
        return answer;
    }

    private async Task<T> SealAsync<T>(
        UploadSlot slot, UploadTicket ticket, Func<UploadSlot, SlotToken, CancellationToken, Task<T>> sealAsync, CancellationToken cancellationToken)
    {
        try
        {
            SlotToken token = new()
            {
                Upload = slot.Declaration,
                FileName = ticket.FileName,
                UserId = ticket.UserId,
                Context = ticket.Context,
                ExpiresAt = slot.ExpiresAt,
            };
            return await sealAsync(slot, token, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            try
            {
                await verifier.AbortAsync(slot.Declaration, CancellationToken.None).ConfigureAwait(false);
            }
            catch (StoreException e)
            {
                EndpointLog.NotAborted(logger, slot.Key, slot.StoreName, e.Code, e);
            }

            throw;
        }
    }
}
