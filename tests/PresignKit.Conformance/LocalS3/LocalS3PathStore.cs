using PresignKit.Conformance.Stores;
using PresignKit.LocalS3;
using PresignKit.S3;

namespace PresignKit.Conformance.LocalS3;

/// <summary>The embedded store, addressed by path.</summary>
public class LocalS3PathStore : S3ConformanceStore
{
    private const string AccessKey = "CONFORMANCE";
    private const string Secret = "conformance-suite-secret";

    private readonly string _directory = Directory.CreateTempSubdirectory("presignkit-conformance-").FullName;
    private LocalS3Server? _server;

    public override StoreProfile Profile => S3Profiles.Local;

    protected string Endpoint => _server!.Endpoint;

    protected override async ValueTask StartAsync() => _server = await LocalS3Server.StartAsync(
        new() { Directory = _directory, AccessKeyId = AccessKey, SecretAccessKey = Secret, Buckets = [Container] });

    protected override async ValueTask StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    protected override void Configure(S3StoreOptions options)
    {
        options.Endpoint = Endpoint;
        options.AccessKeyId = AccessKey;
        options.SecretAccessKey = Secret;
        options.Profile = Profile;
    }
}
