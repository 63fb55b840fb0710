using PresignKit.Explaining.Causes;
using PresignKit.Explaining.Output;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining;

/// <summary>
/// Explains why a store refused a presigned request: from the URL, from what was sent with it, and from the store's answer; with the
/// credentials by recomputing. It sends nothing and keeps nothing. Safe to share between threads.
/// </summary>
public sealed class S3RefusalExplainer
{
    private readonly TimeProvider _clock;

    /// <summary>Creates an explainer.</summary>
    /// <param name="timeProvider">The clock, for refusals that do not say when they were answered.</param>
    public S3RefusalExplainer(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _clock = timeProvider;
    }

    /// <summary>Explains a refusal.</summary>
    /// <param name="refusal">What is known of it. Nothing in it is a mistake that throws: a URL cut in two is what this is for.</param>
    /// <returns>The findings, the surest first.</returns>
    /// <exception cref="ArgumentException">Method or URL is empty.</exception>
    public RefusalExplanation Explain(S3Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        ArgumentException.ThrowIfNullOrWhiteSpace(refusal.Method);
        ArgumentException.ThrowIfNullOrWhiteSpace(refusal.Url);

        var refused = new RefusedRequest(refusal, refusal.AnsweredAt ?? _clock.GetUtcNow());
        var redaction = Redaction.Of(refused);
        var findings = AllCauses.InOrder
            .SelectMany(cause => cause.Find(refused))
            .Select(redaction.Apply)
            .DistinctBy(finding => (finding.Code, finding.Message))
            .OrderBy(finding => finding.Certainty)
            .ToList();
        if (findings.All(finding => finding.Certainty == RefusalCertainty.Harmless) && refused.Error.Code is not null)
        {
            findings.Insert(0, redaction.Apply(InItsOwnWords(refused)));
        }

        return new RefusalExplanation(findings, CanonicalDiff.Of(refused, redaction));
    }

    private static RefusalFinding InItsOwnWords(RefusedRequest refused) => new(
        RefusalCodes.OtherRefusal,
        RefusalCertainty.Proven,
        $"The store answered {refused.Error.Code}{(refused.Error.Message.Length > 0 ? $": {refused.Error.Message}" : ", and no more")}",
        "Nothing here knows more than that. Amazon S3 API Reference, \"Error responses\", explains the codes.");
}
