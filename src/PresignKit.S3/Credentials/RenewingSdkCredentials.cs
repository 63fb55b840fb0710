using Amazon.Runtime;

namespace PresignKit.S3.Credentials;

/// <summary>The credentials that sign for browsers, for the AWS SDK's client: the backend's own requests change keys with them.</summary>
internal sealed class RenewingSdkCredentials(CredentialKeeper keeper) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    public override async Task<ImmutableCredentials> GetCredentialsAsync() =>
        (await keeper.GetAsync(CancellationToken.None).ConfigureAwait(false)).ToSdk();
}
