using System.Text;
using PresignKit.Uploads;

namespace PresignKit.Tests.Uploads;

/// <summary>The generated part of docs/guarantees.md matches the rules.</summary>
public sealed class GuaranteesPageTests
{
    private const string Variable = "PRESIGNKIT_WRITE_DOCS";
    private const string Begin = "<!-- Generated from the rules of guarantees, up to the end mark. Do not edit. -->\n";
    private const string End = "<!-- End of the generated part. -->\n";

    [Fact]
    public void GuaranteesPage_GeneratedPart_MatchesTheRules()
    {
        var path = Path.Combine(Repository(), "docs", "guarantees.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin, $"docs/guarantees.md must contain the marks {Begin} and {End}");
        var generated = $"{page[..begin]}{Begin}\n{Generate()}\n{page[end..]}";
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(path, generated);
            return;
        }

        Assert.True(
            page == generated,
            $"docs/guarantees.md differs from the rules. Regenerate it: {Variable}=1 dotnet run --project tests/PresignKit.Tests -- "
                + $"--filter-class {typeof(GuaranteesPageTests).FullName}");
    }

    private static string Generate()
    {
        var text = new StringBuilder("| guarantee | level | in one part | by PUT | by form | in many parts |\n|---|---|---|---|---|---|\n");
        foreach (var guarantee in GuaranteeTable.All.GroupBy(basis => basis.Guarantee))
        {
            var name = char.ToLowerInvariant(guarantee.Key.ToString()[0]) + guarantee.Key.ToString()[1..];
            AppendRow(text, name, "enforcedByStore", [.. guarantee.Select(basis => Cell(basis.Enforced))]);
            AppendRow(text, name, "verifiedOnCompletion", [.. guarantee.Select(basis => Cell(basis.Verified))]);
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, string guarantee, string level, string[] cells)
    {
        if (cells.Any(cell => cell != "never"))
        {
            text.Append("| ").AppendJoin(" | ", [guarantee, level, .. cells]).Append(" |\n");
        }
    }

    private static string Cell(IReadOnlyList<string>? capabilities) => capabilities switch
    {
        null => "never",
        [] => "always",
        _ => string.Join(", ", capabilities),
    };

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PresignKit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests contains PresignKit.sln.");
    }
}
