using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>POST /slots: the policy and the application decide, then the store's issuer signs.</summary>
internal sealed class OpenSlotEndpoint(SlotOpener opener, SlotTokenCodec tokens, SealedSlots sealedSlots)
{
    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/slots", HandleAsync)
        .WithSummary("Open an upload slot")
        .WithDescription("Returns a signed request that uploads one file directly to the object store, and the token that completes the slot.")
        .AcceptsJson<OpenSlotRequest>()
        .Produces<OpenSlotResponse>(StatusCodes.Status201Created)
        .ProducesProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status403Forbidden,
            StatusCodes.Status404NotFound,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType,
            StatusCodes.Status502BadGateway,
            StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> HandleAsync(
        HttpContext context, [FromServices] OpenSlotEndpoint endpoint, [FromServices] IPresignKitApplication application)
    {
        var request = await JsonBody.ReadAsync(context, EndpointJsonContext.Default.OpenSlotRequest).ConfigureAwait(false);
        return await endpoint.OpenAsync(request, application, context).ConfigureAwait(false);
    }

    private async Task<IResult> OpenAsync(OpenSlotRequest request, IPresignKitApplication application, HttpContext context)
    {
        var uploadContext = SlotContext.Check(request.Context);
        UploadRequest upload = new()
        {
            Policy = request.Policy,
            FileName = request.FileName,
            ContentType = request.ContentType,
            Size = request.Size,
            Checksum = DeclaredChecksum.Read(request.Checksum, request.ChecksumSha256),
            Transports = SlotTransports.Parse(request.Transports),
        };
        var answer = await opener.OpenAsync(upload, uploadContext, application, context, SealAsync).ConfigureAwait(false);
        return Results.Json(answer, EndpointJsonContext.Default.OpenSlotResponse, statusCode: StatusCodes.Status201Created);
    }

    private async Task<OpenSlotResponse> SealAsync(UploadSlot slot, SlotToken content, CancellationToken cancellationToken)
    {
        var token = tokens.Seal(content);
        await sealedSlots.AddAsync(slot.Declaration, token, cancellationToken).ConfigureAwait(false);
        return Answer(slot, token);
    }

    private static OpenSlotResponse Answer(UploadSlot slot, string token) => new()
    {
        Token = token,
        Transport = slot.Transport,
        Request = slot.Request is { } request
            ? new()
            {
                Method = request.Method,
                Url = request.RevealUrl(),
                Headers = request.Headers,
                Fields = slot.Transport == UploadTransport.Post ? new(request.RevealFields()) : null,
            }
            : null,
        Multipart = slot.Parts is { } parts ? new() { PartSize = parts.PartSize, PartCount = parts.PartCount } : null,
        TransferChecksum = slot.TransferChecksumAlgorithms.Count > 0 ? slot.TransferChecksumAlgorithms[0] : null,
        Key = slot.Key.Value,
        ContentType = slot.ContentType,
        Size = slot.Size,
        MinimumSize = slot.AllowedSizes?.Minimum,
        MaximumSize = slot.AllowedSizes?.Maximum,
        ExpiresAt = slot.ExpiresAt,
        EndsAt = slot.Declaration.EndsAt,
        Guarantees = GuaranteeReport.Of(slot.Guarantees),
    };
}
