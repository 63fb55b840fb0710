using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace PresignKit.S3.Credentials;

/// <summary>The AWS SDK's credential chain. It caches what it found, and searches again if the credentials file changes.</summary>
/// <param name="config">The configuration with the profile and region for the chain.</param>
/// <param name="needed">Returns the longest lifetime of the store's policies.</param>
/// <param name="clock">The clock.</param>
internal sealed class ChainCredentials(IClientConfig config, Func<TimeSpan> needed, TimeProvider clock) : ICredentialLookup, IDisposable
{
    /// <summary>
    /// The type that the chain returns on an instance with a role. It is internal to the SDK and does not expose when its credentials expire, so URLs
    /// could not be limited to that. The public <see cref="InstanceProfileAWSCredentials"/> gets the same credentials and does.
    /// </summary>
    internal const string SilentInstanceRole = "DefaultInstanceProfileAWSCredentials";

    // The SDK's default: how long before the end it renews credentials of a role or a web identity.
    private static readonly TimeSpan UsualLead = TimeSpan.FromMinutes(15);

    private readonly DefaultAWSCredentialsIdentityResolver _resolver = new();
    private AWSCredentials? _instanceRole;
    private DateTimeOffset? _lastEnd;

    public CredentialRenewal Renewal => CredentialRenewal.BySource;

    public async ValueTask<CredentialSnapshot> FindAsync(CancellationToken cancellationToken)
    {
        var found = await _resolver.ResolveIdentityAsync(config, cancellationToken).ConfigureAwait(false);
        if (found.GetType().Name == SilentInstanceRole)
        {
            found = _instanceRole ??= await Task.Run(static () => new InstanceProfileAWSCredentials(), cancellationToken).ConfigureAwait(false);
        }

        var snapshot = await CredentialSnapshot.ReadAsync(found, cancellationToken).ConfigureAwait(false);
        if (found is AssumeRoleAWSCredentials or AssumeRoleWithWebIdentityCredentials)
        {
            RenewInTime((RefreshingAWSCredentials)found, snapshot);
        }

        return snapshot;
    }

    public void Dispose() => _resolver.Dispose();

    /// <summary>
    /// The SDK can request its own sessions at any time, so it is configured to renew them before policies get less than their lifetime. Credentials
    /// of a container or an instance change when their host renews them; requesting them sooner returns the same ones.
    /// </summary>
    internal void RenewInTime(RefreshingAWSCredentials session, CredentialSnapshot snapshot)
    {
        if (snapshot.ExpiresAt is not { } end || end == _lastEnd)
        {
            return;
        }

        _lastEnd = end;
        var wanted = needed();
        session.PreemptExpiryTime = RenewalSchedule.Lead(end - clock.GetUtcNow(), wanted > UsualLead ? wanted : UsualLead);
    }
}
