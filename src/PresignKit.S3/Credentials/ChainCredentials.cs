using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace PresignKit.S3.Credentials;

/// <summary>The AWS SDK's credential chain. It keeps what it found, and looks again when the credentials file changes.</summary>
internal sealed class ChainCredentials(IClientConfig config) : ICredentialLookup, IDisposable
{
    /// <summary>
    /// What the chain finds on an instance with a role. It is internal to the SDK and tells nobody when its keys end, so nothing could be
    /// clamped to them; the public <see cref="InstanceProfileAWSCredentials"/> reads the same keys and does.
    /// </summary>
    internal const string SilentInstanceRole = "DefaultInstanceProfileAWSCredentials";

    private readonly DefaultAWSCredentialsIdentityResolver _resolver = new();
    private AWSCredentials? _instanceRole;

    public bool IsConstant => false;

    public async ValueTask<CredentialSnapshot> FindAsync(CancellationToken cancellationToken)
    {
        var found = await _resolver.ResolveIdentityAsync(config, cancellationToken).ConfigureAwait(false);
        if (found.GetType().Name == SilentInstanceRole)
            found = _instanceRole ??= await Task.Run(static () => new InstanceProfileAWSCredentials(), cancellationToken).ConfigureAwait(false);
        return await CredentialSnapshot.ReadAsync(found, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _resolver.Dispose();
}
