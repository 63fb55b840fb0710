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
/// POST /slots/complete: verifies the upload, then the application accepts or rejects it. Nothing is stored here: the application
/// knows whether a slot has been accepted before, so the same token results in the same response.
/// </summary>
internal sealed class CompleteSlotEndpoint(
    SlotTokenCodec tokens, IUploadVerifier verifier, UserIdentity identity, ILogger<CompleteSlotEndpoint> logger)
{
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
        var request = await JsonBody.ReadAsync(context, EndpointJsonContext.Default.CompleteSlotRequest).ConfigureAwait(false);
        return await endpoint.CompleteAsync(request, application, context).ConfigureAwait(false);
    }

    private async Task<IResult> CompleteAsync(CompleteSlotRequest request, IPresignKitApplication application, HttpContext context)
    {
        var slot = tokens.Read(request.Token, identity.Find(context.User));
        var ticket = slot.ToTicket(context.User);
        if (tokens.ExpiryFailure(slot) is { } expired)
        {
            // Not immediately: a completion that began in time may be about to be accepted, and its object must not be deleted.
            if (tokens.IsLongExpired(slot))
            {
                await ClearAsync(ticket, application, context.RequestAborted).ConfigureAwait(false);
            }

            throw expired;
        }

        if (await application.FindAcceptedAsync(ticket, context.RequestAborted).ConfigureAwait(false) is { } before)
        {
            return await AnswerAsync(ticket, before, verification: null).ConfigureAwait(false);
        }

        var verification = await VerifyAsync(ticket, context.RequestAborted).ConfigureAwait(false);
        if (verification.IsVerified)
        {
            var verdict = await DecideAsync(ticket, verification, application, context.RequestAborted).ConfigureAwait(false);
            return await AnswerAsync(ticket, verdict, verification).ConfigureAwait(false);
        }

        // If a faster completion was accepted in the meantime, the result of this verification is irrelevant.
        // A refused object is already deleted, so the application is notified even if the client has disconnected.
        var cancellation = verification.IsRefused ? CancellationToken.None : context.RequestAborted;
        if (await application.FindAcceptedAsync(ticket, cancellation).ConfigureAwait(false) is { } meanwhile)
        {
            return await AnswerAsync(ticket, meanwhile, verification: null).ConfigureAwait(false);
        }

        return await FailAsync(ticket, verification, application).ConfigureAwait(false);
    }

    /// <summary>An expired slot can no longer be completed, so what it wrote would stay forever unless it was accepted in time.</summary>
    private async ValueTask ClearAsync(UploadTicket ticket, IPresignKitApplication application, CancellationToken cancellationToken)
    {
        if (await application.FindAcceptedAsync(ticket, cancellationToken).ConfigureAwait(false) is { IsAccepted: true })
        {
            return;
        }

        try
        {
            await verifier.DiscardAsync(Declare(ticket), cancellationToken: CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            // The slot has expired whether or not the store can be used.
            EndpointLog.NotCleared(logger, ticket.SlotKey, ticket.Policy, ticket.StoreName, e.Code, e);
        }
    }

    private async ValueTask<UploadVerification> VerifyAsync(UploadTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            return await verifier.VerifyAsync(Declare(ticket), cancellationToken).ConfigureAwait(false);
        }
        catch (PolicyViolationException e) when (e.Code is ErrorCodes.UnknownPolicy or ErrorCodes.PolicyOfOtherStore)
        {
            throw new EndpointException(
                EndpointErrorCodes.TokenInvalid, "The policy that the slot was opened under is no longer in force. Open a new slot.");
        }
    }

    /// <summary>Asks the application. A rejection does not count if a faster completion of the slot was accepted in the meantime.</summary>
    private async ValueTask<UploadVerdict> DecideAsync(
        UploadTicket ticket, UploadVerification verification, IPresignKitApplication application, CancellationToken cancellationToken)
    {
        var verdict = await AcceptAsync(ticket, verification, application, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException(
                $"{application.GetType()}.AcceptAsync returned null. Return UploadVerdict.Accepted(...) or UploadVerdict.Rejected(...).");
        if (!verdict.IsAccepted)
        {
            // A client cannot keep a rejected object by disconnecting.
            return await application.FindAcceptedAsync(ticket, CancellationToken.None).ConfigureAwait(false) is { IsAccepted: true } meanwhile
                ? meanwhile
                : verdict;
        }

        EndpointLog.UploadAccepted(logger, verdict.Key, ticket.Policy, ticket.StoreName);
        return verdict;
    }

    private async ValueTask<UploadVerdict?> AcceptAsync(
        UploadTicket ticket, UploadVerification verification, IPresignKitApplication application, CancellationToken cancellationToken)
    {
        var verified = new VerifiedObject(verification.Key!, verification.Properties!.ETag);

        // A frozen copy that is neither recorded nor deleted might never be found again.
        var isFrozen = verified.Key != ticket.SlotKey;
        try
        {
            return await application.AcceptAsync(ticket, verified, isFrozen ? CancellationToken.None : cancellationToken).ConfigureAwait(false);
        }
        catch when (isFrozen)
        {
            await AbandonAsync(ticket, verification, application).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Deletes the copy of an attempt that the application failed to record, but only if the application now says that it has not
    /// recorded it.
    /// </summary>
    private async ValueTask AbandonAsync(UploadTicket ticket, UploadVerification verification, IPresignKitApplication application)
    {
#pragma warning disable CA1031 // The failure of AcceptAsync is the one to report, and whatever fails here, the copy stays.
        try
        {
            var found = await application.FindAcceptedAsync(ticket, CancellationToken.None).ConfigureAwait(false);
            if (found is null)
            {
                await verifier.AbandonAsync(Declare(ticket), verification, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            EndpointLog.NotAbandoned(logger, verification.Key!, ticket.Policy, ticket.StoreName, e);
        }
#pragma warning restore CA1031
    }

    private Task<IResult> AnswerAsync(UploadTicket ticket, UploadVerdict verdict, UploadVerification? verification) => verdict.IsAccepted
        ? SettleAsync(ticket, verdict.Id, verdict.Key, verdict.Properties, verification?.Key)
        : DiscardAsync(ticket, verdict.Code, verdict.Reason, verdict.Status, verification);

    /// <summary>The response for an accepted slot. It is the same each time, because it depends on the verdict and the token alone.</summary>
    private async Task<IResult> SettleAsync(
        UploadTicket ticket, string id, ObjectKey accepted, IReadOnlyDictionary<string, string> properties, ObjectKey? verified)
    {
        try
        {
            await verifier.SettleAsync(Declare(ticket), accepted, verified, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            // The upload is accepted even so: what is left behind concerns the operator, not the user.
            EndpointLog.NotSettled(logger, accepted, ticket.Policy, ticket.StoreName, e.Code, e);
        }

        var answer = new CompleteSlotResponse
        {
            Id = id,
            Key = accepted.Value,
            ContentType = ticket.ContentType,
            Size = ticket.Size,
            Properties = properties.ToDictionary(
                p => p.Key, p => JsonSerializer.SerializeToElement(p.Value, EndpointJsonContext.Default.String), StringComparer.Ordinal),
        };
        return Results.Json(answer, EndpointJsonContext.Default.CompleteSlotResponse);
    }

    /// <summary>Deletes what the application rejected. The application itself knows, so <c>RefuseAsync</c> is not called.</summary>
    private async Task<IResult> DiscardAsync(UploadTicket ticket, string code, string reason, int status, UploadVerification? verification)
    {
        EndpointLog.UploadRejected(logger, ticket.SlotKey, ticket.Policy, ticket.StoreName, code);
        try
        {
            await verifier.DiscardAsync(Declare(ticket), verification, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            // A rejected object is never served, so the verdict stands even if the object is left behind.
            EndpointLog.NotDiscarded(logger, ticket.SlotKey, ticket.Policy, ticket.StoreName, e.Code, e);
        }

        return ProblemCatalog.AnswerRejection(code, reason, status);
    }

    private async Task<IResult> FailAsync(UploadTicket ticket, UploadVerification verification, IPresignKitApplication application)
    {
        if (verification.IsRefused)
        {
            EndpointLog.UploadRefused(logger, ticket.SlotKey, ticket.Policy, ticket.StoreName, verification.Code);

            // The object is already deleted, so this is the only chance to notify the application.
            var refusal = new UploadRefusal(verification.Code, verification.Reason);
            await application.RefuseAsync(ticket, refusal, CancellationToken.None).ConfigureAwait(false);
            return ProblemCatalog.Answer(verification.Code, verification.Reason);
        }

        throw verification.Outcome == VerificationOutcome.Changed
            ? new EndpointException(EndpointErrorCodes.UploadChanged, "The object changed while it was being verified. Complete the slot again.")
            : new EndpointException(
                EndpointErrorCodes.NotUploaded, "No object exists under the slot's key. Upload the file, then complete the slot.");
    }

    private static DeclaredUpload Declare(UploadTicket ticket) => new()
    {
        StoreName = ticket.StoreName,
        Policy = ticket.Policy,
        Key = ticket.SlotKey,
        ContentType = ticket.ContentType,
        Size = ticket.Size,
    };
}
