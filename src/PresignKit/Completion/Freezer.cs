using PresignKit.Keys;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Uploads;

namespace PresignKit.Completion;

/// <summary>
/// Copies the version that was verified to a key that no slot can write, and verifies the copy: from then on a second upload
/// reaches nothing that is accepted.
/// </summary>
internal static class Freezer
{
    /// <remarks>Takes no cancellation: whoever hangs up while a copy is made would leave one behind that nobody knows of.</remarks>
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

        // A copy may have another ETag than its source (S3: with SSE-KMS, or in parts); then only the store's word counts, where it
        // gives one. Where it does not, an ETag that differs is taken for another version: an upload is never accepted on a guess.
        // No ETag covers the type: where the store does not bind it, the same bytes may have been sent again under another one.
        if (copy.Size == verified.Size && copy.ContentType == verified.ContentType && (exact || copy.ETag == verified.ETag))
        {
            return UploadVerification.Verified(frozen, copy);
        }

        await store.DeleteAsync(frozen, CancellationToken.None).ConfigureAwait(false);
        return UploadVerification.Changed;
    }

    /// <summary>
    /// What the policy stores, and metadata that it lets clients choose. Any other header is one that the holder of the slot added:
    /// S3 stores what nobody signed, unless its name begins with <c>x-amz-</c>.
    /// </summary>
    private static StoredAttributes Kept(UploadPolicy policy, ObjectProperties verified) => policy.AllowedMetadata.IsEmpty
        ? policy.Attributes
        : policy.Attributes with
        {
            Metadata = policy.Attributes.Metadata.SetItems(verified.Metadata.Where(pair => policy.AllowedMetadata.Contains(pair.Key))),
        };
}
