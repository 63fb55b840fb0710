using Amazon.Runtime;
using Amazon.S3;
using PresignKit.LocalS3;

namespace PresignKit.Cli.Tests.Fakes;

/// <summary>An embedded store with one bucket, and its owner's client.</summary>
public sealed class LocalStore : IAsyncLifetime
{
    public const string Bucket = "media";
    public const string AccessKey = "CLITESTACCESSKEY";
    public const string Secret = "cli-test-secret/0123456789+abcdef";

    private readonly string _directory = Directory.CreateTempSubdirectory("presignkit-cli-").FullName;
    private LocalS3Server? _server;

    public string Endpoint => _server!.Endpoint;

    public async ValueTask InitializeAsync() => _server = await LocalS3Server.StartAsync(
        new() { Directory = _directory, AccessKeyId = AccessKey, SecretAccessKey = Secret, Buckets = [Bucket] });

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    public AmazonS3Client Owner() => new(
        new BasicAWSCredentials(AccessKey, Secret),
        new AmazonS3Config { ServiceURL = Endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });

    /// <summary>A console with the store's keys in its environment.</summary>
    internal static FakeConsole Console(bool isTerminal = false) => new()
    {
        IsTerminal = isTerminal,
        Variables = { ["AWS_ACCESS_KEY_ID"] = AccessKey, ["AWS_SECRET_ACCESS_KEY"] = Secret },
    };
}
