using BenchmarkDotNet.Attributes;
using PresignKit.Benchmarks.Ratios;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Suites;

/// <summary>The same on one thread and on two at once: figures are for one URL, so two threads should take half the time.</summary>
public class TwoThreadsBenchmarks : Suite
{
    private const int Calls = 8 * Workload.KeyCount;

    private readonly Companion _companion = new();

    [Benchmark(Baseline = true, Description = "UTF-8, one thread", OperationsPerInvoke = Calls)]
    public long OneInUtf8() => Utf8();

    [Benchmark(Description = "UTF-8, two threads", OperationsPerInvoke = 2 * Calls)]
    public long TwoInUtf8() => _companion.Run(Utf8).Sum;

    [Benchmark(Description = "Strings, one thread", OperationsPerInvoke = Calls)]
    public long OneInStrings() => Strings();

    [Benchmark(Description = "Strings, two threads", OperationsPerInvoke = 2 * Calls)]
    public long TwoInStrings() => _companion.Run(Strings).Sum;

    private protected override void DisposeMore() => _companion.Dispose();

    private long Utf8()
    {
        var length = 0L;
        for (var i = 0; i < Calls; i++)
        {
            length += PresignKit.GetUtf8(Workload.Key(i));
        }

        return length;
    }

    private long Strings()
    {
        var length = 0L;
        for (var i = 0; i < Calls; i++)
        {
            length += PresignKit.GetUrl(Workload.Key(i)).Length;
        }

        return length;
    }
}
