using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Logging;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>
/// Completes slots, for clients and for sweeps: verifies the upload, then the application accepts or rejects it. Nothing is stored here: the
/// application knows whether a slot has been accepted before, so the same token results in the same response.
/// </summary>
internal sealed class SlotCompleter(SlotTokenCodec tokens, IUploadVerifier verifier, SlotTurns turns, ILogger<SlotCompleter> logger)
{
    /// <summary>Completes a slot.</summary>
    /// <param name="slot">The slot's token, which was sealed here.</param>
    /// <param name="user">The user whom it was issued to.</param>
    /// <param name="reported">The checksums that the client reports; null: none.</param>
    /// <param name="application">Decides about the upload.</param>
    /// <param name="cancellation">Cancels the completion until the slot has ended.</param>
    /// <returns>The answer of a slot that has ended.</returns>
    /// <exception cref="EndpointException">The slot cannot be completed, or cannot be completed now.</exception>
    public async Task<CompletedSlot> CompleteAsync(
        SlotToken slot, ClaimsPrincipal user, TransferChecksumReport? reported, IPresignKitApplication application, CancellationToken cancellation)
    {
        var ticket = slot.ToTicket(user);
        if (tokens.ExpiryFailure(slot) is { } expired)
        {
            // An ended slot cannot be renewed, so a client that comes back after a sweep has completed its upload could not learn of it otherwise.
            if (expired.Code == EndpointErrorCodes.TokenExpired && slot.Upload.EndsAt is not null
                && await application.FindAcceptedAsync(ticket, cancellation).ConfigureAwait(false) is { } earlier)
            {
                return await AnswerAsync(slot, ticket, earlier, verification: null, application).ConfigureAwait(false);
            }

            // Not immediately: a completion that began in time may be about to be accepted, and its object must not be deleted.
            if (tokens.IsLongExpired(slot))
            {
                await ClearAsync(slot, ticket, application, cancellation).ConfigureAwait(false);
            }

            throw expired;
        }

        // Nothing relies on it, because there may be other instances; but completions of one slot rarely get into each other's way then.
        using var turn = await turns.WaitAsync(ticket.SlotKey, cancellation).ConfigureAwait(false);
        if (await application.FindAcceptedAsync(ticket, cancellation).ConfigureAwait(false) is { } before)
        {
            return await AnswerAsync(slot, ticket, before, verification: null, application).ConfigureAwait(false);
        }

        var verification = await VerifyAsync(slot, reported, cancellation).ConfigureAwait(false);
        if (verification.IsVerified)
        {
            if (verification.NeedsDecision
                && !await application.AllowUnknownContentAsync(ticket, Verified(ticket, verification), CancellationToken.None).ConfigureAwait(false))
            {
                if (await application.FindAcceptedAsync(ticket, CancellationToken.None).ConfigureAwait(false) is { } allowed)
                {
                    return await AnswerAsync(slot, ticket, allowed, verification: null, application).ConfigureAwait(false);
                }

                UploadRefusal unknown = new(ErrorCodes.ContentUnknown, verification.ContentFinding!);
                return await RefuseAsync(slot, ticket, unknown, verification, application).ConfigureAwait(false);
            }

            var verdict = await DecideAsync(ticket, verification, application).ConfigureAwait(false);
            return await AnswerAsync(slot, ticket, verdict, verification, application).ConfigureAwait(false);
        }

        // If a faster completion was accepted in the meantime, the result of this verification is irrelevant.
        if (await application.FindAcceptedAsync(ticket, cancellation).ConfigureAwait(false) is { } meanwhile)
        {
            return await AnswerAsync(slot, ticket, meanwhile, verification: null, application).ConfigureAwait(false);
        }

        return await FailAsync(slot, ticket, verification, application).ConfigureAwait(false);
    }

    /// <summary>An expired slot can no longer be completed, so what it wrote would stay forever unless it was accepted in time.</summary>
    private async ValueTask ClearAsync(SlotToken slot, UploadTicket ticket, IPresignKitApplication application, CancellationToken cancellationToken)
    {
        var accepted = await application.FindAcceptedAsync(ticket, cancellationToken).ConfigureAwait(false);
        try
        {
            if (accepted is { IsAccepted: true })
            {
                // A copy to the destination, or a deletion, that failed before is made up for.
                await verifier.SettleAsync(slot.Upload, accepted.Key, verification: null, CancellationToken.None).ConfigureAwait(false);
                return;
            }

            await verifier.DiscardAsync(slot.Upload, cancellationToken: CancellationToken.None).ConfigureAwait(false);
        }
        catch (PresignKitException e)
        {
            // The slot has expired whether or not the store can be used.
            EndpointLog.NotCleared(logger, ticket.SlotKey, ticket.Policy, ticket.StoreName, e.Code, e);
        }
    }

    private async ValueTask<UploadVerification> VerifyAsync(SlotToken slot, TransferChecksumReport? reported, CancellationToken cancellationToken)
    {
        var checksums = reported is null ? null : new TransferChecksums(reported.Algorithm, reported.Parts);
        try
        {
            return await verifier.VerifyAsync(slot.Upload, checksums, cancellationToken).ConfigureAwait(false);
        }
        catch (PolicyViolationException e) when (e.Code is ErrorCodes.UnknownPolicy or ErrorCodes.PolicyOfOtherStore)
        {
            throw SlotEnds.PolicyGone();
        }
    }

    /// <summary>
    /// Asks the application. A rejection does not count if a faster completion of the slot was accepted in the meantime. The slot has ended by
    /// now, so a client that disconnects changes nothing.
    /// </summary>
    private async ValueTask<UploadVerdict> DecideAsync(UploadTicket ticket, UploadVerification verification, IPresignKitApplication application)
    {
        var verdict = await application.AcceptAsync(ticket, Verified(ticket, verification), CancellationToken.None).ConfigureAwait(false)
            ?? throw new InvalidOperationException(
                $"{application.GetType()}.AcceptAsync returned null. Return UploadVerdict.Accepted(...) or UploadVerdict.Rejected(...).");
        if (!verdict.IsAccepted)
        {
            return await application.FindAcceptedAsync(ticket, CancellationToken.None).ConfigureAwait(false) is { IsAccepted: true } meanwhile
                ? meanwhile
                : verdict;
        }

        EndpointLog.UploadAccepted(logger, verdict.Key, ticket.Policy, ticket.StoreName);
        return verdict;
    }

    private Task<CompletedSlot> AnswerAsync(
        SlotToken slot, UploadTicket ticket, UploadVerdict verdict, UploadVerification? verification, IPresignKitApplication application) =>
        verdict.IsAccepted
            ? SettleAsync(slot, ticket, verdict, verification, application)
            : DiscardAsync(slot, ticket, verdict.Code, verdict.Reason, verdict.Status, verification);

    /// <summary>The response for an accepted slot. It is the same each time, because it depends on the verdict and the token alone.</summary>
    private async Task<CompletedSlot> SettleAsync(
        SlotToken slot, UploadTicket ticket, UploadVerdict verdict, UploadVerification? verification, IPresignKitApplication application)
    {
        var accepted = verdict.Key!;
        try
        {
            if (!await verifier.SettleAsync(slot.Upload, accepted, verification, CancellationToken.None).ConfigureAwait(false))
            {
                // Somebody deleted the object between its verification and its acceptance. A catalog must not list it.
                await application.WithdrawAsync(ticket, verdict, CancellationToken.None).ConfigureAwait(false);
                throw SlotEnds.Ended();
            }
        }
        catch (StoreException e) when (e.Code == ErrorCodes.DestinationChanged)
        {
            // Somebody else has replaced the object first. A catalog must not list this upload; its object is left to sweeps.
            await application.WithdrawAsync(ticket, verdict, CancellationToken.None).ConfigureAwait(false);
            throw new EndpointException(
                ErrorCodes.DestinationChanged,
                "The object that the upload was to replace has been replaced or deleted meanwhile, so nothing was written. Load it again, then open a new slot.");
        }
        catch (StoreException e) when (ticket.Destination is null && e.Code != ErrorCodes.ObjectNotLocked)
        {
            // The upload is accepted even so: what is left behind concerns the operator, not the user.
            EndpointLog.NotSettled(logger, accepted, ticket.Policy, ticket.StoreName, e.Code, e);
        }

        var answer = new CompleteSlotResponse
        {
            Id = verdict.Id!,
            Key = accepted.Value,
            ContentType = ticket.ContentType,
            Size = ticket.Size ?? verdict.Size,
            Properties = verdict.Properties.ToDictionary(
                p => p.Key, p => JsonSerializer.SerializeToElement(p.Value, EndpointJsonContext.Default.String), StringComparer.Ordinal),
        };
        return new(answer, Problem: null, IsNew: verification is not null);
    }

    /// <summary>Deletes what the application rejected. The application itself knows, so <c>RefuseAsync</c> is not called.</summary>
    private async Task<CompletedSlot> DiscardAsync(
        SlotToken slot, UploadTicket ticket, string code, string reason, int status, UploadVerification? verification)
    {
        EndpointLog.UploadRejected(logger, ticket.SlotKey, ticket.Policy, ticket.StoreName, code);
        await DiscardAsync(slot, ticket, verification).ConfigureAwait(false);
        return new(Accepted: null, ProblemCatalog.OfRejection(code, reason, status), IsNew: verification is not null);
    }

    private async Task<CompletedSlot> FailAsync(
        SlotToken slot, UploadTicket ticket, UploadVerification verification, IPresignKitApplication application)
    {
        if (verification.IsRefused)
        {
            UploadRefusal refusal = new(verification.Code, verification.Reason);
            return await RefuseAsync(slot, ticket, refusal, verification, application).ConfigureAwait(false);
        }

        throw verification.Outcome switch
        {
            VerificationOutcome.Changed => new EndpointException(
                EndpointErrorCodes.UploadChanged, "The object changed while it was being verified. Complete the slot again."),
            VerificationOutcome.Incomplete => new EndpointException(
                EndpointErrorCodes.UploadIncomplete,
                $"{Count(verification.Parts)} missing, or of another size than the slot says. Send what 'parts' lists, then complete the slot again.")
            {
                Parts = verification.Parts,
            },
            VerificationOutcome.PartsDiffer => new EndpointException(
                EndpointErrorCodes.PartsDiffer,
                $"{Count(verification.Parts)} not what the client says that it sent. Send what 'parts' lists again, then complete the slot again.")
            {
                Parts = verification.Parts,
            },
            VerificationOutcome.Damaged => new EndpointException(
                ErrorCodes.TransferMismatch,
                "What the store received is not what the client says that it sent: the file was damaged on the way. Open a new slot, and send it again."),
            VerificationOutcome.Ended => SlotEnds.Ended(),
            _ => new EndpointException(
                EndpointErrorCodes.NotUploaded, "Nothing has been uploaded through the slot. Upload the file, then complete the slot."),
        };
    }

    /// <summary>
    /// The application is told first: if it cannot take note, nothing is deleted. A client cannot keep a refused object by disconnecting.
    /// </summary>
    private async Task<CompletedSlot> RefuseAsync(
        SlotToken slot, UploadTicket ticket, UploadRefusal refusal, UploadVerification verification, IPresignKitApplication application)
    {
        EndpointLog.UploadRefused(logger, ticket.SlotKey, ticket.Policy, ticket.StoreName, refusal.Code);
        await application.RefuseAsync(ticket, refusal, CancellationToken.None).ConfigureAwait(false);

        // An instance with another version of the policy may have accepted the same object: then nothing is deleted.
        if (await application.FindAcceptedAsync(ticket, CancellationToken.None).ConfigureAwait(false) is { IsAccepted: true } meanwhile)
        {
            return await SettleAsync(slot, ticket, meanwhile, verification: null, application).ConfigureAwait(false);
        }

        await DiscardAsync(slot, ticket, verification).ConfigureAwait(false);
        return new(Accepted: null, ProblemCatalog.Of(refusal.Code, refusal.Reason), IsNew: true);
    }

    private async Task DiscardAsync(SlotToken slot, UploadTicket ticket, UploadVerification? verification)
    {
        try
        {
            await verifier.DiscardAsync(slot.Upload, verification, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            // A rejected object is never served, so the verdict stands even if the object is left behind.
            EndpointLog.NotDiscarded(logger, ticket.SlotKey, ticket.Policy, ticket.StoreName, e.Code, e);
        }
    }

    private static VerifiedObject Verified(UploadTicket ticket, UploadVerification verification) =>
        new(ticket.Destination ?? verification.Key!, verification.Properties!.ETag, verification.Properties.Size)
        {
            VersionId = verification.Properties.VersionId,
            Content = verification.Content,
            ContentFinding = verification.ContentFinding,
        };

    private static string Count(IReadOnlyList<int> parts) => parts.Count == 1 ? $"Part {parts[0]} is" : $"{parts.Count} parts are";
}
