using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Probing;

/// <summary>What attempts work with: a signer, keys of their own, and a way to send.</summary>
internal sealed class ProbeContext(S3StoreSettings settings, ProbeSigner signer, ProbeLedger ledger, PlainHttp http, TimeProvider clock)
{
    /// <summary>The content of the object that stands for another user's.</summary>
    public const string OtherBody = "somebody else's";

    /// <summary>A store that asks to be left alone is asked again this often, and not longer: a start may wait for the probe.</summary>
    private const int Tries = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public S3StoreSettings Settings => settings;

    /// <summary>Signs with the backend's credentials.</summary>
    public ProbeSigner Signer => signer;

    public ProbeLedger Ledger => ledger;

    public TimeProvider Clock => clock;

    /// <summary>Where upload-only credentials may write.</summary>
    public string UploadPrefix { get; init; } = "";

    /// <summary>An object of the probe's own that stands for somebody else's: what attacks try to reach.</summary>
    public string OtherKey { get; init; } = "";

    public string NewKey(string name) => ledger.NewKey(name);

    /// <summary>
    /// Sends. A request under way is waited for even when the probe is cancelled: one that is given up could still be stored after
    /// everything else was removed.
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
    /// The measure of most promises: what was signed has to be taken, or there is nothing to measure, and each violation refused.
    /// </summary>
    public async Task<ProbeMeasurement> MeasureAsync(
        string name, IProbeMessage asSigned, IReadOnlyList<(string What, IProbeMessage Message)> violations, CancellationToken cancellationToken)
    {
        var control = await SendAsync(asSigned, cancellationToken).ConfigureAwait(false);
        if (control.Verdict != Verdict.Accepted)
        {
            return AnswerInterpreter.FromRefusedControl(name, "as signed", control);
        }

        var answers = new List<(string What, ProbeAnswer Answer)>();
        foreach (var (what, message) in violations)
        {
            answers.Add((what, await SendAsync(message, cancellationToken).ConfigureAwait(false)));
        }

        return AnswerInterpreter.FromViolations(name, answers);
    }
}
