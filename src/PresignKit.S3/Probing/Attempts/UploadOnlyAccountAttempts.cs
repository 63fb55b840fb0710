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

        var signer = new ProbeSigner(context.Signer.Bucket, keys.Credentials, settings.Region, context.Clock);
        NameValue[] ofAccount = [new("If-None-Match", "*"), .. UploadHeaders.OfAccount(hasTags: false, keys)];
        var uploaded = context.Ledger.NewKey("account", folder);
        var first = await context.SendAsync(signer.Put(uploaded, "an upload", ofAccount), cancellationToken).ConfigureAwait(false);
        if (first.Verdict != Verdict.Accepted)
        {
            return [new(Name, ProbeOutcome.NotTried, $"PUT to '{folder}' as signed: {first}")];
        }

        var answers = new List<(string, ProbeAnswer)>();
        foreach (var (what, directive) in Violations(context, uploaded))
        {
            var put = signer.Put(context.Ledger.NewKey("account", folder), "an upload", ofAccount);
            answers.Add((what, await context.SendAsync(put.With(directive.Name, directive.Value), cancellationToken).ConfigureAwait(false)));
        }

        return [AnswerInterpreter.FromViolations(Name, answers)];
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
