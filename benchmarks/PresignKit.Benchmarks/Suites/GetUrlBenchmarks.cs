using BenchmarkDotNet.Attributes;

namespace PresignKit.Benchmarks.Suites;

/// <summary>A URL that downloads one object.</summary>
public class GetUrlBenchmarks : Suite
{
    [Benchmark(Baseline = true, Description = "AWSSDK.S3")]
    public string OfAwsSdk() => AwsSdk.GetUrl(NextKey());

    [Benchmark(Description = "Minio")]
    public string OfMinio() => Minio.GetUrl(NextKey());

    [Benchmark(Description = "Azure SAS (another scheme)")]
    public string OfAzure() => AzureSas.GetUrl(NextKey());

    [Benchmark(Description = "PresignKit, string")]
    public string OfPresignKit() => PresignKit.GetUrl(NextKey());

    [Benchmark(Description = "PresignKit, UTF-8")]
    public int OfPresignKitInUtf8() => PresignKit.GetUtf8(NextKey());

    [Benchmark(Description = "PresignKit, UTF-8, hashed by the platform")]
    public int OfPresignKitByPlatform() => Platform.GetUtf8(NextKey());

    [Benchmark(Description = "Its hashing alone")]
    public int OfHashing() => Hashing.Hash(NextIndex());

    [Benchmark(Description = "PresignKit, issuer")]
    public string OfIssuer() => Issuer.GetUrl(NextKey());
}
