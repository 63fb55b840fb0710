using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Completion.Signatures;
using PresignKit.Policies;
using PresignKit.Uploads;

namespace PresignKit.Completion;

/// <summary>
/// Policy, existence, size, type, first bytes: the cheap questions first, and the last one pinned to the version they were asked of.
/// Then, where the policy freezes uploads, the copy.
/// </summary>
internal sealed class UploadVerifier(PolicyCatalog policies, IServiceProvider services) : IUploadVerifier
{
    public async ValueTask<UploadVerification> VerifyAsync(DeclaredUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var plan = FindPlan(upload);
        var store = services.GetRequiredKeyedService<IObjectStore>(upload.Store);
        var found = await store.FindAsync(upload.Key, cancellationToken).ConfigureAwait(false);
        if (found is null)
        {
            return UploadVerification.NotUploaded;
        }

        var verification = await CompareAsync(store, upload, found, cancellationToken).ConfigureAwait(false);
        return verification switch
        {
            { IsRefused: true } => await DiscardAsync(store, upload, found, verification).ConfigureAwait(false),
            { IsVerified: true } when plan.Freezes => await Freezer.FreezeAsync(store, plan, upload.Key, found).ConfigureAwait(false),
            _ => verification,
        };
    }

    public async ValueTask SettleAsync(
        DeclaredUpload upload, ObjectKey accepted, ObjectKey? verified = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(accepted);

        // The keys alone decide: the policy may have begun or ceased to freeze since the slot was opened.
        var store = services.GetRequiredKeyedService<IObjectStore>(upload.Store);
        if (verified is not null && verified != accepted && verified != upload.Key)
        {
            await store.DeleteAsync(verified, cancellationToken).ConfigureAwait(false);
        }

        if (upload.Key != accepted)
        {
            await store.DeleteAsync(upload.Key, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DiscardAsync(DeclaredUpload upload, ObjectKey? verified = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var store = services.GetRequiredKeyedService<IObjectStore>(upload.Store);
        if (verified is not null && verified != upload.Key)
        {
            await store.DeleteAsync(verified, cancellationToken).ConfigureAwait(false);
        }

        await store.DeleteAsync(upload.Key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// What was declared, against the policy as it is now. What arrived is then only compared with what was declared: so a policy
    /// that was tightened later never deletes an upload that the application accepted before.
    /// </summary>
    private UploadPlan FindPlan(DeclaredUpload upload)
    {
        var plan = policies.GetUploadPlan(upload.Policy);
        var policy = plan.Policy;
        if (policy.Store != upload.Store)
        {
            throw new PolicyViolationException(
                ErrorCodes.PolicyOfOtherStore,
                $"Upload policy '{policy.Name}' belongs to store '{policy.Store}' by now, not to '{upload.Store}'.");
        }

        ContentTypeRule.Resolve(policy, upload.ContentType, fileName: "");
        SizeRule.Check(policy, upload.Size);
        return plan;
    }

    private static async ValueTask<UploadVerification> CompareAsync(
        IObjectStore store, DeclaredUpload upload, ObjectProperties found, CancellationToken cancellationToken)
    {
        if (found.Size != upload.Size)
        {
            return UploadVerification.Refused(
                ErrorCodes.SizeMismatch, $"A file of {Bytes(upload.Size)} was declared; {Bytes(found.Size)} arrived.");
        }

        if (MediaTypes.Normalize(found.ContentType) != MediaTypes.Normalize(upload.ContentType))
        {
            return UploadVerification.Refused(
                ErrorCodes.ContentTypeMismatch,
                $"The content type {upload.ContentType} was declared; the object was stored as {MediaTypes.Normalize(found.ContentType) ?? "no known type"}.");
        }

        // No policy signs one, so the holder added it; and browsers decode by it before they look at the type.
        if (found.ContentEncoding is { Length: > 0 } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return UploadVerification.Refused(
                ErrorCodes.ContentTypeMismatch,
                $"The content type {upload.ContentType} was declared; the object was stored with a Content-Encoding, which no policy has.");
        }

        return await ReadAsync(store, upload, found, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<UploadVerification> ReadAsync(
        IObjectStore store, DeclaredUpload upload, ObjectProperties found, CancellationToken cancellationToken)
    {
        // An empty file, where the policy allows one, contradicts no type, and stores answer 416 to a range of nothing.
        var start = new byte[Math.Min(found.Size, ContentSignature.BytesNeeded)];
        if (start.Length == 0)
        {
            return UploadVerification.Verified(upload.Key, found);
        }

        int read;
        try
        {
            read = await store.ReadStartAsync(upload.Key, found.ETag, start, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectChanged)
        {
            return UploadVerification.Changed;
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectNotFound)
        {
            return UploadVerification.NotUploaded;
        }

        // Half an answer is no ground for a deletion.
        if (read < start.Length)
        {
            return UploadVerification.Changed;
        }

        return ContentSignature.Contradiction(upload.ContentType, start) is { } contents
            ? UploadVerification.Refused(
                ErrorCodes.ContentMismatch, $"The content type {upload.ContentType} was declared; the file's first bytes are {contents}.")
            : UploadVerification.Verified(upload.Key, found);
    }

    /// <summary>
    /// Deletes what was refused, and only that: where another upload took its place meanwhile, that one is judged next time.
    /// Whoever hangs up cannot keep a refused object, so the caller's cancellation does not count from here on.
    /// </summary>
    private static async ValueTask<UploadVerification> DiscardAsync(
        IObjectStore store, DeclaredUpload upload, ObjectProperties judged, UploadVerification refusal)
    {
        // S3 has no conditional DELETE that every store honours: looking again narrows the gap to one request.
        var current = await store.FindAsync(upload.Key, CancellationToken.None).ConfigureAwait(false);
        if (current is not null && current.ETag != judged.ETag)
        {
            return UploadVerification.Changed;
        }

        await store.DeleteAsync(upload.Key, CancellationToken.None).ConfigureAwait(false);
        return refusal;
    }

    private static string Bytes(long size) => size.ToString("N0", CultureInfo.InvariantCulture) + " bytes";
}
