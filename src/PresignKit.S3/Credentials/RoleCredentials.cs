using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using PresignKit.S3.Connections;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Credentials;

/// <summary>Assumes a role at a token service. Each lookup requests a new session.</summary>
/// <remarks>AWS Security Token Service API Reference, "AssumeRole" and "AssumeRoleWithWebIdentity"; Ceph
/// and MinIO support both at the store's own endpoint.</remarks>
/// <param name="role">The role.</param>
/// <param name="source">The source of the credentials that sign the request; null for a web identity, which needs none.</param>
/// <param name="clock">The application's clock, by which the request is signed.</param>
internal sealed class RoleCredentials(RoleSettings role, ICredentialLookup? source, TimeProvider clock) : ICredentialLookup, IDisposable
{
    public CredentialRenewal Renewal => CredentialRenewal.ByLook;

    public async ValueTask<CredentialSnapshot> FindAsync(CancellationToken cancellationToken)
    {
        var keys = source is null ? null : await source.FindAsync(cancellationToken).ConfigureAwait(false);
        AWSCredentials signing = keys is null ? new AnonymousAWSCredentials() : new FixedSdkCredentials(keys);
        var config = Configure();
        using var http = new ClockedHttp(signing, clock, config);
        config.HttpClientFactory = http;
        using var client = new AmazonSecurityTokenServiceClient(signing, config);
        var session = role.WebIdentityTokenFile is { } file
            ? await ByWebIdentityAsync(client, file, cancellationToken).ConfigureAwait(false)
            : await ByKeysAsync(client, cancellationToken).ConfigureAwait(false);
        return new(
            new(session.AccessKeyId, session.SecretAccessKey, session.SessionToken),
            CredentialSnapshot.Utc(session.Expiration)
                ?? throw new AmazonClientException("The answer of the token service does not contain the expiry of the session."));
    }

    public void Dispose() => (source as IDisposable)?.Dispose();

    private async Task<Amazon.SecurityToken.Model.Credentials> ByKeysAsync(AmazonSecurityTokenServiceClient client, CancellationToken cancellationToken)
    {
        var response = await client.AssumeRoleAsync(
            new AssumeRoleRequest
            {
                RoleArn = role.RoleArn,
                RoleSessionName = role.SessionName,
                ExternalId = role.ExternalId,
                DurationSeconds = (int)role.Duration.TotalSeconds,
            },
            cancellationToken).ConfigureAwait(false);
        return response.Credentials;
    }

    private async Task<Amazon.SecurityToken.Model.Credentials> ByWebIdentityAsync(
        AmazonSecurityTokenServiceClient client, string file, CancellationToken cancellationToken)
    {
        // Read each time, because the issuer replaces the file before the token expires.
        var token = await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false);
        var response = await client.AssumeRoleWithWebIdentityAsync(
            new AssumeRoleWithWebIdentityRequest
            {
                RoleArn = role.RoleArn,
                RoleSessionName = role.SessionName,
                WebIdentityToken = token.Trim(),
                DurationSeconds = (int)role.Duration.TotalSeconds,
            },
            cancellationToken).ConfigureAwait(false);
        return response.Credentials;
    }

    private AmazonSecurityTokenServiceConfig Configure()
    {
        var config = new AmazonSecurityTokenServiceConfig { Timeout = TimeSpan.FromSeconds(10), MaxErrorRetry = 1 };
        if (role.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = role.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(role.Region);
        }

        return config;
    }
}
