using System.Diagnostics;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>
/// Runs every row in turn until times no longer improve. Tiered compilation replaces code in the background, especially in large libraries:
/// measured too early, AWSSDK.S3 appears two to three times slower than it is.
/// </summary>
internal static class Warmup
{
    private const double Improvement = 0.97;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // Measured in processor time: on a busy machine, this process, including the compiler, gets only a part of each second.
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);

    /// <returns>The fastest sample of each row, and whether the times settled before the maximum warm-up time.</returns>
    public static (Sample[] Fastest, bool Settled) Run(IReadOnlyList<Row> rows, Companion companion)
    {
        var clock = Stopwatch.StartNew();
        var fastest = rows.Select(row => Sample.Run(row, 1, companion)).ToArray();
        var lastImprovement = TimeSpan.Zero;
        while (clock.Elapsed < Longest)
        {
            for (var i = 0; i < fastest.Length; i++)
            {
                var sample = Sample.Run(rows[i], fastest[i].CallsFor(rows[i], Slice), companion);
                if (sample.Nanoseconds < fastest[i].Nanoseconds * Improvement)
                {
                    lastImprovement = clock.Elapsed;
                }

                if (sample.Nanoseconds < fastest[i].Nanoseconds)
                {
                    fastest[i] = sample;
                }
            }

            if (Environment.CpuUsage.TotalTime >= Work && clock.Elapsed - lastImprovement >= Calm)
            {
                return (fastest, Settled: true);
            }
        }

        return (fastest, Settled: false);
    }
}
