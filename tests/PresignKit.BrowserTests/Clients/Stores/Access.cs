using Amazon.Runtime;
using Amazon.S3;

namespace PresignKit.BrowserTests.Clients.Stores;

/// <summary>Access to a store with AWSSDK.S3.</summary>
internal static class Access
{
    public static AmazonS3Client Create(string endpoint, string accessKey, string secret) => new(new BasicAWSCredentials(accessKey, secret), new AmazonS3Config
    {
        ServiceURL = endpoint,
        AuthenticationRegion = "us-east-1",
        ForcePathStyle = true,
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
    });
}
