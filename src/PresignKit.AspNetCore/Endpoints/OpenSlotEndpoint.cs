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

/// <summary>POST /slots: the policy and the application decide, then the store's issuer signs.</summary>
internal sealed class OpenSlotEndpoint(
    IPresignedUrlIssuerFactory issuers,
    IUploadVerifier verifier,
    SlotTokenCodec tokens,
    SealedSlots sealedSlots,
    UserIdentity identity,
    ILogger<OpenSlotEndpoint> logger)
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
        var issuer = issuers.GetIssuerForUpload(request.Policy);
        var upload = issuer.CheckUpload(new()
        {
            Policy = request.Policy,
            FileName = request.FileName,
            ContentType = request.ContentType,
            Size = request.Size,
            ChecksumSha256 = request.ChecksumSha256,
            Transports = SlotTransports.Parse(request.Transports),
        });
        var ticket = new UploadTicket
        {
            User = context.User,
            UserId = identity.Find(context.User),
            StoreName = issuer.StoreName,
            Policy = upload.Policy,
            FileName = upload.FileName,
            ContentType = upload.ContentType!, // The check has resolved it.
            Size = upload.Size,
            Context = uploadContext,
        };
        var decision = await application.AuthorizeUploadAsync(ticket, context.RequestAborted).ConfigureAwait(false);
        if (decision.DenialReason is { } reason)
        {
            throw new EndpointException(EndpointErrorCodes.UploadNotAllowed, reason);
        }

        var slot = await issuer
            .OpenUploadSlotAsync(
                upload with { KeyValues = decision.KeyValues, Destination = decision.Destination }, context.RequestAborted)
            .ConfigureAwait(false);
        if (slot.ContentType != ticket.ContentType)
        {
            throw new InvalidOperationException(
                $"The issuer of store '{slot.StoreName}' opened a slot for '{slot.ContentType}', but the application allowed '{ticket.ContentType}'. "
                + "CheckUpload and OpenUploadSlotAsync must resolve a content type in the same way.");
        }

        var token = await SealAsync(slot, ticket, context.RequestAborted).ConfigureAwait(false);
        EndpointLog.SlotOpened(logger, slot.Transport, slot.Policy, slot.Key, slot.StoreName);
        return Results.Json(Answer(slot, token), EndpointJsonContext.Default.OpenSlotResponse, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Seals the slot's token. If that fails, nobody will ever have it, so that the slot ends at once.</summary>
    private async Task<string> SealAsync(UploadSlot slot, UploadTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            var token = tokens.Seal(new()
            {
                Upload = slot.Declaration,
                FileName = ticket.FileName,
                UserId = ticket.UserId,
                Context = ticket.Context,
                ExpiresAt = slot.ExpiresAt,
            });
            await sealedSlots.AddAsync(slot.Declaration, token, cancellationToken).ConfigureAwait(false);
            return token;
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
        ExpiresAt = slot.ExpiresAt,
        EndsAt = slot.Declaration.EndsAt,
        Guarantees = GuaranteeReport.Of(slot.Guarantees),
    };
}
