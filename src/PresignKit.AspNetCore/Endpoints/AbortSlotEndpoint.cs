using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Logging;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>
/// POST /slots/abort: a client gives up. What has been completed stays, because it may have been accepted on another instance at this moment; what
/// nobody accepts is an orphan like any other.
/// </summary>
internal sealed class AbortSlotEndpoint(
    SlotTokenCodec tokens, IUploadVerifier verifier, SealedSlots sealedSlots, UserIdentity identity, SlotTurns turns, ILogger<AbortSlotEndpoint> logger)
{
    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/slots/abort", HandleAsync)
        .WithSummary("Abort an upload slot")
        .WithDescription("Ends the slot and deletes what it has received. Can be repeated. An upload that was completed stays (409).")
        .AcceptsJson<SlotTokenRequest>()
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status415UnsupportedMediaType);

    private static async Task<IResult> HandleAsync(
        HttpContext context, [FromServices] AbortSlotEndpoint endpoint, [FromServices] IPresignKitApplication application)
    {
        var request = await JsonBody.ReadAsync(context, EndpointJsonContext.Default.SlotTokenRequest).ConfigureAwait(false);
        return await endpoint.AbortAsync(request, application, context).ConfigureAwait(false);
    }

    private async Task<IResult> AbortAsync(SlotTokenRequest request, IPresignKitApplication application, HttpContext context)
    {
        // Also with an expired token: giving up needs no time.
        var slot = tokens.Read(request.Token, identity.Find(context.User));
        var ticket = slot.ToTicket(context.User);
        using var turn = await turns.WaitAsync(ticket.SlotKey, context.RequestAborted).ConfigureAwait(false);
        var isAccepted = await IsAcceptedAsync(context.RequestAborted).ConfigureAwait(false);
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
        return Results.NoContent();

        async ValueTask<bool> IsAcceptedAsync(CancellationToken cancellationToken) =>
            await application.FindAcceptedAsync(ticket, cancellationToken).ConfigureAwait(false) is { IsAccepted: true };
    }
}
