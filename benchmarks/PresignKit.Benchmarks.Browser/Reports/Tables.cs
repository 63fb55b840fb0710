using PresignKit.Benchmarks.Browser.Rows;

namespace PresignKit.Benchmarks.Browser.Reports;

/// <summary>The tables of docs/uploads.md, in Markdown.</summary>
internal static class Tables
{
    public static IEnumerable<string> Goals(Report report) =>
    [
        $"{report.Machine}. Load before each row: at most {report.Rows.Max(row => row.Load[0]).Text()}.",
        "",
        "| case | to reach | measured | |",
        "|---|---|---|---|",
        .. report.Rows.Select(row =>
            $"| {row.Case} | {row.Reach} | {row.Measured} | {row.IsMet switch { true => "reached", false => "**missed**", null => "" }} |"),
    ];

    /// <summary>Seconds of each client, and how many times longer it takes than presignkit.js.</summary>
    public static IEnumerable<string> Peers(Report report)
    {
        var rows = report.Rows.Where(row => row.Name.StartsWith("peers-", StringComparison.Ordinal)).ToArray();
        var labels = rows.SelectMany(row => row.Runs).Select(run => run.Label).Distinct();
        return
        [
            $"| client | {string.Join(" | ", rows.Select(row => row.Case[(row.Case.IndexOf(':', StringComparison.Ordinal) + 2)..]))} |",
            $"|---|{string.Concat(Enumerable.Repeat("---|", rows.Length))}",
            .. labels.Select(label => $"| {label} | {string.Join(" | ", rows.Select(row => Cell(row, label)))} |"),
        ];
    }

    private static string Cell(RowResult row, string label)
    {
        var runs = row.Runs.SingleOrDefault(run => run.Label == label);
        var ours = row.Runs.SingleOrDefault(run => run.Label == Variant.PresignKit.Label);
        return runs is null ? ""
            : ours is null || ours == runs ? $"{runs.Seconds.Median().Text()} s"
            : $"{runs.Seconds.Median().Text()} s, {RowOutcome.Ratios(runs, ours).Median().Text()} x";
    }
}
