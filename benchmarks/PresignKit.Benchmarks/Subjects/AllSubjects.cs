namespace PresignKit.Benchmarks.Subjects;

/// <summary>All signers that are compared.</summary>
internal sealed class AllSubjects : IDisposable
{
    public PresignKitSubject PresignKit { get; } = new();

    public IssuerSubject Issuer { get; } = new();

    public PartsSubject Parts { get; } = new();

    public HashingSubject Hashing { get; } = new();

    public PlatformSubject Platform { get; } = new();

    public AwsSdkSubject AwsSdk { get; } = new();

    public MinioSubject Minio { get; } = new();

    public AzureSasSubject AzureSas { get; } = new();

    public void Dispose()
    {
        Issuer.Dispose();
        Parts.Dispose();
        AwsSdk.Dispose();
        Minio.Dispose();
    }
}
