using PresignKit.Explaining.Causes;
using PresignKit.Explaining.Output;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining;

/// <summary>
/// Explains why a store refused a presigned request, from the URL, what was sent with it, and the store's answer; and, if credentials are supplied, by
/// recomputing the signature. It sends nothing and keeps nothing. Safe to share between threads.
/// </summary>
public sealed class S3RefusalExplainer
{
    private readonly TimeProvider _clock;

    /// <summary>Creates an explainer.</summary>
    /// <param name="timeProvider">The clock, for refusals whose <see cref="S3Refusal.AnsweredAt"/> is not set.</param>
    public S3RefusalExplainer(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _clock = timeProvider;
    }

    /// <summary>Explains a refusal.</summary>
    /// <param name="refusal">What is known about it. Malformed values, such as a truncated URL, do not throw: they are what this method explains.</param>
    /// <returns>The findings, most certain first.</returns>
    /// <exception cref="ArgumentException">The method or the URL is empty.</exception>
    public RefusalExplanation Explain(S3Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        ArgumentException.ThrowIfNullOrWhiteSpace(refusal.Method);
        ArgumentException.ThrowIfNullOrWhiteSpace(refusal.Url);

        if (UrlMalformed.Find(refusal) is { } flaw)
        {
            return new RefusalExplanation([flaw], comparison: null);
        }

        var refused = new RefusedRequest(refusal, refusal.AnsweredAt ?? _clock.GetUtcNow());
        var redaction = Redaction.Of(refused);
        var scope = AnswerScope.Of(refused);
        var all = AllCauses.InOrder
            .SelectMany(entry => entry.Cause.Find(refused).Select(finding => scope.Weigh(entry.Group, finding)))
            .DistinctBy(finding => (finding.Code, finding.Message))
            .OrderBy(finding => finding.Certainty)
            .ToList();
        var found = WithoutContradictions(all).ToList();
        var findings = found.Take(Limits.MostFindings).Select(redaction.Apply).ToList();
        if (found.Count > Limits.MostFindings)
        {
            findings[^1] = More();
        }

        if (findings.All(finding => finding.Certainty == RefusalCertainty.Harmless) && refused.Error.Code is not null)
        {
            findings.Insert(0, redaction.Apply(OtherRefusal(refused)));
        }

        return new RefusalExplanation(findings, CanonicalDiff.Of(refused, redaction));
    }

    // What remains if nothing else fits is not a second cause.
    private static IEnumerable<RefusalFinding> WithoutContradictions(List<RefusalFinding> found) =>
        found.Exists(finding => finding.Certainty is RefusalCertainty.Proven or RefusalCertainty.Stated)
            ? found.Where(finding => finding.Certainty is RefusalCertainty.Proven or RefusalCertainty.Stated or RefusalCertainty.Harmless
                || finding.Code is not (RefusalCodes.SecretKeyWrong or RefusalCodes.SignatureMismatch or RefusalCodes.NotPermitted
                    or RefusalCodes.ContentTypeUnsigned or RefusalCodes.AmzHeaderUnsigned))
            : found;

    private static RefusalFinding More() => Finding.Harmless(
        RefusalCodes.MoreFindings,
        "There are more findings, which are not listed.",
        "Start with the first finding: so many differences usually have one cause.");

    private static RefusalFinding OtherRefusal(RefusedRequest refused) => new(
        RefusalCodes.OtherRefusal,
        RefusalCertainty.Stated,
        $"The store answered {refused.Error.Code}{(refused.Error.Message.Length > 0 ? $": {refused.Error.Message}" : " without a message.")}",
        "See the code in Amazon S3 API Reference, \"Error responses\".");
}
