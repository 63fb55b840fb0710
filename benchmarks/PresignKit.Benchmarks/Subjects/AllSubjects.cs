namespace PresignKit.Benchmarks.Subjects;

/// <summary>Everyone who signs.</summary>
internal sealed class AllSubjects : IDisposable
{
    public PresignKitSubject PresignKit { get; } = new();

    public IssuerSubject Issuer { get; } = new();

    public HashingSubject Hashing { get; } = new();

    public PlatformSubject Platform { get; } = new();

    public AwsSdkSubject AwsSdk { get; } = new();

    public MinioSubject Minio { get; } = new();

    public AzureSasSubject AzureSas { get; } = new();

    public void Dispose()
    {
        Issuer.Dispose();
        AwsSdk.Dispose();
        Minio.Dispose();
    }
}
