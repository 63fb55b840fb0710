using BenchmarkDotNet.Attributes;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Suites;

/// <summary>The subjects and the rotating keys that every suite shares.</summary>
[MemoryDiagnoser]
public abstract class Suite : IDisposable
{
    private int _next;

    private protected PresignKitSubject PresignKit { get; } = new();

    private protected IssuerSubject Issuer { get; } = new();

    private protected AwsSdkSubject AwsSdk { get; } = new();

    private protected MinioSubject Minio { get; } = new();

    [GlobalSetup]
    public void Check() => Agreement.Check(PresignKit, AwsSdk, Minio);

    [GlobalCleanup]
    public void Dispose()
    {
        Issuer.Dispose();
        AwsSdk.Dispose();
        Minio.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected string NextKey() => Workload.Key(_next++);
}
