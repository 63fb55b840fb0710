using Amazon.Runtime;

namespace PresignKit.S3.Credentials;

/// <summary>Static keys, or credentials of the AWS SDK that the application made.</summary>
internal sealed class SuppliedCredentialLookup(AWSCredentials credentials) : ICredentialLookup
{
    public CredentialRenewal Renewal => IsConstant(credentials) ? CredentialRenewal.Never : CredentialRenewal.BySource;

    public static bool IsConstant(AWSCredentials credentials) => credentials is BasicAWSCredentials or SessionAWSCredentials;

    public ValueTask<CredentialSnapshot> FindAsync(CancellationToken cancellationToken) =>
        CredentialSnapshot.ReadAsync(credentials, cancellationToken);
}
