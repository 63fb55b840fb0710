
namespace PresignKit.S3.Probing;

/// <summary>Derives measurements from answers.</summary>
internal static class AnswerInterpreter
{
    /// <summary>The correctly signed request was not accepted: the store does not support it, or the credentials lack a permission.</summary>
    public static ProbeMeasurement FromRefusedControl(string name, string what, ProbeAnswer answer)
    {
        var isNotOffered = answer.Verdict == Verdict.NotOffered || (answer.Verdict == Verdict.Refused && !answer.IsDenied);
        return new(name, isNotOffered ? ProbeOutcome.Unsupported : ProbeOutcome.NotTried, $"{what}: {answer}");
    }

    /// <summary>All violations must be refused. An accepted one takes precedence over one without an answer.</summary>
    public static ProbeMeasurement FromViolations(string name, IReadOnlyCollection<(string What, ProbeAnswer Answer)> violations)
    {
        var taken = violations.Where(v => v.Answer.Verdict == Verdict.Accepted).ToArray();
        var unanswered = violations.Where(v => v.Answer.Verdict == Verdict.Inconclusive).ToArray();
        return taken.Length > 0 ? new(name, ProbeOutcome.NotEnforced, Evidence(taken))
            : unanswered.Length > 0 ? new(name, ProbeOutcome.NotTried, Evidence(unanswered))
            : new(name, ProbeOutcome.Enforced, Evidence(violations));
    }

    /// <summary>The attempts, grouped by their answers.</summary>
    private static string Evidence(IEnumerable<(string What, ProbeAnswer Answer)> attempts) => string.Join(
        "; ", attempts.GroupBy(a => a.Answer.ToString(), a => a.What).Select(group => $"{string.Join(", ", group)}: {group.Key}"));
}
