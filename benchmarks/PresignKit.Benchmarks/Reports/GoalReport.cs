namespace PresignKit.Benchmarks.Reports;

/// <summary>Goals beside figures, for people.</summary>
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
