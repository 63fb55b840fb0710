using System.Diagnostics;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>What one URL cost while a row ran many times in a row.</summary>
/// <param name="Nanoseconds">Wall-clock time; of two threads at once, that of both together over the URLs of both.</param>
/// <param name="Bytes">What was allocated by the threads that ran it.</param>
/// <param name="AloneNanoseconds">Of two threads: what it took one of them alone, just before.</param>
internal readonly record struct Sample(double Nanoseconds, double Bytes, double? AloneNanoseconds = null)
{
    // What the operations answer is added up here: a result that nobody reads need not be computed. One sink a thread.
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

    /// <summary>How often a row is to be called, on each of its threads, to run about as long as wanted.</summary>
    public int CallsFor(Row row, TimeSpan wanted)
    {
        var calls = (int)Math.Clamp(wanted.TotalNanoseconds / (Nanoseconds * row.Urls * row.Threads), 1, 1_000_000);

        // All keys equally often, where that is possible: they differ in length, and so do the URLs' sizes.
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

    /// <returns>How many bytes this thread allocated.</returns>
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
