using Amazon.Runtime;

namespace PresignKit.S3.Credentials;

/// <summary>Gives the AWS SDK's client the same credentials that sign URLs, so that the backend's own requests use renewed ones, too.</summary>
internal sealed class RenewingSdkCredentials(CredentialKeeper keeper) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    public override async Task<ImmutableCredentials> GetCredentialsAsync() =>
        (await keeper.GetAsync(CancellationToken.None).ConfigureAwait(false)).ToSdk();
}
