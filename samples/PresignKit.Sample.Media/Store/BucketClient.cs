using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace PresignKit.Sample.Media.Store;

/// <summary>Creates the AWS SDK client that prepares the bucket, and explains its exceptions by the setting to change.</summary>
internal static class BucketClient
{
    public static AmazonS3Client Create(RemoteStoreSettings settings)
    {
        var config = new AmazonS3Config
        {
            // Stores other than Amazon refuse the checksums that the SDK adds by default.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxErrorRetry = 1,
        };
        if (settings.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = settings.Region;
            config.ForcePathStyle = true;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region);
        }

        return settings is { AccessKey: { } key, SecretKey: { } secret }
            ? new(new BasicAWSCredentials(key, secret), config)
            : new(config);
    }

    /// <summary>What to change; null if the exception does not come from the store.</summary>
    public static StoreStartException? Explain(Exception exception, RemoteStoreSettings settings)
    {
        var message = exception switch
        {
            AmazonServiceException { ErrorCode: "InvalidAccessKeyId" } =>
                "The store does not know the access key. Check --S3:AccessKey.",
            AmazonServiceException { ErrorCode: "SignatureDoesNotMatch" } =>
                "The store refuses the signature. Check --S3:SecretKey and --S3:Region.",
            AmazonServiceException { ErrorCode: "RequestTimeTooSkewed" } =>
                "The clocks of the store and this machine differ by more than 15 minutes. Set the clock.",
            AmazonServiceException { StatusCode: HttpStatusCode.Moved or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect } =>
                $"Bucket '{settings.Bucket}' is not in region '{settings.Region}'. Check --S3:Region.",
            AmazonServiceException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } =>
                $"The store denies access to bucket '{settings.Bucket}'. Check --S3:AccessKey, --S3:SecretKey, and --S3:Bucket, "
                + "and the permissions of the account.",
            AmazonServiceException { StatusCode: not 0 } service =>
                $"The store at {settings.BrowserEndpoint} responds with {(int)service.StatusCode} {service.ErrorCode}. Check --S3:Endpoint.",
            AmazonServiceException or HttpRequestException or IOException or TimeoutException or OperationCanceledException =>
                $"No S3 server responds at {settings.Endpoint ?? settings.BrowserEndpoint}. Check --S3:Endpoint and whether the store is running.",
            StoreException store => store.Message,
            AmazonClientException =>
                "No credentials were found. Set --S3:AccessKey and --S3:SecretKey, or any source that the AWS SDK uses.",
            _ => null,
        };
        return message is null ? null : new(message, exception);
    }
}
