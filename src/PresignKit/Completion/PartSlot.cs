using PresignKit.Providers;

namespace PresignKit.Completion;

/// <summary>
/// A slot that is an upload of one part, or of many. Completing the upload ends it: its URLs are dead from then on, also for requests in flight, and also
/// after the object has been deleted. So the object under the slot's key is written once, by the backend.
/// </summary>
internal sealed class PartSlot(
    IObjectStore objects,
    IMultipartUploads uploads,
    DeclaredUpload upload,
    string uploadId,
    StoredAttributes attributes,
    UploadJudge judge,
    SlotRecords? verdicts,
    TransferCheck? transfer) : SlotCompletion
{
    public override async Task<UploadVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        var parts = await uploads.ListPartsAsync(upload.Key, uploadId, cancellationToken).ConfigureAwait(false);
        if (parts is not null)
        {
            if (Compare(parts) is { } flaw)
            {
                return flaw;
            }

            if (transfer?.FindDifferent(parts) is { Count: > 0 } different)
            {
                return UploadVerification.PartsDiffer(different);
            }

            if (!await TryCompleteAsync(parts).ConfigureAwait(false))
            {
                return UploadVerification.Changed;
            }
        }

        if (await FindAsync(cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return UploadVerification.Ended;
        }

        // No reason to delete the object: a verification without checksums does not see this, and may be accepted at the same moment.
        if (transfer?.Matches(found) == false)
        {
            return UploadVerification.Damaged;
        }

        var verification = await JudgeAsync(found, cancellationToken).ConfigureAwait(false);
        if (verification.IsVerified && !attributes.Tags.IsEmpty)
        {
            await uploads.EnsureTagsAsync(upload.Key, attributes, cancellationToken).ConfigureAwait(false);
        }

        // If it was deleted while it was read, nothing can be uploaded anymore.
        return verification.Outcome == VerificationOutcome.NotUploaded ? UploadVerification.Ended : verification.Of(found);
    }

    public override async Task<UploadVerification?> FindResultAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken).ConfigureAwait(false) is { } found ? UploadVerification.Verified(upload.Key, found) : null;

    public override bool IsResult(ObjectKey key) => key == upload.Key;

    public override Task SettleAsync(ObjectKey accepted, CancellationToken cancellationToken) => Task.CompletedTask;

    public override async Task<bool> AbortAsync(CancellationToken cancellationToken)
    {
        await uploads.AbortAsync(upload.Key, uploadId, cancellationToken).ConfigureAwait(false);
        return await FindAsync(cancellationToken).ConfigureAwait(false) is null;
    }

    public override async Task DiscardAsync(UploadVerification? verification, CancellationToken cancellationToken)
    {
        await uploads.AbortAsync(upload.Key, uploadId, cancellationToken).ConfigureAwait(false);
        if (verification is { Judged: null })
        {
            // A part was refused, before there was an object. Another part may have become one since, and it may have been accepted.
            return;
        }

        if (await FindAsync(cancellationToken).ConfigureAwait(false) is { } found)
        {
            await objects.DeleteVersionAsync(upload.Key, found, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Why the upload must not be completed with these parts; null: it can be.</summary>
    private UploadVerification? Compare(IReadOnlyList<UploadedPart> parts)
    {
        if (upload.GetPartPlan() is { } plan)
        {
            return ReceivedParts.Compare(plan, upload, parts);
        }

        return parts.Count == 0 ? UploadVerification.NotUploaded
            : parts.Sum(part => part.Size) is var size && !upload.Allows(size) ? UploadJudge.WrongSize(upload, size)
            : null;
    }

    /// <summary>Completes the upload, which cannot be canceled: whether it has ended must not depend on when a client disconnects.</summary>
    /// <returns>False: a part was replaced in the meantime, so the upload is still open.</returns>
    private async Task<bool> TryCompleteAsync(IReadOnlyList<UploadedPart> parts)
    {
        try
        {
            await uploads.CompleteAsync(upload.Key, uploadId, parts, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectChanged)
        {
            return false;
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectExists)
        {
            // The object is looked at next: it is this slot's, or the slot ends without one.
            return true;
        }
    }

    /// <summary>The object that came through this slot; null: there is none.</summary>
    private async Task<ObjectProperties?> FindAsync(CancellationToken cancellationToken) =>
        await objects.FindAsync(upload.Key, cancellationToken).ConfigureAwait(false) is { } found && BoundObject.IsOf(upload, found)
            ? found
            : null;

    private async Task<UploadVerification> JudgeAsync(ObjectProperties found, CancellationToken cancellationToken)
    {
        if (verdicts is null)
        {
            return await judge.JudgeAsync(upload, upload.Key, found, cancellationToken).ConfigureAwait(false);
        }

        // Inspectors may judge the same bytes differently. The first verdict counts, so that no other one deletes what was accepted by it.
        return await verdicts.FindAsync(found, cancellationToken).ConfigureAwait(false)
            ?? await verdicts.AddAsync(
                await judge.JudgeAsync(upload, upload.Key, found, cancellationToken).ConfigureAwait(false), found, CancellationToken.None)
                .ConfigureAwait(false);
    }
}
