using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PresignKit.S3.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Tests.Fakes;

internal static class TestStoreProvider
{
    /// <summary>Creates a provider without an issuer and policies.</summary>
    public static S3StoreProvider Create(
        Action<S3StoreOptions> change, TimeProvider? clock = null, TimeSpan? needed = null, Microsoft.Extensions.Logging.ILogger? logger = null)
    {
        var options = new S3StoreOptions
        {
            Bucket = "media-bucket", Region = "eu-central-1", AccessKeyId = TestApp.AccessKey, SecretAccessKey = TestApp.Secret,
        };
        change(options);
        var flaws = new List<string>();
        var settings = S3StoreSettingsBuilder.Build("media", options, flaws);
        Assert.Empty(flaws);
        return new(
            settings!, clock ?? new FakeTimeProvider(TestApp.Now), () => needed ?? TimeSpan.FromMinutes(15), options: null, logger ?? NullLogger.Instance);
    }

    /// <summary>Creates a provider with AWS SDK credentials instead of static ones.</summary>
    public static S3StoreProvider Create(Amazon.Runtime.AWSCredentials credentials, TimeProvider clock) => Create(
        options => (options.AccessKeyId, options.SecretAccessKey, options.Credentials) = (null, null, credentials), clock);
}
