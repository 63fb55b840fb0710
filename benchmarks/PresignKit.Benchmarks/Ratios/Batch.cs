using System.Diagnostics;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>Runs one row many times in a row and says what one time cost.</summary>
/// <param name="Nanoseconds">Wall-clock time of one operation.</param>
/// <param name="Bytes">What one operation allocated on this thread.</param>
internal readonly record struct Batch(double Nanoseconds, double Bytes)
{
    // What the operations answer is added up here: a result that nobody reads need not be computed. One sink a thread.
    [ThreadStatic]
    private static long t_sink;

    public static Batch Run(Row row, int count)
    {
        var operation = row.Operation;
        var sum = 0L;
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            sum += operation(Workload.Key(i));
        var elapsed = Stopwatch.GetElapsedTime(start);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        t_sink += sum;
        return new(elapsed.TotalNanoseconds / count, (double)allocated / count);
    }

    /// <summary>How many operations take about as long as wanted.</summary>
    public int CountFor(TimeSpan wanted) => (int)Math.Clamp(wanted.TotalNanoseconds / Nanoseconds, 1, 1_000_000);
}
