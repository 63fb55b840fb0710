using BenchmarkDotNet.Attributes;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Suites;

/// <summary>The URLs of 1,500 segments; figures are for one URL.</summary>
public class BatchBenchmarks : Suite
{
    [Benchmark(Baseline = true, Description = "AWSSDK.S3, one after the other", OperationsPerInvoke = Workload.BatchSize)]
    public int OfAwsSdk()
    {
        var length = 0;
        foreach (var key in Workload.Batch)
        {
            length += AwsSdk.GetUrl(key).Length;
        }

        return length;
    }

    [Benchmark(Description = "Minio, one after the other", OperationsPerInvoke = Workload.BatchSize)]
    public int OfMinio()
    {
        var length = 0;
        foreach (var key in Workload.Batch)
        {
            length += Minio.GetUrl(key).Length;
        }

        return length;
    }

    [Benchmark(Description = "PresignKit, one after the other", OperationsPerInvoke = Workload.BatchSize)]
    public int OfPresignKitInLoop()
    {
        var length = 0;
        foreach (var key in Workload.Batch)
        {
            length += PresignKit.GetUtf8(key);
        }

        return length;
    }

    [Benchmark(Description = "PresignKit, strings", OperationsPerInvoke = Workload.BatchSize)]
    public int OfPresignKit() => PresignKit.GetBatch(Workload.Batch).Length;

    [Benchmark(Description = "PresignKit, UTF-8", OperationsPerInvoke = Workload.BatchSize)]
    public int OfPresignKitInUtf8() => PresignKit.GetBatchUtf8(Workload.Batch);

    [Benchmark(Description = "PresignKit, UTF-8, keys of 20 to 200 characters", OperationsPerInvoke = Workload.BatchSize)]
    public int OfMixedKeys() => PresignKit.GetBatchUtf8(Workload.MixedKeys.AsSpan());

    [Benchmark(Description = "PresignKit, issuer, strings", OperationsPerInvoke = Workload.BatchSize)]
    public int OfIssuer() => Issuer.GetBatch().Count;

    [Benchmark(Description = "PresignKit, issuer, UTF-8", OperationsPerInvoke = Workload.BatchSize)]
    public int OfIssuerInUtf8() => Issuer.GetBatchUtf8();
}
