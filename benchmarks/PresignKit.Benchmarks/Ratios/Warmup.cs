using System.Diagnostics;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>
/// Runs every row, round robin, until no time improves any more. Tiered compilation replaces code in the background, above all
/// in large libraries: measured too early, AWSSDK.S3 seems two to three times slower than it is.
/// </summary>
internal static class Warmup
{
    private const double Improvement = 0.97;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // Counted in processor time: on a busy machine this process, and with it the compiler, gets only a share of each second.
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);

    /// <returns>The fastest sample of each row, and whether the times had settled before the longest warm-up was over.</returns>
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
