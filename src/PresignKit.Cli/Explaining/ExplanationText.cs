using PresignKit.Cli.Output;
using PresignKit.Explaining;

namespace PresignKit.Cli.Explaining;

/// <summary>An explanation as text: the cause, the fix, and where the request was changed.</summary>
internal sealed class ExplanationText(Screen screen)
{
    private const string Indent = "  ";

    public void Write(RefusalExplanation explanation)
    {
        if (explanation.Cause is null)
        {
            screen.Result("No fault was found in the request as described.");
        }

        foreach (var finding in explanation.Findings)
        {
            Write(finding);
        }

        if (explanation.Comparison is { } comparison && comparison.Differences.Any())
        {
            Write(comparison);
        }
    }

    internal static string Words(RefusalCertainty certainty) => certainty switch
    {
        RefusalCertainty.Proven => "proven",
        RefusalCertainty.Stated => "stated",
        RefusalCertainty.Likely => "likely",
        RefusalCertainty.Possible => "possible",
        _ => "harmless",
    };

    private void Write(RefusalFinding finding)
    {
        var palette = screen.Palette;
        screen.Result($"{Painted(finding, palette)} {palette.Faint($"({Words(finding.Certainty)})")}");
        Paragraph(finding.Message);
        Paragraph($"Fix: {finding.Remedy}");
        screen.Result();
    }

    private void Paragraph(string text)
    {
        foreach (var line in LineWrapper.Lines(text, screen.Console.Width - Indent.Length))
        {
            screen.Result(Indent + line);
        }
    }

    private void Write(CanonicalComparison comparison)
    {
        screen.Result("The canonical request, line by line:");
        foreach (var line in comparison.ToString().TrimEnd('\n').Split('\n'))
        {
            screen.Result(line[..1] switch { "-" => screen.Palette.Bad(line), "+" => screen.Palette.Good(line), _ => line });
        }
    }

    private static string Painted(RefusalFinding finding, Palette palette) => finding.Certainty switch
    {
        RefusalCertainty.Proven or RefusalCertainty.Stated or RefusalCertainty.Likely => palette.Bad(finding.Code),
        RefusalCertainty.Possible => palette.Doubtful(finding.Code),
        _ => palette.Faint(finding.Code),
    };
}
