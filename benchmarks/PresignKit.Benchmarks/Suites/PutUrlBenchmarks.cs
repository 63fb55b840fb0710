using BenchmarkDotNet.Attributes;

namespace PresignKit.Benchmarks.Suites;

/// <summary>A URL that uploads one object, with a signed content type if the peer supports it.</summary>
public class PutUrlBenchmarks : Suite
{
    [Benchmark(Baseline = true, Description = "AWSSDK.S3")]
    public string OfAwsSdk() => AwsSdk.PutUrl(NextKey());

    [Benchmark(Description = "Minio")]
    public string OfMinio() => Minio.PutUrl(NextKey());

    [Benchmark(Description = "PresignKit, string")]
    public string OfPresignKit() => PresignKit.PutUrl(NextKey());

    [Benchmark(Description = "PresignKit, slot")]
    public UploadSlot OfIssuer() => Issuer.PutSlot();
}
