using BenchmarkDotNet.Attributes;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.Suites;

/// <summary>The subjects and the rotating keys that every suite shares.</summary>
[MemoryDiagnoser]
public abstract class Suite : IDisposable
{
    private readonly AllSubjects _subjects = new();
    private int _next;

    private protected PresignKitSubject PresignKit => _subjects.PresignKit;

    private protected IssuerSubject Issuer => _subjects.Issuer;

    private protected PartsSubject Parts => _subjects.Parts;

    private protected HashingSubject Hashing => _subjects.Hashing;

    private protected PlatformSubject Platform => _subjects.Platform;

    private protected AwsSdkSubject AwsSdk => _subjects.AwsSdk;

    private protected MinioSubject Minio => _subjects.Minio;

    private protected AzureSasSubject AzureSas => _subjects.AzureSas;

    [GlobalSetup]
    public void Check() => Agreement.Check(_subjects);

    [GlobalCleanup]
    public void Dispose()
    {
        _subjects.Dispose();
        DisposeMore();
        GC.SuppressFinalize(this);
    }

    private protected virtual void DisposeMore()
    {
    }

    private protected string NextKey() => Workload.Key(_next++);

    private protected int NextIndex() => _next++;
}
