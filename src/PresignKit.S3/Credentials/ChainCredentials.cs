using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace PresignKit.S3.Credentials;

/// <summary>The AWS SDK's credential chain. It keeps what it found, and looks again when the credentials file changes.</summary>
/// <param name="config">Where the chain learns of a profile and a region.</param>
/// <param name="needed">The longest expiry of the store's policies.</param>
/// <param name="clock">The time.</param>
internal sealed class ChainCredentials(IClientConfig config, Func<TimeSpan> needed, TimeProvider clock) : ICredentialLookup, IDisposable
{
    /// <summary>
    /// What the chain finds on an instance with a role. It is internal to the SDK and tells nobody when its keys end, so nothing could be
    /// clamped to them; the public <see cref="InstanceProfileAWSCredentials"/> reads the same keys and does.
    /// </summary>
    internal const string SilentInstanceRole = "DefaultInstanceProfileAWSCredentials";

    // The SDK's own: how long before their end it renews what it has by a role or a web identity.
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
    /// Sessions that the SDK asks for itself can be had at any time, so it is told to renew them before policies get less than they ask
    /// for. A container's or an instance's keys change when their host sees fit: asking sooner gives the same ones.
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
