using PresignKit.Issuing;
using PresignKit.Keys;
using PresignKit.Policies;
using PresignKit.Uploads;

namespace PresignKit.Completion;

/// <summary>Compares what was declared with the policy as it is now; then the kind of slot determines how its upload is completed.</summary>
internal sealed class UploadVerifier(PolicyCatalog policies, StoreCatalog stores, IEnumerable<IUploadInspector> inspectors, TimeProvider clock)
    : IUploadVerifier
{
    private readonly IUploadInspector[] _inspectors = [.. inspectors];

    public async Task<UploadVerification> VerifyAsync(
        DeclaredUpload upload, TransferChecksums? checksums = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var policy = DeclaredPolicy.Check(policies, upload);
        var transfer = TransferCheck.Create(upload, checksums, stores.GetOf(upload).Profile, policy.Attributes.Encryption);
        var verification = await Completion(upload, policy, transfer).VerifyAsync(cancellationToken).ConfigureAwait(false);
        if (verification.IsVerified)
        {
            RequireChecksum(upload, verification.Properties, stores.GetOf(upload).Profile, policy);
        }

        if (verification.IsVerified && upload.Size is null)
        {
            // A size that was declared has been compared with the policy as it is now. This one is known only now.
            SizeRule.Check(policy, verification.Properties.Size);
        }

        return verification is { IsVerified: true, Content: ContentMatch.Unknown } && policy.UnknownContent == UnknownContentRule.Ask
            ? verification with { NeedsDecision = true }
            : verification;
    }

    public async Task<bool> SettleAsync(
        DeclaredUpload upload, ObjectKey accepted, UploadVerification? verification = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(accepted);
        var objects = stores.GetOf(upload).Objects;
        if (FindCompletion(upload) is not { } slot)
        {
            // Without its policy nothing else is known about the slot than the key that it writes. The object may be needed for the destination.
            if (upload.Destination is not null)
            {
                throw new PolicyViolationException(
                    ErrorCodes.UnknownPolicy,
                    $"Upload policy '{upload.Policy}' is no longer in force, so the object cannot be copied to '{upload.Destination}'. Restore the policy.");
            }

            await DeleteUnlessAsync(objects, upload, accepted, cancellationToken).ConfigureAwait(false);
            return true;
        }

        if (upload.Destination is { } destination)
        {
            Require(accepted == destination, upload, accepted);
            return await MoveAsync(objects, upload, slot, destination, verification, cancellationToken).ConfigureAwait(false);
        }

        Require(slot.IsResult(accepted) || accepted == verification?.Key, upload, accepted);
        var rule = policies.GetUploadPolicy(upload.Policy).Lock;
        var accepting = new AcceptedLock(objects, rule, clock);
        if (verification is not null || rule is not null)
        {
            var found = await accepting.FindAsync(accepted, cancellationToken).ConfigureAwait(false);
            if (found is null)
            {
                return verification is null;
            }

            // What was verified, even if there is a newer version by now.
            await accepting.ApplyAsync(accepted, verification?.Properties ?? found, cancellationToken).ConfigureAwait(false);
        }

        await slot.SettleAsync(accepted, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task DiscardAsync(
        DeclaredUpload upload, UploadVerification? verification = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        if (FindCompletion(upload) is { } slot)
        {
            await slot.DiscardAsync(verification, cancellationToken).ConfigureAwait(false);
            return;
        }

        var provider = stores.GetOf(upload);
        if (upload.UploadId is { } uploadId && provider.Uploads is { } uploads)
        {
            await uploads.AbortAsync(upload.Key, uploadId, cancellationToken).ConfigureAwait(false);
        }

        await provider.Objects.DeleteAsync(upload.Key, cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> AbortAsync(DeclaredUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        if (FindCompletion(upload) is { } slot)
        {
            return await slot.AbortAsync(cancellationToken).ConfigureAwait(false);
        }

        // Without its policy nothing else is known about the slot than its upload.
        var provider = stores.GetOf(upload);
        if (upload.UploadId is { } uploadId && provider.Uploads is { } uploads)
        {
            await uploads.AbortAsync(upload.Key, uploadId, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>
    /// A CRC-64/NVME that the store does not compare with what it receives was promised to be compared here. Then an object without one is not accepted.
    /// </summary>
    private static void RequireChecksum(DeclaredUpload upload, ObjectProperties found, StoreProfile profile, UploadPolicy policy)
    {
        // A declaration does not say whether the request was a PUT or a form.
        var compares = profile.ChecksumCrc64Nvme == Capability.Yes && upload switch
        {
            { PartSize: not null } => false,
            { UploadId: not null } => profile.PartChecksum == Capability.Yes,
            _ when profile.ComputesCrc64Nvme == Capability.Yes => (profile.ChecksumSha256, profile.FormChecksum) == (Capability.Yes, Capability.Yes),
            _ => true,
        };
        var allowed = policy.AllowUnenforced.HasFlag(GuaranteeKinds.Checksum) && profile.ComputesCrc64Nvme != Capability.Yes;
        if (upload.Checksum?.Algorithm == FileChecksumAlgorithm.Crc64Nvme && !compares && !allowed
            && found.Checksum?.Algorithm != FileChecksumAlgorithm.Crc64Nvme)
        {
            throw new PolicyViolationException(
                ErrorCodes.ChecksumNotAvailable,
                "The store reports no CRC-64/NVME of the object, so that the declared one cannot be compared. Send the file through a new slot.");
        }
    }

    private static void Require(bool isResult, DeclaredUpload upload, ObjectKey accepted)
    {
        if (!isResult)
        {
            throw new InvalidOperationException(
                $"The key on record for slot '{upload.Key}' is '{accepted}', which is not where the slot's upload ends, so nothing was deleted. "
                + (upload.Destination is { } destination
                    ? $"The slot has a destination: record '{destination}', and pass it."
                    : "Record the key of the verified object, and return that one."));
        }
    }

    private static Task DeleteUnlessAsync(IObjectStore objects, DeclaredUpload upload, ObjectKey accepted, CancellationToken cancellationToken) =>
        upload.Key == accepted ? Task.CompletedTask : objects.DeleteAsync(upload.Key, cancellationToken);

    /// <summary>
    /// Copies the slot's result to the key that the application chose. The result is deleted last, so that a call that failed can be repeated, and one
    /// that is repeated later does not put an old object back.
    /// </summary>
    private async Task<bool> MoveAsync(
        IObjectStore objects,
        DeclaredUpload upload,
        SlotCompletion slot,
        ObjectKey destination,
        UploadVerification? verification,
        CancellationToken cancellationToken)
    {
        var policy = policies.GetUploadPolicy(upload.Policy);
        if (await slot.FindResultAsync(cancellationToken).ConfigureAwait(false) is not { IsVerified: true } result)
        {
            return IsSettled() || await IsMovedAsync().ConfigureAwait(false) || verification is null;
        }

        var attributes = KeptAttributes.Of(policy, result.Properties);
        try
        {
            if (upload.Replaces is { } etag)
            {
                RequireReplacing(upload);
                await objects.ReplaceAsync(result.Key, result.Properties, destination, etag, attributes, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await objects.CopyAsync(result.Key, result.Properties, destination, attributes, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (StoreException e) when (e.Code is ErrorCodes.DestinationChanged)
        {
            // What is there may be this slot's own object, from a call that failed after its copy, or whose answer was lost.
            if (upload.Binding is null || !await IsMovedAsync().ConfigureAwait(false))
            {
                throw;
            }

            // That call may have failed before it stored what some stores drop in a copy.
            if (!attributes.Tags.IsEmpty && stores.GetOf(upload).Uploads is { } uploads)
            {
                await uploads.EnsureTagsAsync(destination, attributes, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (StoreException e) when (e.Code is ErrorCodes.ObjectNotFound or ErrorCodes.ObjectChanged)
        {
            return IsSettled() || await IsMovedAsync().ConfigureAwait(false) || verification is null;
        }

        // Without a lock of its own, this slot's object must not be given up for the one that took its place.
        if (policy.Lock is not null && !await IsMovedAsync().ConfigureAwait(false))
        {
            throw AcceptedLock.Missed(destination);
        }

        await slot.SettleAsync(result.Key, cancellationToken).ConfigureAwait(false);
        await objects.DeleteVersionAsync(result.Key, result.Properties, cancellationToken).ConfigureAwait(false);
        return true;

        // Another completion of the same slot may have moved the result: then it is at the destination, unless it was deleted or replaced there.
        bool IsSettled() => verification is null && policy.Lock is null;

        // What is there is locked, if the policy says so.
        async Task<bool> IsMovedAsync()
        {
            if (await objects.FindAsync(destination, cancellationToken).ConfigureAwait(false) is not { } moved || !BoundObject.IsOf(upload, moved))
            {
                return false;
            }

            await new AcceptedLock(objects, policy.Lock, clock).ApplyAsync(destination, moved, cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>A store that is no longer known to compare the ETag could replace anything.</summary>
    private void RequireReplacing(DeclaredUpload upload)
    {
        if (stores.GetOf(upload).Profile.ConditionalReplace != Capability.Yes)
        {
            throw new PolicyViolationException(
                ErrorCodes.ReplacingNotAllowed,
                $"Store '{upload.StoreName}' is no longer known to replace exactly one object (ConditionalReplace). Nothing was written.");
        }
    }

    private SlotCompletion? FindCompletion(DeclaredUpload upload)
    {
        var policy = policies.FindUploadPolicy(upload.Policy);
        return policy?.StoreName == upload.StoreName ? Completion(upload, policy, transfer: null) : null;
    }

    /// <summary>A slot is completed as it was opened, whatever has been learned about the store since then.</summary>
    private SlotCompletion Completion(DeclaredUpload upload, UploadPolicy inForce, TransferCheck? transfer)
    {
        var provider = stores.GetOf(upload);
        var policy = inForce with { FrozenPrefix = upload.FrozenPrefix ?? inForce.FrozenPrefix };
        var judge = new UploadJudge(provider.Objects, policy, _inspectors);
        var records = new SlotRecords(provider.Objects, policy.FrozenPrefix, upload.Key, upload.Binding);
        if (upload.UploadId is not { } uploadId)
        {
            return new FrozenSlot(provider.Objects, upload, policy, judge, records, transfer);
        }

        var uploads = provider.Uploads
            ?? throw new InvalidOperationException($"The slot '{upload.Key}' has an upload, but the provider of store '{upload.StoreName}' has none.");
        return new PartSlot(provider.Objects, uploads, upload, uploadId, policy.Attributes, judge, _inspectors.Length > 0 ? records : null, transfer);
    }
}
