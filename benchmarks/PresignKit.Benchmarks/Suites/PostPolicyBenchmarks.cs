using BenchmarkDotNet.Attributes;

namespace PresignKit.Benchmarks.Suites;

/// <summary>A form that uploads one object: exact key, exact type, a range of sizes.</summary>
public class PostPolicyBenchmarks : Suite
{
    [Benchmark(Baseline = true, Description = "AWSSDK.S3")]
    public object OfAwsSdk() => AwsSdk.Post(NextKey());

    [Benchmark(Description = "Minio")]
    public object OfMinio() => Minio.Post(NextKey());

    [Benchmark(Description = "PresignKit")]
    public object OfPresignKit() => PresignKit.Post(NextKey());
}
