using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using PresignKit.S3.Connections;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Objects;

/// <summary>Creates clients of the AWS SDK with settings that work with every S3 store.</summary>
internal static class S3ClientFactory
{
    public static AmazonS3Client Create(S3StoreSettings settings, AWSCredentials credentials, TimeProvider clock)
    {
        var config = Configure(settings);
        config.HttpClientFactory = new ClockedHttp(credentials, clock, config);
        return new S3Client(credentials, config, settings.BucketFacts);
    }

    internal static AmazonS3Config Configure(S3StoreSettings settings)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = settings.Addressing == BucketAddressing.Path,

            // Ceph and Swift refuse the SDK's newer default, a CRC in every request.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,

            // Never from the environment: the settings have been determined, and URLs are signed for them.
            UseFIPSEndpoint = settings.UseFips,
            UseDualstackEndpoint = settings.UseDualstack,

            // A store in the same network accepts a connection quickly or not at all, but copying gigabytes takes minutes.
            ConnectTimeout = TimeSpan.FromSeconds(5),
            Timeout = TimeSpan.FromMinutes(5),
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 2,
        };
        if (settings.ServiceUrl is { } url)
        {
            config.ServiceURL = url;
            config.AuthenticationRegion = settings.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region);

            // The settings have been determined, and URLs are signed for them; the SDK must not read the environment once more.
            config.IgnoreConfiguredEndpointUrls = true;
        }

        return config;
    }
}
