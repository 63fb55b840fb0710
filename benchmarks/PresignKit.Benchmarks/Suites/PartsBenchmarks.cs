using BenchmarkDotNet.Attributes;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Suites;

/// <summary>The 10,000 parts of an upload; figures are for one part.</summary>
public class PartsBenchmarks : Suite
{
    [Benchmark(Baseline = true, Description = "AWSSDK.S3, one after the other", OperationsPerInvoke = Workload.PartCount)]
    public int OfAwsSdk()
    {
        var length = 0;
        for (var number = 1; number <= Workload.PartCount; number++)
        {
            length += AwsSdk.PartUrl(number, PartsSubject.SizeOf(number)).Length;
        }

        return length;
    }

    [Benchmark(Description = "PresignKit, one after the other", OperationsPerInvoke = Workload.PartCount)]
    public int OfPresignKitInLoop()
    {
        var length = 0;
        for (var i = 0; i < Workload.PartCount; i++)
        {
            length += Parts.Sign(i).Url.Length;
        }

        return length;
    }

    [Benchmark(Description = "PresignKit, all at once", OperationsPerInvoke = Workload.PartCount)]
    public int OfPresignKit() => Parts.SignAll().Length;
}
