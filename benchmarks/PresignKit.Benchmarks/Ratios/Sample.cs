using System.Diagnostics;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>The cost of one URL while a row ran many times in succession.</summary>
/// <param name="Nanoseconds">Wall-clock time; for two threads, that of both divided by the URLs of both.</param>
/// <param name="Bytes">What the threads that ran it allocated.</param>
/// <param name="AloneNanoseconds">For two threads: the time of one of them alone, measured just before.</param>
internal readonly record struct Sample(double Nanoseconds, double Bytes, double? AloneNanoseconds = null)
{
    // The sum of the results of the operations: an unused result could be optimized away. One for each thread.
    [ThreadStatic]
    private static long t_sink;

    public static Sample Run(Row row, int calls, Companion companion)
    {
        var alone = RunAlone(row, calls);
        if (row.Threads == 1)
        {
            return alone;
        }

        return RunTogether(row, calls, companion) with { AloneNanoseconds = alone.Nanoseconds };
    }

    /// <summary>Returns how often to call a row, on each of its threads, so that it runs for about the requested time.</summary>
    public int CallsFor(Row row, TimeSpan wanted)
    {
        var calls = (int)Math.Clamp(wanted.TotalNanoseconds / (Nanoseconds * row.Urls * row.Threads), 1, 1_000_000);

        // Each key equally often if possible, because the keys, and therefore the URLs, differ in length.
        return calls > Workload.KeyCount ? calls - calls % Workload.KeyCount : calls;
    }

    private static Sample RunAlone(Row row, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        var allocated = Loop(row, calls);
        var elapsed = Stopwatch.GetElapsedTime(start);
        var urls = (double)calls * row.Urls;
        return new(elapsed.TotalNanoseconds / urls, allocated / urls);
    }

    private static Sample RunTogether(Row row, int calls, Companion companion)
    {
        var (elapsed, allocated) = companion.Run(() => Loop(row, calls));
        var urls = 2.0 * calls * row.Urls;
        return new(elapsed.TotalNanoseconds / urls, allocated / urls);
    }

    /// <returns>The number of bytes that this thread allocated.</returns>
    private static long Loop(Row row, int calls)
    {
        var operation = row.Operation;
        var sum = 0L;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < calls; i++)
        {
            sum += operation(i);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        t_sink += sum;
        return allocated;
    }
}
