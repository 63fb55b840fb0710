namespace PresignKit.Benchmarks.Reports;

/// <summary>Writes goals and figures to the console.</summary>
internal static class GoalReport
{
    public static void Write(IReadOnlyCollection<Goal> goals, TextWriter output)
    {
        output.WriteLine($"{"goal",-48}{"reach",-48}{"measured",-34}");
        foreach (var goal in goals)
        {
            output.WriteLine($"{goal.Case,-48}{goal.Reach,-48}{goal.Measured,-34}{(goal.IsMet ? "" : "missed")}");
        }

        output.WriteLine();
    }
}
