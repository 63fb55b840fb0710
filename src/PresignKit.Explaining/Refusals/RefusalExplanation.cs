using System.Diagnostics;
using System.Text;

namespace PresignKit.Explaining;

/// <summary>Why a store refused a request. It contains no secret, session token, or signature.</summary>
[DebuggerDisplay("{Cause}")]
public sealed class RefusalExplanation
{
    internal RefusalExplanation(IReadOnlyList<RefusalFinding> findings, CanonicalComparison? comparison)
    {
        Findings = findings;
        Comparison = comparison;
    }

    /// <summary>The most certain finding that is not harmless: the cause, as far as it can be determined; null if none was found.</summary>
    public RefusalFinding? Cause => Findings.FirstOrDefault(finding => finding.Certainty != RefusalCertainty.Harmless);

    /// <summary>All findings, most certain first.</summary>
    public IReadOnlyList<RefusalFinding> Findings { get; }

    /// <summary>The canonical request that the store computed, compared with the one that was sent or signed; null if fewer than two are known.</summary>
    public CanonicalComparison? Comparison { get; }

    /// <summary>The whole explanation as text.</summary>
    /// <returns>Text without any secret, session token, or signature.</returns>
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
