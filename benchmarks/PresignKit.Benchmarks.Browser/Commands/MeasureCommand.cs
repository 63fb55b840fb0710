using Microsoft.Playwright;
using PresignKit.Benchmarks.Browser.Reports;
using PresignKit.Benchmarks.Browser.Rows;

namespace PresignKit.Benchmarks.Browser.Commands;

/// <summary>Measures rows, and writes the report after each of them.</summary>
internal static class MeasureCommand
{
    /// <returns>The exit code: 1 if a row could not be measured. A goal that is missed is a result, too, unless <c>--strict</c> is given.</returns>
    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        await using var bench = await Bench.StartAsync(arguments);
        var machine = Machine.Describe((await bench.ChromiumAsync()).Version);
        Console.WriteLine(machine);
        var failures = 0;
        foreach (var row in arguments.Rows)
        {
            var before = Bench.Load();
            Console.WriteLine($"\n{row.Name}: {row.Case} (load {before.Text()})");
            try
            {
                var outcome = await row.MeasureAsync(bench);
                var name = arguments.Store is { } store ? $"{row.Name}-{store.Name}" : row.Name;
                var result = new RowResult(name, row.Case, row.Reach, outcome.Measured, outcome.IsMet, outcome.Runs, [before, Bench.Load()]);
                Write(result);
                failures += arguments.IsStrict && result.IsMet == false ? 1 : 0;
                if (arguments.JsonPath is { } path)
                {
                    new Report(machine, [result]).Write(path);
                }
            }
            catch (Exception e) when (e is PlaywrightException or InvalidOperationException or TimeoutException or OperationCanceledException)
            {
                failures++;
                Console.Error.WriteLine($"  {row.Name} could not be measured: {e.Message}");
            }
        }

        return failures > 0 ? 1 : 0;
    }

    private static void Write(RowResult result)
    {
        foreach (var runs in result.Runs)
        {
            Console.WriteLine(
                $"  {runs.Label,-28}{runs.Seconds.Spread()} s"
                + (runs.SentSeconds.Count > 0 ? $"; sent after {runs.SentSeconds.Median().Text()} s" : "")
                + (runs.Lanes > 0 ? $"; up to {runs.Lanes} lanes" : ""));
        }

        var verdict = result.IsMet switch { true => "reached", false => "MISSED", null => "no goal" };
        Console.WriteLine($"  = {result.Measured}; to reach: {result.Reach}; {verdict} (load {result.Load[1].Text()})");
    }
}
