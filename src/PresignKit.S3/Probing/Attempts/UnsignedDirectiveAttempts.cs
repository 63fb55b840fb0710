namespace PresignKit.S3.Probing.Attempts;

/// <summary>
/// Can the holder of a presigned PUT use unsigned headers to read another object or publish their own? Everything that can be signed with
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

        var again = context.Signer.Put(context.NewKey("directive"), Body, condition);
        var measured = AnswerInterpreter.FromViolations(nameof(StoreProfile.IsolatedPut), answers);
        return [await context.ConfirmAsync(measured, again, cancellationToken).ConfigureAwait(false)];
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
}
