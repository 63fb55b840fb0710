
namespace PresignKit.S3.Probing;

/// <summary>From answers to a line of the report.</summary>
internal static class AnswerInterpreter
{
    /// <summary>What is right was not taken: so it is not offered, or the credentials are not allowed it.</summary>
    public static ProbeMeasurement FromRefusedControl(string name, string what, ProbeAnswer answer)
    {
        var isNotOffered = answer.Verdict == Verdict.NotOffered || (answer.Verdict == Verdict.Refused && !answer.IsDenied);
        return new(name, isNotOffered ? ProbeOutcome.Unsupported : ProbeOutcome.NotTried, $"{what}: {answer}");
    }

    /// <summary>All of them have to be refused. One that was taken counts for more than one that got no answer.</summary>
    public static ProbeMeasurement FromViolations(string name, IReadOnlyCollection<(string What, ProbeAnswer Answer)> violations)
    {
        var taken = violations.Where(v => v.Answer.Verdict == Verdict.Accepted).ToArray();
        var unanswered = violations.Where(v => v.Answer.Verdict == Verdict.Inconclusive).ToArray();
        return taken.Length > 0 ? new(name, ProbeOutcome.NotEnforced, Evidence(taken))
            : unanswered.Length > 0 ? new(name, ProbeOutcome.NotTried, Evidence(unanswered))
            : new(name, ProbeOutcome.Enforced, Evidence(violations));
    }

    /// <summary>What was tried, those with the same answer together.</summary>
    private static string Evidence(IEnumerable<(string What, ProbeAnswer Answer)> attempts) => string.Join(
        "; ", attempts.GroupBy(a => a.Answer.ToString(), a => a.What).Select(group => $"{string.Join(", ", group)}: {group.Key}"));
}
