using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Stores;
using PresignKit.S3;
using PresignKit.Testing;

namespace PresignKit.Conformance.MinIO;

/// <summary>A bucket on MinIO, registered by <c>AddMinio</c>.</summary>
public sealed class MinioStore : S3ConformanceStore
{
    private readonly MinioServer _server = new();
    private string? _missing;

    /// <summary>
    /// The profile, without what depends on the build: an image may be newer or older than the source that the profile was read in. The probe prints what
    /// this one does (<see cref="MinioProbeTests"/>); the suites skip what is Unknown, and everything else must be so in every build that still serves.
    /// </summary>
    public override StoreProfile Profile => S3Profiles.Minio with
    {
        IsolatedPut = Capability.Unknown,
        IsolatedPart = Capability.Unknown,
        ChecksumSha256 = Capability.Unknown,
        PartChecksum = Capability.Unknown,
        FormChecksum = Capability.Unknown,
        ConditionalCopy = Capability.Unknown,
    };

    /// <summary>This store, if a Docker engine is available; otherwise the test is skipped.</summary>
    public MinioStore Running
    {
        get
        {
            TestRequirement.Check("minio", _missing);
            return this;
        }
    }

    protected override async ValueTask StartAsync()
    {
        _missing = await _server.TryStartAsync();
        if (_missing is not null)
        {
            return;
        }

        using var client = CreateClient();
        await client.PutBucketAsync(Container);
    }

    protected override ValueTask StopAsync() => _server.DisposeAsync();

    protected override void AddStores(PresignKitBuilder kit, bool isDirect)
    {
        kit.AddMinio(StoreName, options =>
        {
            options.Bucket = Container;
            Configure(options);
        });
        kit.AddMinio(MissingStoreName, options =>
        {
            options.Bucket = "no-such-bucket";
            Configure(options);
        });
    }

    protected override void Configure(S3StoreOptions options)
    {
        options.Endpoint = _missing is null ? _server.Endpoint : "http://127.0.0.1:9000";
        options.AccessKeyId = MinioServer.AccessKey;
        options.SecretAccessKey = MinioServer.Secret;
    }
}
