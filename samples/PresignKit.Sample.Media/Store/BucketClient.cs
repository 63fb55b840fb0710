using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace PresignKit.Sample.Media.Store;

/// <summary>The AWS SDK for what is done to a bucket once, and from its exceptions to the setting to change.</summary>
internal static class BucketClient
{
    public static AmazonS3Client Create(RemoteStoreSettings settings)
    {
        var config = new AmazonS3Config
        {
            // Other stores than Amazon refuse the checksums that the SDK adds by itself.
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

    /// <summary>What to change; null where the exception is none of the store's.</summary>
    public static StoreStartException? Explain(Exception exception, RemoteStoreSettings settings)
    {
        var message = exception switch
        {
            AmazonServiceException { ErrorCode: "InvalidAccessKeyId" } =>
                "The store does not know the access key: look at --S3:AccessKey.",
            AmazonServiceException { ErrorCode: "SignatureDoesNotMatch" } =>
                "The store refuses the signature: look at --S3:SecretKey and --S3:Region.",
            AmazonServiceException { ErrorCode: "RequestTimeTooSkewed" } =>
                "The store's clock and this machine's are more than 15 minutes apart: set the clock.",
            AmazonServiceException { StatusCode: HttpStatusCode.Moved or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect } =>
                $"Bucket '{settings.Bucket}' is in another region than '{settings.Region}': look at --S3:Region.",
            AmazonServiceException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } =>
                $"The store denies access to bucket '{settings.Bucket}': look at --S3:AccessKey, --S3:SecretKey and --S3:Bucket, and at what that account may do.",
            AmazonServiceException { StatusCode: not 0 } service =>
                $"The store at {settings.BrowserEndpoint} answers {(int)service.StatusCode} {service.ErrorCode}: look at --S3:Endpoint.",
            AmazonServiceException or HttpRequestException or IOException or TimeoutException or OperationCanceledException =>
                $"Nothing that speaks S3 answers at {settings.Endpoint ?? settings.BrowserEndpoint}: look at --S3:Endpoint, and whether the store runs.",
            StoreException presign => presign.Message,
            AmazonClientException =>
                "There are no credentials: give --S3:AccessKey and --S3:SecretKey, or run where the AWS SDK finds some.",
            _ => null,
        };
        return message is null ? null : new(message, exception);
    }
}
