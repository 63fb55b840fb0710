using Amazon.Runtime;

namespace PresignKit.S3.Credentials;

/// <summary>One set of credentials for a client of the AWS SDK.</summary>
internal sealed class FixedSdkCredentials(CredentialSnapshot keys) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials() => keys.ToSdk();
}
