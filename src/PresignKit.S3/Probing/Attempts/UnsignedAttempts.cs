using PresignKit.S3.Administration.PublicAccess;
using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is the bucket open to everybody? Sends requests without a signature about objects of the probe, and reads what the bucket's settings permit.</summary>
internal sealed class UnsignedAttempts : IAttemptGroup
{
    private const string Body = "as signed";

    public string Description => "requests without a signature";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var (row, requests) = await RequestsAsync(context, cancellationToken).ConfigureAwait(false);
        var grants = await BucketGrants.ReadAsync(context.Settings, context.Backend, context.Http, cancellationToken).ConfigureAwait(false);
        if (PublicAccessFinding.Of(context.Settings, requests, grants.Grants) is { } finding)
        {
            context.Findings.Add(finding);
        }

        return [row, OfGrants(context, grants)];
    }

    private static ProbeMeasurement OfGrants(ProbeContext context, BucketGrants grants)
    {
        PublicGrant[] everybody =
        [
            .. grants.Grants.Where(grant => !grant.IsNarrowed && !(grant.Actions == PublicActions.Read && context.Settings.AllowPublicReads)),
        ];
        return everybody.Length > 0 ? new(CheckNames.PublicGrants, ProbeOutcome.NotEnforced, string.Join("; ", everybody.Select(grant => grant.Source)))
            : new(CheckNames.PublicGrants, grants.IsRead ? ProbeOutcome.Enforced : ProbeOutcome.NotTried, grants.Evidence);
    }

    private static async Task<(ProbeMeasurement Row, AnonymousAccess Access)> RequestsAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var mine = context.NewKey("unsigned");
        var put = await context.SendAsync(context.Signer.Put(mine, Body), cancellationToken).ConfigureAwait(false);
        if (put.Verdict != Verdict.Accepted)
        {
            return (new(CheckNames.Unsigned, ProbeOutcome.NotTried, $"PUT of an object: {put}"), AnonymousAccess.Unknown);
        }

        var answers = new List<(string What, PublicActions Action, ProbeAnswer Answer)>();
        var uploadKey = context.NewKey("unsigned-upload");
        foreach (var (what, action, message) in Requests(context, mine, uploadKey))
        {
            var answer = await context.SendAsync(message, cancellationToken).ConfigureAwait(false);
            answers.Add((what, action, answer));
            if (answer.Verdict == Verdict.Accepted && message is ProbeRequest { Method: "POST" } && ProbeUpload.IdOf(answer) is { } upload)
            {
                context.Ledger.AddUpload(uploadKey, upload);
            }
        }

        // An answer of another kind, such as the page of a proxy, is no list.
        answers.RemoveAll(a => a.Action == PublicActions.List && a.Answer.Verdict == Verdict.Accepted
            && !a.Answer.Body.Contains("<ListBucketResult", StringComparison.Ordinal));
        var open = Union(answers, Verdict.Accepted);
        var access = new AnonymousAccess(
            open,
            Union(answers, Verdict.Refused) & ~open,
            [.. answers.Where(a => a.Answer.Verdict == Verdict.Accepted).Select(a => $"{a.What}: {a.Answer}")]);

        var permitted = context.Settings.AllowPublicReads
            ? answers.Where(a => a.Action == PublicActions.Read && a.Answer.Verdict == Verdict.Accepted).Select(a => a.What).ToArray()
            : [];
        var row = AnswerInterpreter.FromViolations(
            CheckNames.Unsigned, [.. answers.Where(a => !permitted.Contains(a.What)).Select(a => (a.What, a.Answer))]);
        return (
            permitted.Length == 0 ? row : row with { Evidence = $"{row.Evidence}; {string.Join(", ", permitted)}: accepted, as AllowPublicReads permits" },
            access);
    }

    private static IEnumerable<(string What, PublicActions Action, IProbeMessage Message)> Requests(ProbeContext context, string mine, string uploadKey)
    {
        var get = context.Signer.Get(mine);
        var bucket = context.Signer.Bucket.Url;
        var stranger = new ProbeSigner(context.Signer.Bucket, AnonymousRequests.Nobody, context.Settings.Region, context.Settings.BucketFacts, context.Clock);
        yield return ("GET", PublicActions.Read, get.Unsigned);
        yield return ("GET signed by an unknown access key", PublicActions.Read, stranger.Get(mine));
        yield return ("list", PublicActions.List, new ProbeRequest("GET", $"{bucket}?list-type=2&max-keys=1", [], null));
        yield return ("PUT", PublicActions.Write, context.Signer.Put(context.NewKey("unsigned-put"), Body).Unsigned);
        yield return ("PUT over an object", PublicActions.Write, context.Signer.Put(mine, "otherwise").Unsigned);
        yield return (
            "form",
            PublicActions.Write,
            new ProbeForm(context.Signer.Form(mine, Body).Url, [new("key", context.NewKey("unsigned-form"))], Body));
        var upload = context.Signer.Sign("POST", uploadKey, query: [new("uploads", "")], body: "");
        yield return ("CreateMultipartUpload", PublicActions.Write, upload with { Url = $"{upload.Unsigned.Url}?uploads" });
        yield return ("DELETE", PublicActions.Delete, (get with { Method = "DELETE" }).Unsigned);
    }

    private static PublicActions Union(IEnumerable<(string What, PublicActions Action, ProbeAnswer Answer)> answers, Verdict verdict) => answers
        .Where(a => a.Answer.Verdict == verdict && (verdict != Verdict.Refused || a.Answer.IsDenied))
        .Aggregate(PublicActions.None, (all, a) => all | a.Action);
}
