using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Logging;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tokens;
using PresignKit.Completion;
using PresignKit.Errors;
using PresignKit.Providers;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>
/// POST /slots/complete: what arrived is verified, then the application accepts it. Nothing is remembered here, so the same
/// token gives the same answer as long as the object is there and the application's acceptance is idempotent.
/// </summary>
internal sealed class CompleteSlotEndpoint(
    SlotTokenCodec tokens, IUploadVerifier verifier, UserIdentity identity, ILogger<CompleteSlotEndpoint> logger)
{
    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/slots/complete", HandleAsync)
        .WithSummary("Complete an upload slot")
        .WithDescription("Verifies what was uploaded and hands it to the application. May be repeated: the answer is the same.")
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
        var request = await JsonBody.ReadAsync(context, EndpointJsonContext.Default.CompleteSlotRequest).ConfigureAwait(false);
        return await endpoint.CompleteAsync(request, application, context).ConfigureAwait(false);
    }

    private async Task<IResult> CompleteAsync(CompleteSlotRequest request, IPresignKitApplication application, HttpContext context)
    {
        var slot = tokens.Open(request.Token, identity.Find(context.User));
        var verification = await VerifyAsync(slot, context.RequestAborted).ConfigureAwait(false);
        if (verification.IsVerified)
        {
            return await AcceptAsync(slot, verification.Properties, application, context).ConfigureAwait(false);
        }

        if (verification.IsRefused)
        {
            EndpointLog.UploadRefused(logger, slot.Key, slot.Policy, slot.Store, verification.Code);
            await application.RefuseAsync(Refused(slot, verification, context), context.RequestAborted).ConfigureAwait(false);
            return ProblemCatalog.Answer(verification.Code, verification.Reason);
        }

        throw verification.Outcome == VerificationOutcome.Changed
            ? new EndpointException(EndpointErrorCodes.UploadChanged, "The object changed while it was verified. Complete the slot again.")
            : new EndpointException(EndpointErrorCodes.NotUploaded, "There is no object under the slot's key. Upload the file, then complete the slot.");
    }

    private async ValueTask<UploadVerification> VerifyAsync(SlotToken slot, CancellationToken cancellationToken)
    {
        var declared = new DeclaredUpload
        {
            Store = slot.Store,
            Policy = slot.Policy,
            Key = slot.Key,
            ContentType = slot.ContentType,
            Size = slot.Size,
        };
        try
        {
            return await verifier.VerifyAsync(declared, cancellationToken).ConfigureAwait(false);
        }
        catch (PolicyViolationException e) when (e.Code is ErrorCodes.UnknownPolicy or ErrorCodes.PolicyOfOtherStore)
        {
            throw new EndpointException(
                EndpointErrorCodes.TokenInvalid, "The policy that the slot was opened under is not in force any more. Open a new slot.");
        }
    }

    private async Task<IResult> AcceptAsync(
        SlotToken slot, ObjectProperties properties, IPresignKitApplication application, HttpContext context)
    {
        var upload = new CompletedUpload
        {
            User = context.User,
            UserId = slot.UserId,
            Store = slot.Store,
            Policy = slot.Policy,
            Key = slot.Key,
            FileName = slot.FileName,
            ContentType = slot.ContentType,
            Size = properties.Size,
            ETag = properties.ETag,
            Context = slot.Context,
        };
        var receipt = await application.AcceptAsync(upload, context.RequestAborted).ConfigureAwait(false);
        EndpointLog.UploadAccepted(logger, slot.Key, slot.Policy, slot.Store);
        var answer = new CompleteSlotResponse
        {
            Id = receipt.Id,
            Key = slot.Key.Value,
            ContentType = slot.ContentType,
            Size = properties.Size,
            Properties = receipt.Properties.ToDictionary(
                p => p.Key, p => JsonSerializer.SerializeToElement(p.Value, EndpointJsonContext.Default.String), StringComparer.Ordinal),
        };
        return Results.Json(answer, EndpointJsonContext.Default.CompleteSlotResponse);
    }

    private static RefusedUpload Refused(SlotToken slot, UploadVerification verification, HttpContext context) => new()
    {
        User = context.User,
        UserId = slot.UserId,
        Store = slot.Store,
        Policy = slot.Policy,
        Key = slot.Key,
        FileName = slot.FileName,
        ContentType = slot.ContentType,
        Size = slot.Size,
        Context = slot.Context,
        Code = verification.Code!,
        Reason = verification.Reason!,
    };
}
