using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is the completion of an upload refused if its key holds another object than the one to replace, or none?</summary>
internal sealed class ConditionalReplaceAttempts : IAttemptGroup
{
    private const string Name = nameof(StoreProfile.ConditionalReplace);
    private const string Condition = "If-Match";
    private const string WrongETag = "\"00000000000000000000000000000000\"";

    public string Description => "conditional replacing";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var key = context.NewKey("replace");
        var stored = await context.SendAsync(context.Signer.Put(key, "first"), cancellationToken).ConfigureAwait(false);
        if (stored.Verdict != Verdict.Accepted || stored.Header("ETag") is not { } etag)
        {
            return [AnswerInterpreter.FromRefusedControl(Name, "an ordinary PUT", stored)];
        }

        var none = await CompleteAsync(context, context.NewKey("replace-none"), [("no object", etag)], cancellationToken).ConfigureAwait(false);
        if (none.Outcome != ProbeOutcome.Enforced)
        {
            return [none];
        }

        // The same upload with the right ETag is completed at the end, so that a store that refuses every condition is not taken for one that compares it.
        var other = await CompleteAsync(context, key, [("another object", WrongETag)], cancellationToken, etag).ConfigureAwait(false);
        return [other.Outcome == ProbeOutcome.Enforced ? other with { Evidence = $"{other.Evidence}; {none.Evidence}" } : other];
    }

    private static async Task<ProbeMeasurement> CompleteAsync(
        ProbeContext context, string key, IReadOnlyList<(string What, string ETag)> wrong, CancellationToken cancellationToken, string? right = null)
    {
        var (upload, started) = await ProbeUpload.StartAsync(context, key, cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return AnswerInterpreter.FromRefusedControl(Name, "CreateMultipartUpload", started);
        }

        var part = await context.SendAsync(upload.Part("second"), cancellationToken).ConfigureAwait(false);
        if (part.Header("ETag") is not { } tag)
        {
            return AnswerInterpreter.FromRefusedControl(Name, "an ordinary part", part);
        }

        var answers = new List<(string What, ProbeAnswer Answer)>();
        foreach (var (what, etag) in wrong)
        {
            answers.Add(($"completion with If-Match and {what}", await SendAsync(etag).ConfigureAwait(false)));
        }

        var measured = AnswerInterpreter.FromViolations(Name, answers);
        if (measured.Outcome != ProbeOutcome.Enforced || right is null)
        {
            return measured;
        }

        var accepted = await SendAsync(right).ConfigureAwait(false);
        return accepted.Verdict == Verdict.Accepted ? measured : AnswerInterpreter.FromRefusedControl(Name, "completion with If-Match of the object", accepted);

        Task<ProbeAnswer> SendAsync(string etag) => context.SendAsync(upload.Complete(tag, new NameValue(Condition, etag)), cancellationToken);
    }
}
