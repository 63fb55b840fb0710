using BenchmarkDotNet.Attributes;

namespace PresignKit.Benchmarks.Suites;

/// <summary>A URL that downloads one object.</summary>
public class GetUrlBenchmarks : Suite
{
    [Benchmark(Baseline = true, Description = "AWSSDK.S3")]
    public string OfAwsSdk() => AwsSdk.GetUrl(NextKey());

    [Benchmark(Description = "Minio")]
    public string OfMinio() => Minio.GetUrl(NextKey());

    [Benchmark(Description = "PresignKit, string")]
    public string OfPresignKit() => PresignKit.GetUrl(NextKey());

    [Benchmark(Description = "PresignKit, UTF-8")]
    public int OfPresignKitInUtf8() => PresignKit.GetUtf8(NextKey());

    [Benchmark(Description = "PresignKit, issuer")]
    public string OfIssuer() => Issuer.GetUrl(NextKey());
}
