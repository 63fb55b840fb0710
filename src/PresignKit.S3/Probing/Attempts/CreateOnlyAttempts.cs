
namespace PresignKit.S3.Probing.Attempts;

/// <summary>Does a signed If-None-Match prevent a second upload, even if several are sent at once?</summary>
internal sealed class CreateOnlyAttempts : IAttemptGroup
{
    private const int Racers = 8;

    /// <summary>How long to wait until the store has the beginning of all requests.</summary>
    private static readonly TimeSpan Assembly = TimeSpan.FromSeconds(2);

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
        return [alone.Outcome == ProbeOutcome.Enforced ? await RaceAsync(context, alone).ConfigureAwait(false) : alone];
    }

    private static async Task<ProbeMeasurement> RaceAsync(ProbeContext context, ProbeMeasurement alone)
    {
        var put = context.Signer.Put(context.NewKey("race"), "racer", new SigV4.NameValue("If-None-Match", "*"));
        var held = Enumerable.Range(0, Racers).Select(_ => new HeldBody()).ToArray();
        var sent = Task.WhenAll(held.Select(body => context.SendAsync(put with { Held = body }, CancellationToken.None)));

        // All of them are there before the first one can be stored. A store that answers without reading the body does not need it.
        await Task.WhenAny(Task.WhenAll(held.Select(body => body.Started)), sent, Task.Delay(Assembly, TimeProvider.System, CancellationToken.None))
            .ConfigureAwait(false);
        foreach (var body in held)
        {
            body.Release();
        }

        var answers = await sent.ConfigureAwait(false);
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
