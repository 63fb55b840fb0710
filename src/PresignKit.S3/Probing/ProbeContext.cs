using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Probing;

/// <summary>What attempts need: a signer, keys of their own, and a way to send requests.</summary>
internal sealed class ProbeContext(S3StoreSettings settings, ProbeSigner signer, ProbeLedger ledger, PlainHttp http, TimeProvider clock)
{
    /// <summary>The content of the object that represents another user's.</summary>
    public const string OtherBody = "another user's object";

    /// <summary>The number of attempts at a store that is busy. It is small, because the start of the application may wait for the probe.</summary>
    private const int Tries = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public S3StoreSettings Settings => settings;

    /// <summary>Signs with the backend's credentials.</summary>
    public ProbeSigner Signer => signer;

    public ProbeLedger Ledger => ledger;

    public TimeProvider Clock => clock;

    /// <summary>The prefix to which upload-only credentials may write.</summary>
    public string UploadPrefix { get; init; } = "";

    /// <summary>An object of the probe that represents another user's: the target of attacks.</summary>
    public string OtherKey { get; init; } = "";

    /// <summary>Signs requests about the bucket's settings, with the backend's credentials.</summary>
    public required BackendSigner Backend { get; init; }

    public PlainHttp Http => http;

    /// <summary>Findings that are not a difference from the profile.</summary>
    public List<StoreFinding> Findings { get; } = [];

    public string NewKey(string name) => ledger.NewKey(name);

    /// <summary>
    /// Sends a request. A request that has been sent is not canceled with the probe: the store could still process it after everything else was
    /// removed.
    /// </summary>
    public async Task<ProbeAnswer> SendAsync(IProbeMessage message, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var request = message.ToMessage();
            var answer = new ProbeAnswer(await http.SendAsync(request, CancellationToken.None).ConfigureAwait(false));
            if (answer.Verdict != Verdict.Inconclusive || answer.IsUnanswered || answer.IsRedirect || attempt == Tries)
            {
                return answer;
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Measures whether a guarantee is enforced: the correctly signed request must be accepted, or nothing can be measured, and each violation must
    /// be refused.
    /// </summary>
    public async Task<ProbeMeasurement> MeasureAsync(
        string name, IProbeMessage asSigned, IReadOnlyList<(string What, IProbeMessage Message)> violations, CancellationToken cancellationToken)
    {
        var control = await SendAsync(asSigned, cancellationToken).ConfigureAwait(false);
        if (control.Verdict != Verdict.Accepted)
        {
            // A missing object says nothing about the store.
            return control.IsMissing && asSigned is ProbeRequest { Method: "GET" or "HEAD" }
                ? new(name, ProbeOutcome.NotTried, $"as signed: {control}")
                : AnswerInterpreter.FromRefusedControl(name, "as signed", control);
        }

        var answers = new List<(string What, ProbeAnswer Answer)>();
        foreach (var (what, message) in violations)
        {
            answers.Add((what, await SendAsync(message, cancellationToken).ConfigureAwait(false)));
        }

        return await ConfirmAsync(AnswerInterpreter.FromViolations(name, answers), asSigned, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Refusals count only if the correctly signed request is still accepted afterwards: by then, credentials may have expired, a quota may be exhausted, or
    /// something between here and the store may refuse whatever comes.
    /// </summary>
    public async Task<ProbeMeasurement> ConfirmAsync(ProbeMeasurement measured, IProbeMessage asSigned, CancellationToken cancellationToken)
    {
        if (measured.Outcome != ProbeOutcome.Enforced)
        {
            return measured;
        }

        var again = await SendAsync(asSigned, cancellationToken).ConfigureAwait(false);
        return again.Verdict == Verdict.Accepted
            ? measured
            : measured with { Outcome = ProbeOutcome.NotTried, Evidence = $"{measured.Evidence}; but as signed, once more: {again}" };
    }
}
