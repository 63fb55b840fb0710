using PresignKit.Probing;
using PresignKit.S3.Signing;
using PresignKit.SigV4;
using PresignKit.Stores;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>
/// Where an account that only uploads signs uploads: do directives that were not signed do no more than it may? As slots are: with
/// its ACL signed.
/// </summary>
internal sealed class UploadOnlyAccount : IAttempts
{
    private const string Name = nameof(StoreProfile.ConfinesUploadCredentials);

    public string Doing => "upload-only credentials";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var (settings, folder) = (bench.Settings, bench.UploadPrefix);
        if (settings.UploadKeys is not { } keys)
        {
            return [new(Name, ProbeOutcome.NotTried, $"Stores:{settings.Name}:UploadCredentials is not set")];
        }

        var signer = new ProbeSigner(bench.Signer.Bucket, keys.Credentials, settings.Region, bench.Clock);
        NameValue[] ofAccount = [new("If-None-Match", "*"), .. UploadHeaders.OfAccount(hasTags: false, keys)];
        var uploaded = bench.Ledger.NewKey("account", folder);
        var first = await bench.SendAsync(signer.Put(uploaded, "an upload", ofAccount), cancellationToken).ConfigureAwait(false);
        if (first.Verdict != Verdict.Taken)
        {
            return [new(Name, ProbeOutcome.NotTried, $"PUT to '{folder}' as signed: {first}")];
        }

        var answers = new List<(string, ProbeAnswer)>();
        foreach (var (what, directive) in Violations(bench, uploaded))
        {
            var put = signer.Put(bench.Ledger.NewKey("account", folder), "an upload", ofAccount);
            answers.Add((what, await bench.SendAsync(put.With(directive.Name, directive.Value), cancellationToken).ConfigureAwait(false)));
        }

        return [Judgement.OfViolations(Name, answers)];
    }

    // Metadata is left out: it reaches nothing but the holder's own object (docs/stores.md).
    private static IEnumerable<(string What, NameValue Directive)> Violations(ProbeBench bench, string uploaded)
    {
        yield return ("a copy of the same account's upload", new(Directives.Copy, bench.Signer.CopySource(uploaded)));
        foreach (var directive in Directives.Of(bench).Where(d => !d.Name.StartsWith("x-amz-meta-", StringComparison.Ordinal)))
        {
            yield return (directive.Name, directive);
        }
    }
}
