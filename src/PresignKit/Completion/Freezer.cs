using PresignKit.Keys;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Uploads;

namespace PresignKit.Completion;

/// <summary>
/// Copies the verified version to a key that no slot can write, and verifies the copy: after that, a second upload cannot change
/// what was accepted.
/// </summary>
internal static class Freezer
{
    /// <remarks>It cannot be canceled: a client that disconnects during a copy would leave behind an object that no catalog lists.</remarks>
    public static async Task<UploadVerification> FreezeAsync(
        IObjectStore store, UploadPlan plan, ObjectKey slot, ObjectProperties verified)
    {
        var policy = plan.Policy;
        var exact = plan.Profile.ConditionalCopy == Capability.Yes;
        var frozen = exact
            ? FrozenKey.OfVersion(policy.FrozenPrefix, slot, verified.ETag)
            : FrozenKey.OfAttempt(policy.FrozenPrefix, slot);
        try
        {
            await store.CopyAsync(slot, verified.ETag, frozen, Kept(policy, verified), CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectChanged)
        {
            return UploadVerification.Changed;
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectNotFound)
        {
            return UploadVerification.NotUploaded;
        }

        var copy = await store.FindAsync(frozen, CancellationToken.None).ConfigureAwait(false);
        if (copy is null)
        {
            return UploadVerification.Changed;
        }

        // A copy may have another ETag than its source (S3: with SSE-KMS, or in parts). A store that copies exactly one version can be
        // relied on. For any other, a different ETag counts as another version: an upload is never accepted on a guess.
        // No ETag covers the type: if the store does not enforce it, the same bytes may have been sent again with another one.
        if (copy.Size == verified.Size && copy.ContentType == verified.ContentType && (exact || copy.ETag == verified.ETag))
        {
            return UploadVerification.Frozen(frozen, copy, verified.ETag, isCopyOfAttempt: !exact);
        }

        await store.DeleteAsync(frozen, CancellationToken.None).ConfigureAwait(false);
        return UploadVerification.Changed;
    }

    /// <summary>
    /// What the policy stores, and the metadata that it lets clients choose. The holder of the slot added any other header: S3 stores
    /// unsigned headers unless their names begin with <c>x-amz-</c>.
    /// </summary>
    private static StoredAttributes Kept(UploadPolicy policy, ObjectProperties verified) => policy.AllowedMetadata.IsEmpty
        ? policy.Attributes
        : policy.Attributes with
        {
            Metadata = policy.Attributes.Metadata.SetItems(verified.Metadata.Where(pair => policy.AllowedMetadata.Contains(pair.Key))),
        };
}
