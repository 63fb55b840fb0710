using PresignKit.S3.Http;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>
/// Can the holder of a presigned PUT or part URL use unsigned headers to read another object or publish their own? Everything that can be signed with
/// a PUT is signed. The attacked object belongs to the probe.
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
    /// A refusal counts only if the same upload is accepted without the directive, because a store without If-None-Match may refuse every PUT that
    /// has it. The context has already checked that a PUT without it is accepted.
    /// </summary>
    private static async Task<SigV4.NameValue[]> ConditionAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        SigV4.NameValue[] once = [new("If-None-Match", "*")];
        var asSigned = await context.SendAsync(context.Signer.Put(context.NewKey("directive"), Body, once), cancellationToken).ConfigureAwait(false);
        return asSigned.Verdict == Verdict.Accepted ? once : [];
    }

    // Checks what was copied, because a store might accept the header and ignore it.
    private static async Task<string> EffectAsync(ProbeContext context, string name, string key, ProbeAnswer answer, CancellationToken cancellationToken)
    {
        if (name != DirectiveHeaders.Copy || answer.Verdict != Verdict.Accepted)
        {
            return name;
        }

        var stored = await context.SendAsync(context.Signer.Get(key), cancellationToken).ConfigureAwait(false);
        return stored.Body == ProbeContext.OtherBody ? $"{name} (it copied another object)" : name;
    }

    /// <summary>The answer to a directive on a part's URL, or the reason why it was not tried, which must not count as refused.</summary>
    private static async Task<((string, ProbeAnswer)? Answer, string? Untried)> PartAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var key = context.NewKey("part");
        var started = await context.SendAsync(context.Signer.Sign("POST", key, query: [new("uploads", "")], body: ""), cancellationToken).ConfigureAwait(false);
        if (started.Verdict != Verdict.Accepted || UploadId(started) is not { } upload)
        {
            return (null, $"CreateMultipartUpload: {started}");
        }

        context.Ledger.AddUpload(key, upload);

        // The length is not signed, which is common for parts: a signed length alone was measured to prevent the copy (docs/stores.md).
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
