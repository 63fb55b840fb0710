using PresignKit.S3.Http;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>
/// Can the holder of a presigned PUT, or of a part's URL, reach another object or publish its own, by headers that nobody signed? All
/// that can be signed with a PUT is. The object that it reaches for is the probe's own.
/// </summary>
internal sealed class UnsignedDirectiveAttempts : IAttemptGroup
{
    private const string Body = "an upload";

    public string Description => "x-amz-* headers that were not signed";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var condition = await ConditionAsync(context, cancellationToken).ConfigureAwait(false);
        var answers = new List<(string, ProbeAnswer)>();
        foreach (var (name, value) in DirectiveHeaders.Of(context))
        {
            var key = context.NewKey("directive");
            var put = context.Signer.Put(key, Body, condition);
            var answer = await context.SendAsync(put.With(name, value), cancellationToken).ConfigureAwait(false);
            answers.Add((await EffectAsync(context, name, key, answer, cancellationToken).ConfigureAwait(false), answer));
        }

        var (part, untried) = await PartAsync(context, cancellationToken).ConfigureAwait(false);
        if (part is { } answered)
        {
            answers.Add(answered);
        }

        var judged = AnswerInterpreter.FromViolations(nameof(StoreProfile.IsolatedPut), answers);
        return [untried is null ? judged : judged with { Evidence = $"{judged.Evidence}; parts not tried: {untried}" }];
    }

    /// <summary>
    /// A refusal counts only where the same upload without the directive is taken: a store that knows no If-None-Match may refuse every PUT
    /// that has one. That it takes a PUT without, the context has seen.
    /// </summary>
    private static async Task<SigV4.NameValue[]> ConditionAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        SigV4.NameValue[] once = [new("If-None-Match", "*")];
        var asSigned = await context.SendAsync(context.Signer.Put(context.NewKey("directive"), Body, once), cancellationToken).ConfigureAwait(false);
        return asSigned.Verdict == Verdict.Accepted ? once : [];
    }

    // What the copy did is worth a request: a store might take the header and do nothing.
    private static async Task<string> EffectAsync(ProbeContext context, string name, string key, ProbeAnswer answer, CancellationToken cancellationToken)
    {
        if (name != DirectiveHeaders.Copy || answer.Verdict != Verdict.Accepted)
        {
            return name;
        }

        var stored = await context.SendAsync(context.Signer.Get(key), cancellationToken).ConfigureAwait(false);
        return stored.Body == ProbeContext.OtherBody ? $"{name} (it copied another object)" : name;
    }

    /// <summary>The answer to a directive on a part's URL; or why there is none, since what was not tried must not pass for refused.</summary>
    private static async Task<((string, ProbeAnswer)? Answer, string? Untried)> PartAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var key = context.NewKey("part");
        var started = await context.SendAsync(context.Signer.Sign("POST", key, query: [new("uploads", "")], body: ""), cancellationToken).ConfigureAwait(false);
        if (started.Verdict != Verdict.Accepted || UploadId(started) is not { } upload)
        {
            return (null, $"CreateMultipartUpload: {started}");
        }

        context.Ledger.AddUpload(key, upload);

        // With the length open, as many sign parts: a signed length alone was seen to stop the copy (docs/stores.md).
        var part = context.Signer.Sign("PUT", key, query: [new("partNumber", "1"), new("uploadId", upload)], body: "");
        var ordinary = await context.SendAsync(part with { Body = Body }, cancellationToken).ConfigureAwait(false);
        if (ordinary.Verdict != Verdict.Accepted)
        {
            return (null, $"an ordinary part: {ordinary}");
        }

        var copy = DirectiveHeaders.Of(context)[0];
        return (($"{copy.Name} on a part", await context.SendAsync(part.With(copy.Name, copy.Value), cancellationToken).ConfigureAwait(false)), null);
    }

    private static string? UploadId(ProbeAnswer answer) =>
        S3Xml.Parse(answer.Body) is { } document ? S3Xml.Child(document, "UploadId") : null;
}
