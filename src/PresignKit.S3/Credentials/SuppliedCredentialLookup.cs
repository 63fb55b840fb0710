using Amazon.Runtime;

namespace PresignKit.S3.Credentials;

/// <summary>Static credentials, or AWS SDK credentials that the application created.</summary>
internal sealed class SuppliedCredentialLookup(AWSCredentials credentials) : ICredentialLookup
{
    public CredentialRenewal Renewal => IsConstant(credentials) ? CredentialRenewal.Never : CredentialRenewal.BySource;

    public static bool IsConstant(AWSCredentials credentials) => credentials is BasicAWSCredentials or SessionAWSCredentials;

    public ValueTask<CredentialSnapshot> FindAsync(CancellationToken cancellationToken) =>
        CredentialSnapshot.ReadAsync(credentials, cancellationToken);
}
