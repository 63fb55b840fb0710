
namespace PresignKit.S3.Probing.Attempts;

/// <summary>Does a signed If-None-Match prevent a second upload, even if several are sent at once?</summary>
internal sealed class CreateOnlyAttempts : IAttemptGroup
{
    private const int Racers = 4;

    public string Description => "If-None-Match";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        const string name = nameof(StoreProfile.CreateOnly);
        var put = context.Signer.Put(context.NewKey("once"), "the first", new SigV4.NameValue("If-None-Match", "*"));
        var first = await context.SendAsync(put, cancellationToken).ConfigureAwait(false);
        if (first.Verdict != Verdict.Accepted)
        {
            return [AnswerInterpreter.FromRefusedControl(name, "first PUT", first)];
        }

        var second = await context.SendAsync(put with { Body = "the other" }, cancellationToken).ConfigureAwait(false);
        var without = await context.SendAsync(put.Without("If-None-Match"), cancellationToken).ConfigureAwait(false);
        var alone = AnswerInterpreter.FromViolations(name, [("second PUT", second), ("without the header", without)]);
        return [alone.Outcome == ProbeOutcome.Enforced ? await RaceAsync(context, alone, cancellationToken).ConfigureAwait(false) : alone];
    }

    private static async Task<ProbeMeasurement> RaceAsync(ProbeContext context, ProbeMeasurement alone, CancellationToken cancellationToken)
    {
        var put = context.Signer.Put(context.NewKey("race"), "racer", new SigV4.NameValue("If-None-Match", "*"));
        var answers = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => context.SendAsync(put, cancellationToken))).ConfigureAwait(false);
        var winners = answers.Count(a => a.Verdict == Verdict.Accepted);

        // A request without an answer may still have been carried out.
        var refused = answers.Count(a => a.Verdict == Verdict.Refused);
        return alone with
        {
            Outcome = winners > 1 ? ProbeOutcome.NotEnforced : winners == 1 && refused == Racers - 1 ? ProbeOutcome.Enforced : ProbeOutcome.NotTried,
            Evidence = $"{alone.Evidence}; of {Racers} PUTs at once, {winners} accepted, {refused} refused",
        };
    }
}
