using PresignKit.S3.Signing;
using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>
/// If uploads are signed by an account that can only upload, are unsigned directives limited to what that account may do? The requests are signed
/// like slots, including the ACL.
/// </summary>
internal sealed class UploadOnlyAccountAttempts : IAttemptGroup
{
    private const string Name = nameof(StoreProfile.ConfinesUploadCredentials);

    public string Description => "upload-only credentials";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var (settings, folder) = (context.Settings, context.UploadPrefix);
        if (settings.UploadCredentials is not { } keys)
        {
            return [new(Name, ProbeOutcome.NotTried, $"Stores:{settings.Name}:UploadCredentials is not set")];
        }

        var signer = new ProbeSigner(context.Signer.Bucket, keys.Credentials, settings.Region, settings.BucketFacts, context.Clock);
        NameValue[] ofAccount = [new("If-None-Match", "*"), .. UploadHeaders.OfAccount(hasTags: false, keys)];
        var uploaded = context.Ledger.NewKey("account", folder);
        var first = await context.SendAsync(signer.Put(uploaded, "an upload", ofAccount), cancellationToken).ConfigureAwait(false);
        if (first.Verdict != Verdict.Accepted)
        {
            return [new(Name, ProbeOutcome.NotTried, $"PUT to '{folder}' as signed: {first}")];
        }

        var answers = new List<(string What, ProbeAnswer Answer)>();
        foreach (var (what, directive) in Violations(context, uploaded))
        {
            var put = signer.Put(context.Ledger.NewKey("account", folder), "an upload", ofAccount);
            answers.Add((what, await context.SendAsync(put.With(directive.Name, directive.Value), cancellationToken).ConfigureAwait(false)));
        }

        await AddPartAsync(context, signer, folder, uploaded, answers, cancellationToken).ConfigureAwait(false);
        await AddLockAsync(context, signer, folder, ofAccount, answers, cancellationToken).ConfigureAwait(false);
        return [AnswerInterpreter.FromViolations(Name, answers)];
    }

    /// <summary>A part of an upload that the backend has created, as in slots.</summary>
    private static async Task AddPartAsync(
        ProbeContext context,
        ProbeSigner signer,
        string folder,
        string uploaded,
        List<(string What, ProbeAnswer Answer)> answers,
        CancellationToken cancellationToken)
    {
        var (upload, _) = await ProbeUpload.StartAsync(context, context.Ledger.NewKey("account-part", folder), cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return;
        }

        // With its length signed, as in slots: without it, Ceph 16 copies other uploads of the account, whatever the bucket's policy denies.
        const string body = "a part";
        var part = upload.PartOf(signer, body, new NameValue("Content-Length", $"{body.Length}"));
        if ((await context.SendAsync(part, cancellationToken).ConfigureAwait(false)).Verdict != Verdict.Accepted)
        {
            return;
        }

        (string What, string Source)[] copies =
            [($"{DirectiveHeaders.Copy} on a part", context.OtherKey), ("a copy of the account's upload on a part", uploaded)];
        foreach (var (what, source) in copies)
        {
            var copy = part.With(DirectiveHeaders.Copy, context.Signer.CopySource(source));
            answers.Add((what, await context.SendAsync(copy, cancellationToken).ConfigureAwait(false)));
        }
    }

    /// <summary>A lock, which keeps the backend from deleting the object, if the bucket has Object Lock.</summary>
    private static async Task AddLockAsync(
        ProbeContext context,
        ProbeSigner signer,
        string folder,
        NameValue[] ofAccount,
        List<(string What, ProbeAnswer Answer)> answers,
        CancellationToken cancellationToken)
    {
        if (await ObjectLockAttempts.LockAsync(context, cancellationToken).ConfigureAwait(false) is not { } directives)
        {
            return;
        }

        var key = context.Ledger.NewKey("account-lock", folder);
        var put = ObjectLockAttempts.With(signer.Put(key, "an upload", ofAccount), directives);
        var answer = await context.SendAsync(put, cancellationToken).ConfigureAwait(false);
        if (answer.Verdict != Verdict.Accepted || await ObjectLockAttempts.IsLockedAsync(context, key, cancellationToken).ConfigureAwait(false))
        {
            answers.Add(("x-amz-object-lock-mode", answer));
        }
    }

    // Metadata is omitted, because it affects only the holder's own object (docs/stores.md).
    private static IEnumerable<(string What, NameValue Directive)> Violations(ProbeContext context, string uploaded)
    {
        yield return ("a copy of the same account's upload", new(DirectiveHeaders.Copy, context.Signer.CopySource(uploaded)));
        foreach (var directive in DirectiveHeaders.Of(context).Where(d => !d.Name.StartsWith("x-amz-meta-", StringComparison.Ordinal)))
        {
            yield return (directive.Name, directive);
        }
    }
}
