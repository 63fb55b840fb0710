using PresignKit.Keys;
using PresignKit.Policies;

namespace PresignKit.Completion;

/// <summary>
/// A slot whose holder writes its key directly, as often as its URL or form is valid. What is under the key is copied to a key that no client
/// can write, and the copy is judged. A record of the first verified copy, written only if there is none, makes it the slot's only result,
/// and ends the slot: also after the copy has been deleted.
/// </summary>
internal sealed class FrozenSlot(
    IObjectStore objects, DeclaredUpload upload, UploadPolicy policy, UploadJudge judge, SlotRecords records, TransferCheck? transfer)
    : SlotCompletion
{
    public override async Task<UploadVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        if (await records.FindAsync(found: null, cancellationToken).ConfigureAwait(false) is { } ended)
        {
            return ended;
        }

        ObjectProperties? found;
        try
        {
            found = await objects.FindAsync(upload.Key, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ContentMismatch)
        {
            return UploadVerification.Refused(
                e.Code, "The object was encrypted with a key of its sender (SSE-C), so that it cannot be read. Upload it without headers of its own.");
        }

        if (found is null || !BoundObject.IsOf(upload, found))
        {
            return UploadVerification.NotUploaded;
        }

        // What can be refused without its bytes is not copied first.
        if (UploadJudge.Compare(upload, found) is { } refusal)
        {
            return refusal.Of(found);
        }

        // The slot is still open, so that the file can be sent again.
        return transfer?.Matches(found) == false
            ? UploadVerification.PartsDiffer([1])
            : await FreezeAsync(found, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<UploadVerification?> FindResultAsync(CancellationToken cancellationToken) =>
        await records.FindAsync(found: null, cancellationToken).ConfigureAwait(false) is { IsVerified: true } result ? result : null;

    public override bool IsResult(ObjectKey key) => FrozenKey.IsOf(upload.Key, key);

    public override async Task SettleAsync(ObjectKey accepted, CancellationToken cancellationToken)
    {
        await DeleteCopiesAsync(accepted, cancellationToken).ConfigureAwait(false);
        await objects.DeleteAsync(upload.Key, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<bool> AbortAsync(CancellationToken cancellationToken)
    {
        if (await records.FindAsync(found: null, cancellationToken).ConfigureAwait(false) is { IsVerified: true })
        {
            return false;
        }

        await objects.DeleteAsync(upload.Key, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public override async Task DiscardAsync(UploadVerification? verification, CancellationToken cancellationToken)
    {
        if (verification is { IsVerified: true })
        {
            // The record stays: it is what ends the slot.
            await objects.DeleteVersionAsync(verification.Key, verification.Properties, cancellationToken).ConfigureAwait(false);
        }
        else if (verification is null)
        {
            await DeleteCopiesAsync(except: null, cancellationToken).ConfigureAwait(false);
        }

        // The slot's own object is deleted last, so that a call that failed can be repeated.
        if (await IsDiscardedAsync(verification, cancellationToken).ConfigureAwait(false))
        {
            await objects.DeleteAsync(upload.Key, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether what is under the slot's key now is what was judged, or nothing was. What nobody can read is nothing that anyone accepted.</summary>
    private async Task<bool> IsDiscardedAsync(UploadVerification? verification, CancellationToken cancellationToken)
    {
        try
        {
            var current = await objects.FindAsync(upload.Key, cancellationToken).ConfigureAwait(false);
            return current is not null && (verification?.Judged is not { } judged || judged.ETag == current.ETag);
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ContentMismatch)
        {
            return true;
        }
    }

    /// <remarks>The copy cannot be canceled: a client that disconnects would leave behind an object that no catalog lists.</remarks>
    private async Task<UploadVerification> FreezeAsync(ObjectProperties found, CancellationToken cancellationToken)
    {
        var frozen = FrozenKey.OfAttempt(policy.FrozenPrefix, upload.Key);

        // Until there is a record, nobody relies on this copy, so it is deleted if anything fails, also if it is unknown whether it was made. If it
        // is unknown whether the record was stored, the copy stays: the next completion reads the record, and deletes the copies that are not on it.
        var mayBeRecorded = false;
        try
        {
            await objects.CopyAsync(upload.Key, found, frozen, KeptAttributes.Of(policy, found), CancellationToken.None).ConfigureAwait(false);
            var verification = await JudgeCopyAsync(frozen, found, cancellationToken).ConfigureAwait(false);
            if (verification.IsVerified)
            {
                mayBeRecorded = true;
                verification = await records.AddAsync(verification, found: null, CancellationToken.None).ConfigureAwait(false);
                mayBeRecorded = verification.Key == frozen;
            }

            return verification.Of(found);
        }
        catch (StoreException e) when (!mayBeRecorded && e.Code is ErrorCodes.ObjectChanged or ErrorCodes.ObjectNotFound)
        {
            return UploadVerification.Changed;
        }
        catch (StoreException e) when (e.Code is ErrorCodes.StoreAccessDenied)
        {
            mayBeRecorded = false;
            throw;
        }
        finally
        {
            if (!mayBeRecorded)
            {
                await objects.DeleteAsync(frozen, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// The bytes of the copy are judged, whatever version of the upload they are. Its size and type are those that were checked, because no store
    /// takes another version's for the copy unless it also takes its bytes.
    /// </summary>
    private async Task<UploadVerification> JudgeCopyAsync(ObjectKey frozen, ObjectProperties found, CancellationToken cancellationToken)
    {
        var copy = await objects.FindAsync(frozen, cancellationToken).ConfigureAwait(false);
        if (copy is null)
        {
            return UploadVerification.Changed;
        }

        // A store that does not know the condition on the ETag may have copied a version that was sent in the meantime.
        if (copy.Size != found.Size || copy.ContentType != found.ContentType || (transfer is not null && IsOther(copy, found)))
        {
            return UploadVerification.Changed;
        }

        // If the copy is gone, another completion has settled the slot.
        var verification = await judge.JudgeAsync(upload, frozen, copy, cancellationToken).ConfigureAwait(false);
        return verification.Outcome == VerificationOutcome.NotUploaded ? UploadVerification.Changed : verification;
    }

    // What the client says that it sent was compared with the original. A copy that was made in parts, or encrypted by a key service, has another ETag.
    private static bool IsOther(ObjectProperties copy, ObjectProperties found) =>
        copy.Checksum is { } checksum && found.Checksum?.Algorithm == checksum.Algorithm
        ? checksum != found.Checksum
        : copy.ETag != found.ETag && !copy.ETag.Contains('-', StringComparison.Ordinal);

    private async Task DeleteCopiesAsync(ObjectKey? except, CancellationToken cancellationToken)
    {
        await foreach (var copy in objects.ListAsync(FrozenKey.Stem(policy.FrozenPrefix, upload.Key), cancellationToken).ConfigureAwait(false))
        {
            if (ObjectKey.TryCreate(copy.Key, out var key) && key != except && FrozenKey.IsOf(upload.Key, key))
            {
                await objects.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
