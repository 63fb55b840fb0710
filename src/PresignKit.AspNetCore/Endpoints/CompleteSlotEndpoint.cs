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

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>
/// POST /slots/complete: what arrived is verified, then the application accepts it. Nothing is remembered here: the application
/// says whether a slot has been accepted before, so the same token gives the same answer.
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
        var slot = tokens.Read(request.Token, identity.Find(context.User));
        var attempt = Attempt(slot, context);
        if (tokens.Expiry(slot) is { } expired)
        {
            // Not at once: a completion that began in time may still be about to be accepted, and its object must not go.
            if (tokens.IsLongExpired(slot))
            {
                await ClearAsync(slot, attempt, application, context).ConfigureAwait(false);
            }

            throw expired;
        }

        if (await application.FindAcceptedAsync(attempt, context.RequestAborted).ConfigureAwait(false) is { } before)
        {
            return await AnswerAsync(slot, before, verified: null).ConfigureAwait(false);
        }

        var verification = await VerifyAsync(slot, context.RequestAborted).ConfigureAwait(false);
        if (verification.IsVerified)
        {
            var receipt = await AcceptAsync(slot, verification, application, context).ConfigureAwait(false);
            return await AnswerAsync(slot, receipt, verification.Key).ConfigureAwait(false);
        }

        // A completion that was faster has taken the upload away, and what was found instead counts for nothing.
        if (await application.FindAcceptedAsync(attempt, context.RequestAborted).ConfigureAwait(false) is { } meanwhile)
        {
            return await AnswerAsync(slot, meanwhile, verified: null).ConfigureAwait(false);
        }

        return await FailAsync(slot, verification, application, context).ConfigureAwait(false);
    }

    /// <summary>Nobody can complete an expired slot any more, so what it wrote would stay for ever, unless it was accepted in time.</summary>
    private async ValueTask ClearAsync(
        SlotToken slot, CompletionAttempt attempt, IPresignKitApplication application, HttpContext context)
    {
        if (await application.FindAcceptedAsync(attempt, context.RequestAborted).ConfigureAwait(false) is null)
        {
            await verifier.DiscardAsync(Declared(slot), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask<UploadVerification> VerifyAsync(SlotToken slot, CancellationToken cancellationToken)
    {
        try
        {
            return await verifier.VerifyAsync(Declared(slot), cancellationToken).ConfigureAwait(false);
        }
        catch (PolicyViolationException e) when (e.Code is ErrorCodes.UnknownPolicy or ErrorCodes.PolicyOfOtherStore)
        {
            throw new EndpointException(
                EndpointErrorCodes.TokenInvalid, "The policy that the slot was opened under is not in force any more. Open a new slot.");
        }
    }

    private async ValueTask<UploadReceipt> AcceptAsync(
        SlotToken slot, UploadVerification verification, IPresignKitApplication application, HttpContext context)
    {
        var upload = new CompletedUpload
        {
            User = context.User,
            UserId = slot.UserId,
            Store = slot.Store,
            Policy = slot.Policy,
            SlotKey = slot.Key,
            Key = verification.Key!,
            FileName = slot.FileName,
            ContentType = slot.ContentType,
            Size = slot.Size,
            ETag = verification.Properties!.ETag,
            Context = slot.Context,
        };

        // A frozen copy that is not recorded is one that nobody finds again.
        var cancellation = upload.Key == slot.Key ? context.RequestAborted : CancellationToken.None;
        var receipt = await application.AcceptAsync(upload, cancellation).ConfigureAwait(false);
        EndpointLog.UploadAccepted(logger, receipt.Key, slot.Policy, slot.Store);
        return receipt;
    }

    /// <summary>The answer to an accepted slot, the same each time: from the receipt and the token alone.</summary>
    private async Task<IResult> AnswerAsync(SlotToken slot, UploadReceipt receipt, ObjectKey? verified)
    {
        try
        {
            await verifier.SettleAsync(Declared(slot), receipt.Key, verified, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            // Accepted is accepted: what is left over is the operator's trouble, not the user's.
            EndpointLog.NotSettled(logger, receipt.Key, slot.Policy, slot.Store, e.Code, e);
        }

        var answer = new CompleteSlotResponse
        {
            Id = receipt.Id,
            Key = receipt.Key.Value,
            ContentType = slot.ContentType,
            Size = slot.Size,
            Properties = receipt.Properties.ToDictionary(
                p => p.Key, p => JsonSerializer.SerializeToElement(p.Value, EndpointJsonContext.Default.String), StringComparer.Ordinal),
        };
        return Results.Json(answer, EndpointJsonContext.Default.CompleteSlotResponse);
    }

    private async Task<IResult> FailAsync(
        SlotToken slot, UploadVerification verification, IPresignKitApplication application, HttpContext context)
    {
        if (verification.IsRefused)
        {
            EndpointLog.UploadRefused(logger, slot.Key, slot.Policy, slot.Store, verification.Code);

            // The deletion is done and is not done again: an application that is not told now never is.
            await application.RefuseAsync(Refused(slot, verification, context), CancellationToken.None).ConfigureAwait(false);
            return ProblemCatalog.Answer(verification.Code, verification.Reason);
        }

        throw verification.Outcome == VerificationOutcome.Changed
            ? new EndpointException(EndpointErrorCodes.UploadChanged, "The object changed while it was verified. Complete the slot again.")
            : new EndpointException(EndpointErrorCodes.NotUploaded, "There is no object under the slot's key. Upload the file, then complete the slot.");
    }

    private static DeclaredUpload Declared(SlotToken slot) => new()
    {
        StoreName = slot.Store,
        Policy = slot.Policy,
        Key = slot.Key,
        ContentType = slot.ContentType,
        Size = slot.Size,
    };

    private static CompletionAttempt Attempt(SlotToken slot, HttpContext context) => new()
    {
        User = context.User,
        UserId = slot.UserId,
        Store = slot.Store,
        Policy = slot.Policy,
        SlotKey = slot.Key,
        FileName = slot.FileName,
        ContentType = slot.ContentType,
        Size = slot.Size,
        Context = slot.Context,
    };

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
