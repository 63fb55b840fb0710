using System.Diagnostics;
using System.Text;

namespace PresignKit.Explaining;

/// <summary>Why a store refused a request. Nothing in it, in no form, is a secret, a session token or a signature.</summary>
[DebuggerDisplay("{Cause}")]
public sealed class RefusalExplanation
{
    internal RefusalExplanation(IReadOnlyList<RefusalFinding> findings, CanonicalComparison? comparison)
    {
        Findings = findings;
        Comparison = comparison;
    }

    /// <summary>The surest finding, which is the cause as far as can be said; null where nothing was found.</summary>
    public RefusalFinding? Cause => Findings.FirstOrDefault(finding => finding.Certainty != RefusalCertainty.Harmless);

    /// <summary>All findings, the surest first.</summary>
    public IReadOnlyList<RefusalFinding> Findings { get; }

    /// <summary>What the store computed its signature over, beside what was sent or signed; null where there are not two to compare.</summary>
    public CanonicalComparison? Comparison { get; }

    /// <summary>All of it, to read.</summary>
    /// <returns>Text to show; no secret, no token, no signature.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var finding in Findings)
        {
            text.Append($"{finding.Certainty.ToString().ToUpperInvariant()}  {finding.Code}\n  {finding.Message}\n  -> {finding.Remedy}\n");
        }

        if (Comparison is not null && Comparison.Differences.Any())
        {
            text.Append('\n').Append(Comparison);
        }

        return text.ToString();
    }
}
