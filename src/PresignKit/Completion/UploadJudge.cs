using PresignKit.Completion.FileFormats;
using PresignKit.Content;
using PresignKit.Policies;

namespace PresignKit.Completion;

/// <summary>
/// Compares one version of an object with what was declared for the slot: size, content type, first bytes, and what the inspectors say. The
/// version must be one that its slot can no longer change.
/// </summary>
internal sealed class UploadJudge(IObjectStore store, UploadPolicy policy, IReadOnlyList<IUploadInspector> inspectors)
{
    public async Task<UploadVerification> JudgeAsync(
        DeclaredUpload upload, ObjectKey key, ObjectProperties found, CancellationToken cancellationToken)
    {
        var verification = Compare(upload, found) ?? await ReadAsync(store, policy, upload, key, found, cancellationToken).ConfigureAwait(false);
        if (!verification.IsVerified)
        {
            return verification;
        }

        var inspected = new InspectedUpload(upload, key, found, store);
        try
        {
            foreach (var inspector in inspectors)
            {
                if (await inspector.InspectAsync(inspected, cancellationToken).ConfigureAwait(false) is { } rejection)
                {
                    return UploadVerification.Refused(ErrorCodes.InspectionRejected, rejection.Reason);
                }
            }
        }
        catch (StoreException e) when (e.Code is ErrorCodes.ObjectNotFound or ErrorCodes.ObjectChanged)
        {
            // Another completion of the slot deleted it while the inspector was reading.
            return UploadVerification.Changed;
        }

        return verification;
    }

    /// <summary>Why the object is refused, judging by its properties alone; null: it is not.</summary>
    public static UploadVerification? Compare(DeclaredUpload upload, ObjectProperties found)
    {
        if (!upload.Allows(found.Size))
        {
            return WrongSize(upload, found.Size);
        }

        if (MediaTypes.Normalize(found.ContentType) != MediaTypes.Normalize(upload.ContentType))
        {
            return UploadVerification.Refused(
                ErrorCodes.ContentTypeMismatch,
                $"The object was stored as {MediaTypes.Normalize(found.ContentType) ?? "an unknown type"}; the declared content type is {upload.ContentType}.");
        }

        if (upload.Checksum is { } declared && found.Checksum is { } reported && reported.Algorithm == declared.Algorithm && reported != declared)
        {
            return UploadVerification.Refused(
                ErrorCodes.ChecksumMismatch,
                $"The {ChecksumNames.Of(declared.Algorithm)} of the object is {reported.Value}; the declared one is {declared.Value}.");
        }

        // No policy signs one, so the holder added it, and browsers decode the bytes by it before they interpret the content type.
        return found.ContentEncoding is { Length: > 0 } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? UploadVerification.Refused(
                ErrorCodes.ContentTypeMismatch,
                $"The object was stored with a Content-Encoding, which no policy allows; the declared content type is {upload.ContentType}.")
            : null;
    }

    public static UploadVerification WrongSize(DeclaredUpload upload, long size) => UploadVerification.Refused(
        ErrorCodes.SizeMismatch,
        $"The object is {MessageText.Bytes(size)} long; " + (upload switch
        {
            { Size: { } declared } => $"the declared size is {MessageText.Bytes(declared)}.",
            { AllowedSizes: { } allowed } => $"the slot is for {MessageText.Bytes(allowed.Minimum)} to {MessageText.Bytes(allowed.Maximum)}.",
            _ => "the slot is for no size at all.",
        }));

    private static async Task<UploadVerification> ReadAsync(
        IObjectStore store, UploadPolicy policy, DeclaredUpload upload, ObjectKey key, ObjectProperties found, CancellationToken cancellationToken)
    {
        var allowsActive = policy.AllowedActiveContentTypes.Contains(upload.ContentType);
        if (policy.ContentCheck == ContentCheckMode.Off && (allowsActive || !MediaTypes.IsDisplayed(upload.ContentType)))
        {
            return UploadVerification.Verified(key, found);
        }

        // Stores answer 416 to an empty range, so an empty file, if the policy allows one, is not read.
        var start = new byte[Math.Min(found.Size, ContentSniffer.BytesNeeded)];
        var read = 0;
        try
        {
            read = start.Length == 0 ? 0 : await store.ReadStartAsync(key, found, start, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectChanged)
        {
            return UploadVerification.Changed;
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectNotFound)
        {
            return UploadVerification.NotUploaded;
        }

        // An incomplete answer is no reason to delete anything.
        if (read < start.Length)
        {
            return UploadVerification.Changed;
        }

        return Conclude(policy, upload, key, found, ContentSniffer.Judge(upload.ContentType, allowsActive, start));
    }

    private static UploadVerification Conclude(
        UploadPolicy policy, DeclaredUpload upload, ObjectKey key, ObjectProperties found, ContentJudgement judgement)
    {
        var finding = judgement.Describe(upload.ContentType);
        var refusal = judgement switch
        {
            // Active content is not a matter of taste: a browser may execute it in the store's origin.
            { IsActive: true } => ErrorCodes.ContentMismatch,
            { Match: ContentMatch.Contradicts } when policy.ContentCheck == ContentCheckMode.Require => ErrorCodes.ContentMismatch,
            { Match: ContentMatch.Unknown } when policy.ContentCheck != ContentCheckMode.Off && policy.UnknownContent == UnknownContentRule.Refuse =>
                ErrorCodes.ContentUnknown,
            _ => null,
        };
        var verification = refusal is null ? UploadVerification.Verified(key, found) : UploadVerification.Refused(refusal, finding);
        return refusal is null && policy.ContentCheck == ContentCheckMode.Off
            ? verification
            : verification with { Content = judgement.Match, ContentFinding = finding };
    }
}
