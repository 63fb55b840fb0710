using Amazon.Runtime;
using PresignKit.S3.Credentials;

namespace PresignKit.S3.Tests.Credentials;

public sealed class CredentialFailureTests
{
    /// <summary>The exception that the SDK throws, because this project does not reference AWSSDK.SSO.</summary>
    [Fact]
    public async Task Unavailable_SsoProfileWithoutItsPackage_NamesThePackage()
    {
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => new SSOAWSCredentials(
            "123456789012", "eu-central-1", "reader", "https://example.awsapps.com/start", new()
            {
                ClientName = "test",
                SessionName = "none",
            }).GetCredentialsAsync());

        var unavailable = CredentialFailure.Unavailable("media", thrown);

        Assert.Equal(ErrorCodes.CredentialsUnavailable, unavailable.Code);
        Assert.Contains("dotnet add package AWSSDK.SSO; dotnet add package AWSSDK.SSOOIDC", unavailable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingPackage_OtherFile_IsNone()
    {
        Assert.Null(CredentialFailure.MissingPackage(new FileNotFoundException("no", "/var/run/secrets/token")));
        Assert.Null(CredentialFailure.MissingPackage(new AmazonClientException("no")));
        Assert.Null(CredentialFailure.MissingPackage(null));
    }

    [Fact]
    public void Describe_AnyFailure_OmitsTheMessage()
    {
        const string secret = "printed by a process";

        Assert.Equal("AccessDenied, 403", CredentialFailure.Describe(
            new AmazonServiceException(secret) { ErrorCode = "AccessDenied", StatusCode = System.Net.HttpStatusCode.Forbidden }));
        Assert.Equal("no response in time", CredentialFailure.Describe(new OperationCanceledException(secret)));
        Assert.Equal("the token file does not exist", CredentialFailure.Describe(new FileNotFoundException(secret, secret)));
        Assert.DoesNotContain(secret, CredentialFailure.Describe(new InvalidOperationException(secret, new IOException(secret))), StringComparison.Ordinal);
    }
}
