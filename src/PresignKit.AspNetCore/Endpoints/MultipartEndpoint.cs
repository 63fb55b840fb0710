using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>
/// POST /slots/parts, /slots/uploaded, and /slots/renew: what the client of an upload in parts needs between opening and completion. There is
/// no table: the token says everything, and the store knows its parts.
/// </summary>
internal sealed class MultipartEndpoint(SlotTokenCodec tokens, SlotParts slots, UserIdentity identity)
{
    public static RouteHandlerBuilder MapParts(IEndpointRouteBuilder routes) => routes
        .MapPost("/slots/parts", HandleSignAsync)
        .WithSummary("Sign the requests of parts")
        .WithDescription("Returns a signed PUT for each part. Ask again for a part that is sent again, or whose request has expired.")
        .AcceptsJson<SignPartsRequest>()
        .Produces<SignPartsResponse>(StatusCodes.Status200OK)
        .ProducesProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status410Gone,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType);

    public static RouteHandlerBuilder MapUploaded(IEndpointRouteBuilder routes) => routes
        .MapPost("/slots/uploaded", HandleListAsync)
        .WithSummary("List the parts that the store has received")
        .WithDescription("A client that lost its connection, or was started again, sends only the other parts.")
        .AcceptsJson<SlotTokenRequest>()
        .Produces<UploadedPartsResponse>(StatusCodes.Status200OK)
        .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status410Gone, StatusCodes.Status415UnsupportedMediaType);

    public static RouteHandlerBuilder MapRenew(IEndpointRouteBuilder routes) => routes
        .MapPost("/slots/renew", HandleRenewAsync)
        .WithSummary("Renew the token of an upload in parts")
        .WithDescription(
            "Asks the policy and the application again. The end of the upload never moves. An expired token can be renewed until then.")
        .AcceptsJson<SlotTokenRequest>()
        .Produces<RenewSlotResponse>(StatusCodes.Status200OK)
        .ProducesProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status410Gone,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType);

    private static async Task<IResult> HandleSignAsync(HttpContext context, [FromServices] MultipartEndpoint endpoint)
    {
        var request = await JsonBody.ReadAsync(context, EndpointJsonContext.Default.SignPartsRequest).ConfigureAwait(false);
        return await endpoint.SignAsync(request, context).ConfigureAwait(false);
    }

    private static async Task<IResult> HandleListAsync(HttpContext context, [FromServices] MultipartEndpoint endpoint)
    {
        var request = await JsonBody.ReadAsync(context, EndpointJsonContext.Default.SlotTokenRequest).ConfigureAwait(false);
        return await endpoint.ListAsync(request, context).ConfigureAwait(false);
    }

    private static async Task<IResult> HandleRenewAsync(
        HttpContext context, [FromServices] MultipartEndpoint endpoint, [FromServices] IPresignKitApplication application)
    {
        var request = await JsonBody.ReadAsync(context, EndpointJsonContext.Default.SlotTokenRequest).ConfigureAwait(false);
        return await endpoint.RenewAsync(request, application, context).ConfigureAwait(false);
    }

    private async Task<IResult> SignAsync(SignPartsRequest request, HttpContext context)
    {
        SlotParts.CheckCount(request.Numbers);
        var token = ReadForParts(request.Token, context);
        var signed = await slots.SignAsync(token, request.Numbers, context.RequestAborted).ConfigureAwait(false);
        var answer = new SignPartsResponse
        {
            Parts =
            [
                .. signed.Parts.Select(part => new SignedPartRequest
                {
                    Number = part.Number,
                    Method = part.Request.Method,
                    Url = part.Request.RevealUrl(),
                    Headers = part.Request.Headers,
                }),
            ],
            ExpiresAt = signed.ExpiresAt,
        };
        return Results.Json(answer, EndpointJsonContext.Default.SignPartsResponse);
    }

    private async Task<IResult> ListAsync(SlotTokenRequest request, HttpContext context)
    {
        var token = ReadForParts(request.Token, context);
        var parts = await slots.ListAsync(token, context.RequestAborted).ConfigureAwait(false) ?? throw SlotEnds.Ended();
        var answer = new UploadedPartsResponse
        {
            Parts = [.. parts.Select(part => new UploadedPartReport { Number = part.Number, Size = part.Size, ETag = part.ETag, Md5 = part.Md5 })],
        };
        return Results.Json(answer, EndpointJsonContext.Default.UploadedPartsResponse);
    }

    private async Task<IResult> RenewAsync(SlotTokenRequest request, IPresignKitApplication application, HttpContext context)
    {
        // An expired token is what most renewals are about. Who may go on is decided anew, so that its age does not matter until the upload's end.
        var token = tokens.Read(request.Token, identity.Find(context.User));
        var expiresAt = await slots.RenewAsync(token, context.RequestAborted).ConfigureAwait(false) ?? throw SlotEnds.Ended();

        // Last, so that the application is asked only about uploads that can go on.
        await SlotRenewal.AskAsync(token, context.User, application, context.RequestAborted).ConfigureAwait(false);
        var answer = new RenewSlotResponse { Token = tokens.Seal(token with { ExpiresAt = expiresAt }), ExpiresAt = expiresAt };
        return Results.Json(answer, EndpointJsonContext.Default.RenewSlotResponse);
    }

    /// <summary>A token whose time is not over, of a slot with parts.</summary>
    private SlotToken ReadForParts(string text, HttpContext context)
    {
        var token = tokens.Read(text, identity.Find(context.User));
        return token.Upload.PartSize is not null && tokens.RenewalFailure(token) is { } failure ? throw failure : token;
    }
}
