using PresignKit.Issuing;
using PresignKit.Keys;
using PresignKit.Uploads;

namespace PresignKit.Completion;

/// <summary>
/// Checks policy, existence, size, type, and first bytes: the cheapest checks first, and the first bytes of exactly the version whose size
/// and type were checked. Then, if the policy freezes uploads, makes the copy.
/// </summary>
internal sealed class UploadVerifier(PolicyCatalog policies, StoreCatalog stores) : IUploadVerifier
{
    public async Task<UploadVerification> VerifyAsync(DeclaredUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var plan = FindPlan(upload);
        var store = stores.Get(upload.StoreName).Objects;
        var found = await store.FindAsync(upload.Key, cancellationToken).ConfigureAwait(false);
        if (found is null)
        {
            return UploadVerification.NotUploaded;
        }

        var verification = await UploadJudge.JudgeAsync(store, plan.Policy, upload, upload.Key, found, cancellationToken).ConfigureAwait(false);
        return verification switch
        {
            { IsRefused: true } => await DiscardAsync(store, upload, found, verification).ConfigureAwait(false),
            { IsVerified: true } when plan.Freezes => Judged(await Freezer.FreezeAsync(store, plan, upload.Key, found).ConfigureAwait(false), verification),
            _ => verification,
        };
    }

    public async Task SettleAsync(
        DeclaredUpload upload, ObjectKey accepted, ObjectKey? verified = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(accepted);

        // The keys alone determine what is deleted, because the policy may have started or stopped freezing since the slot was opened.
        if (accepted != upload.Key && accepted != verified && !FrozenKey.IsOf(upload.Key, accepted))
        {
            throw new InvalidOperationException(
                $"The key on record for slot '{upload.Key}' is '{accepted}', which completion never returned for that slot, so nothing was deleted. "
                + "Record the key of the verified object, and return that one.");
        }

        var store = stores.Get(upload.StoreName).Objects;
        if (verified is not null && verified != accepted && verified != upload.Key)
        {
            await store.DeleteAsync(verified, cancellationToken).ConfigureAwait(false);
        }

        if (upload.Key != accepted)
        {
            await store.DeleteAsync(upload.Key, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task DiscardAsync(
        DeclaredUpload upload, UploadVerification? verification = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var store = stores.Get(upload.StoreName).Objects;

        // The slot's own object is deleted last: as long as it exists, a retry can find its frozen copy by its ETag.
        if (verification is { IsVerified: true } && verification.Key != upload.Key)
        {
            await store.DeleteAsync(verification.Key, cancellationToken).ConfigureAwait(false);
        }

        var current = await store.FindAsync(upload.Key, cancellationToken).ConfigureAwait(false);
        if (current is null || (verification is { IsVerified: true } && verification.SlotETag != current.ETag))
        {
            // Another upload has replaced the judged one: it is judged next time.
            return;
        }

        if (verification is not { IsVerified: true } && FindFrozenKey(upload, current.ETag) is { } frozen)
        {
            await store.DeleteAsync(frozen, cancellationToken).ConfigureAwait(false);
        }

        await store.DeleteAsync(upload.Key, cancellationToken).ConfigureAwait(false);
    }

    public async Task AbandonAsync(DeclaredUpload upload, UploadVerification verification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(verification);
        if (verification.IsCopyOfAttempt)
        {
            await stores.Get(upload.StoreName).Objects.DeleteAsync(verification.Key!, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The key that freezing this version results in; null if there is none, because the policy does not freeze or no longer exists, or
    /// because the store has a new key for each attempt.
    /// </summary>
    private ObjectKey? FindFrozenKey(DeclaredUpload upload, string etag) =>
        policies.FindUploadPlan(upload.Policy) is { Freezes: true, Policy: var policy } plan
        && policy.StoreName == upload.StoreName
        && plan.Profile.ConditionalCopy == Capability.Yes
            ? FrozenKey.OfVersion(policy.FrozenPrefix, upload.Key, etag)
            : null;

    /// <summary>
    /// Compares what was declared with the policy as it is now. The object is then only compared with what was declared, so that a policy
    /// that was tightened later never deletes an upload that the application accepted before.
    /// </summary>
    private UploadPlan FindPlan(DeclaredUpload upload)
    {
        var plan = policies.GetUploadPlan(upload.Policy);
        var policy = plan.Policy;
        if (policy.StoreName != upload.StoreName)
        {
            throw new PolicyViolationException(
                ErrorCodes.PolicyOfOtherStore,
                $"Upload policy '{policy.Name}' now belongs to store '{policy.StoreName}', not to '{upload.StoreName}'.");
        }

        ContentTypeRule.Resolve(policy, upload.ContentType, fileName: "");
        SizeRule.Check(policy, upload.Size);
        return plan;
    }

    /// <summary>The result of freezing, with what the judgement of the slot's own object said about its content.</summary>
    private static UploadVerification Judged(UploadVerification frozen, UploadVerification verification) => frozen.IsVerified
        ? frozen with { Content = verification.Content, ContentFinding = verification.ContentFinding }
        : frozen;

    /// <summary>
    /// Deletes what was refused, and only that: if another upload has replaced it in the meantime, that one is judged next time. A client
    /// cannot keep a refused object by disconnecting, so the caller's cancellation is ignored from here on.
    /// </summary>
    private static async Task<UploadVerification> DiscardAsync(
        IObjectStore store, DeclaredUpload upload, ObjectProperties judged, UploadVerification refusal)
    {
        // S3 has no conditional DELETE that every store supports: looking again narrows the gap to one request.
        var current = await store.FindAsync(upload.Key, CancellationToken.None).ConfigureAwait(false);
        if (current is not null && current.ETag != judged.ETag)
        {
            return UploadVerification.Changed;
        }

        await store.DeleteAsync(upload.Key, CancellationToken.None).ConfigureAwait(false);
        return refusal;
    }
}
