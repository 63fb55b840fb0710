using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>POST /slots/abort: a client gives up.</summary>
internal sealed class AbortSlotEndpoint(SlotTokenCodec tokens, SlotAborter aborter, UserIdentity identity)
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
        var slot = tokens.Read(request.Token, identity.Find(context.User));
        await aborter.AbortAsync(slot, context.User, application, context.RequestAborted).ConfigureAwait(false);
        return Results.NoContent();
    }
}
