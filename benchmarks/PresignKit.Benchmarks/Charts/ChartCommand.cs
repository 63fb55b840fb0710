using PresignKit.Benchmarks.Reports;

namespace PresignKit.Benchmarks.Charts;

/// <summary>The command <c>chart</c>: draws charts from the reports in the docs folder.</summary>
internal static class ChartCommand
{
    public static int Run(string docs)
    {
        var run = new RunFiles(docs);
        Write(docs, "ratios.svg", RatioChart.Draw(run.Ratios, run.Machine));
        Write(docs, "scaling.svg", ScalingChart.Draw(run.Scaling, run.Machine));
        return 0;
    }

    private static void Write(string docs, string name, string drawing)
    {
        var path = Path.Combine(docs, RunFiles.Folder, name);
        File.WriteAllText(path, drawing);
        Console.WriteLine(path);
    }
}
