using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>What can a backend rely on when it completes an upload: a part's ETag, and the conditions of the completion?</summary>
internal sealed class CompletionAttempts : IAttemptGroup
{
    private const string Body = "as signed";
    private const string Other = "otherwise";

    public string Description => "completing uploads";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken) =>
    [
        await SwapAsync(context, cancellationToken).ConfigureAwait(false),
        await ConditionAsync(context, cancellationToken).ConfigureAwait(false),
        await SizeAsync(context, cancellationToken).ConfigureAwait(false),
    ];

    /// <summary>Is a completion refused that names a part by the ETag which it had before it was replaced?</summary>
    private static async Task<ProbeMeasurement> SwapAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        const string name = CheckNames.PartSwap;
        var (upload, etag, refused) = await OpenAsync(context, name, context.NewKey("swap"), cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return refused!;
        }

        var swapped = await context.SendAsync(upload.Part(Other), cancellationToken).ConfigureAwait(false);
        if (swapped.Verdict != Verdict.Accepted || swapped.Header("ETag") is not { } now)
        {
            return AnswerInterpreter.FromRefusedControl(name, "the part once more", swapped);
        }

        var answer = await context.SendAsync(upload.Complete(etag!), cancellationToken).ConfigureAwait(false);
        var control = await context.SendAsync(upload.Complete(now), cancellationToken).ConfigureAwait(false);
        return answer.Verdict != Verdict.Accepted && control.Verdict != Verdict.Accepted
            ? AnswerInterpreter.FromRefusedControl(name, "CompleteMultipartUpload", control)
            : AnswerInterpreter.FromViolations(name, [("completion with the ETag of the replaced part", answer)]);
    }

    private static async Task<ProbeMeasurement> ConditionAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        const string name = CheckNames.CompletionCondition;
        var condition = new NameValue("If-None-Match", "*");
        var key = context.NewKey("completion");
        var (first, etag, refused) = await OpenAsync(context, name, key, cancellationToken).ConfigureAwait(false);
        if (first is null)
        {
            return refused!;
        }

        var control = await context.SendAsync(first.Complete(etag!, condition), cancellationToken).ConfigureAwait(false);
        if (control.Verdict != Verdict.Accepted)
        {
            return AnswerInterpreter.FromRefusedControl(name, "If-None-Match on a new key", control);
        }

        var (second, other, again) = await OpenAsync(context, name, key, cancellationToken).ConfigureAwait(false);
        return second is null
            ? again!
            : AnswerInterpreter.FromViolations(
                name,
                [("If-None-Match on an existing key", await context.SendAsync(second.Complete(other!, condition), cancellationToken).ConfigureAwait(false))]);
    }

    private static async Task<ProbeMeasurement> SizeAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        const string name = CheckNames.CompletionSize;
        var (wrong, etag, refused) = await OpenAsync(context, name, context.NewKey("size"), cancellationToken).ConfigureAwait(false);
        if (wrong is null)
        {
            return refused!;
        }

        var answer = await context.SendAsync(wrong.Complete(etag!, Size(Body.Length + 1)), cancellationToken).ConfigureAwait(false);
        if (answer.Verdict == Verdict.Accepted)
        {
            return new(name, ProbeOutcome.NotEnforced, $"x-amz-mp-object-size of another size: {answer}");
        }

        var (right, same, again) = await OpenAsync(context, name, context.NewKey("size"), cancellationToken).ConfigureAwait(false);
        var control = right is null ? null : await context.SendAsync(right.Complete(same!, Size(Body.Length)), cancellationToken).ConfigureAwait(false);
        return control is null ? again!
            : control.Verdict != Verdict.Accepted ? AnswerInterpreter.FromRefusedControl(name, "x-amz-mp-object-size", control)
            : AnswerInterpreter.FromViolations(name, [("x-amz-mp-object-size of another size", answer)]);

        static NameValue Size(int size) => new("x-amz-mp-object-size", $"{size}");
    }

    private static async Task<(ProbeUpload? Upload, string? ETag, ProbeMeasurement? Refused)> OpenAsync(
        ProbeContext context, string name, string key, CancellationToken cancellationToken)
    {
        var (upload, started) = await ProbeUpload.StartAsync(context, key, cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return (null, null, AnswerInterpreter.FromRefusedControl(name, "CreateMultipartUpload", started));
        }

        var part = await context.SendAsync(upload.Part(Body), cancellationToken).ConfigureAwait(false);
        return part.Verdict != Verdict.Accepted || part.Header("ETag") is not { } etag
            ? (null, null, AnswerInterpreter.FromRefusedControl(name, "an ordinary part", part))
            : (upload, etag, null);
    }
}
