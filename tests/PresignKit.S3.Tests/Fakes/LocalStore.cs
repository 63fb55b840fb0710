using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.LocalS3;

namespace PresignKit.S3.Tests.Fakes;

/// <summary>A local store that refuses what Amazon refuses, and applications that use it.</summary>
public class LocalStore : IAsyncLifetime
{
    public const string Bucket = "media-bucket";
    public const string Region = "eu-central-1";
    public const string AccessKey = "AKIDLOCAL";
    public const string Secret = "local-secret-that-no-message-shows";

    private readonly string _directory = Path.Combine(Path.GetTempPath(), "presignkit-s3-tests-" + Path.GetRandomFileName());
    private LocalS3Server? _server;

    public string Endpoint => _server!.Endpoint;

    public HttpClient Http { get; } = new();

    public IAmazonS3 Client { get; private set; } = null!;

    protected virtual bool PretendEncryption => false;

    public async ValueTask InitializeAsync()
    {
        _server = await LocalS3Server.StartAsync(new()
        {
            Directory = _directory, AccessKeyId = AccessKey, SecretAccessKey = Secret, Region = Region, Buckets = [Bucket],
            PretendEncryption = PretendEncryption,
        });
        Client = new AmazonS3Client(
            new BasicAWSCredentials(AccessKey, Secret),
            new AmazonS3Config { ServiceURL = Endpoint, ForcePathStyle = true, AuthenticationRegion = Region });
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        Http.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>An application with this store and the options that the test changes.</summary>
    internal ServiceProvider Application(
        Action<S3StoreOptions>? change = null, Action<PresignKitBuilder>? configure = null, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? TimeProvider.System);
        Configure(services.AddPresignKit(), change, configure);
        return services.BuildServiceProvider();
    }

    internal void Configure(PresignKitBuilder presignKit, Action<S3StoreOptions>? change = null, Action<PresignKitBuilder>? configure = null)
    {
        presignKit.AddS3("media", options =>
        {
            (options.Endpoint, options.Bucket, options.Region) = (Endpoint, Bucket, Region);
            (options.AccessKeyId, options.SecretAccessKey) = (AccessKey, Secret);
            options.Profile = S3Profiles.Local;
            change?.Invoke(options);
        });
        if (configure is null)
        {
            presignKit.AddVideoPolicy();
        }
        else
        {
            configure(presignKit);
        }
    }
}

/// <summary>The same, which accepts what a policy demands about encryption.</summary>
public sealed class PretendingLocalStore : LocalStore
{
    protected override bool PretendEncryption => true;
}
