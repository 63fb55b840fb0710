using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>POST /slots/complete: verifies the upload, then the application accepts or rejects it.</summary>
internal sealed class CompleteSlotEndpoint(SlotTokenCodec tokens, SlotCompleter completer, SealedSlots sealedSlots, UserIdentity identity)
{
    /// <summary>A token, and the longest checksum of each part in base64, with quotes and comma.</summary>
    private const int MaximumLength = JsonBody.MaximumLength + (PartPlan.MaximumCount * 32);

    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/slots/complete", HandleAsync)
        .WithSummary("Complete an upload slot")
        .WithDescription(
            "Verifies the uploaded object and hands it to the application, which may reject it with a code and a 4xx status of its own. "
            + "Can be repeated: the response to an accepted upload is the same each time.")
        .AcceptsJson<CompleteSlotRequest>()
        .Produces<CompleteSlotResponse>(StatusCodes.Status200OK)
        .ProducesProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status403Forbidden,
            StatusCodes.Status409Conflict,
            StatusCodes.Status410Gone,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType,
            StatusCodes.Status422UnprocessableEntity,
            StatusCodes.Status502BadGateway,
            StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> HandleAsync(
        HttpContext context, [FromServices] CompleteSlotEndpoint endpoint, [FromServices] IPresignKitApplication application)
    {
        var request = await JsonBody.ReadAsync(context, EndpointJsonContext.Default.CompleteSlotRequest, MaximumLength).ConfigureAwait(false);
        return await endpoint.CompleteAsync(request, application, context).ConfigureAwait(false);
    }

    private async Task<IResult> CompleteAsync(CompleteSlotRequest request, IPresignKitApplication application, HttpContext context)
    {
        var slot = tokens.Read(request.Token, identity.Find(context.User));
        try
        {
            var completed = await completer
                .CompleteAsync(slot, context.User, request.TransferChecksums, application, context.RequestAborted).ConfigureAwait(false);
            if (completed.IsNew)
            {
                await sealedSlots.TryRemoveAsync(slot).ConfigureAwait(false);
            }

            return completed.Answer;
        }
        catch (EndpointException e) when (e.Code is ErrorCodes.TransferMismatch or EndpointErrorCodes.PartsDiffer)
        {
            // A sweep has no checksums of the client, and would accept what the client knows to be damaged.
            await sealedSlots.RemoveAsync(slot).ConfigureAwait(false);
            throw;
        }
    }
}
