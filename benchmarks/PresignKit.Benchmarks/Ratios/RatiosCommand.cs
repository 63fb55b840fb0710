using PresignKit.Benchmarks.Reports;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>The command <c>ratios</c>: measures the rows, and compares them with the goals.</summary>
internal static class RatiosCommand
{
    private const int Rounds = 21;

    public static int Run(string? jsonPath)
    {
        using var subjects = new AllSubjects();
        Agreement.Check(subjects);

        MachineInfo.Write(Console.Out);
        var table = RatioTable.Measure(RatioRows.Of(subjects), Rounds);
        var rows = table.ToResults();
        ConsoleReport.Write(table, rows, Console.Out);
        GoalReport.Write(RatioGoals.Of(rows, Vectors.Width), Console.Out);
        return jsonPath is null ? 0 : Json.Write(rows, jsonPath);
    }
}
