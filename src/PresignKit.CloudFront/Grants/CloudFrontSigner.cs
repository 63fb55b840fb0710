using System.Net.Sockets;
using System.Text;
using PresignKit.CloudFront.Documents;
using PresignKit.CloudFront.Keys;
using PresignKit.CloudFront.Providers;
using PresignKit.CloudFront.Settings;
using PresignKit.CloudFront.Signing;
using PresignKit.Providers;

namespace PresignKit.CloudFront.Grants;

/// <summary>Issues what only a distribution can do. Which key signs is decided anew for each grant.</summary>
internal sealed class CloudFrontSigner(CloudFrontStoreProvider provider, IStorePolicies policies, TimeProvider clock) : ICloudFrontSigner
{
    private static readonly CloudFrontAccess Unspecified = new();

    private readonly CloudFrontSettings _settings = provider.Settings;

    public string StoreName => _settings.Name;

    public IReadOnlyList<string> QueryParameters => provider.Key.Algorithm == CloudFrontHashAlgorithm.Sha256
        ? ["Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm"]
        : ["Policy", "Signature", "Key-Pair-Id"];

    public async ValueTask<PresignedUrl> IssueUrlAsync(ObjectKey key, CloudFrontAccess access, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(access);
        var (conditions, limit) = Resolve(access);
        var signed = provider.OpenSession() switch
        {
            CloudFrontSession local => local.Sign(key, overrides: null, conditions),
            ExternalSession external => await external.SignAsync(key, overrides: null, conditions, cancellationToken).ConfigureAwait(false),
            var other => throw new NotSupportedException(other.GetType().Name),
        };
        return new(signed.Method, signed.Url, signed.Headers, key, conditions.ExpiresAt, limit);
    }

    public async ValueTask<CloudFrontCookies> IssueFolderCookiesAsync(
        string folder, CloudFrontAccess? access = null, CancellationToken cancellationToken = default)
    {
        var (conditions, limit) = Resolve(access ?? Unspecified);
        var policy = FolderPolicy.Of(_settings, folder, conditions);
        return await CookiesAsync(policy, PathOf(folder), conditions, isCanned: false, limit, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CloudFrontCookies> IssueObjectCookiesAsync(
        ObjectKey key, CloudFrontAccess? access = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var (conditions, limit) = Resolve(access ?? Unspecified);
        var (policy, path) = OfObject(key, conditions);
        return await CookiesAsync(policy, path, conditions, conditions.AreCanned, limit, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CloudFrontQuery> IssueFolderQueryAsync(
        string folder, CloudFrontAccess? access = null, CancellationToken cancellationToken = default)
    {
        var (conditions, limit) = Resolve(access ?? Unspecified);
        var policy = FolderPolicy.Of(_settings, folder, conditions);
        var key = provider.Key;
        var signature = await key.SignAsync(policy, cancellationToken).ConfigureAwait(false);

        // What playlists take from their address: variables of some players have no hyphens in their names.
        var forPlaylists = Encoding.ASCII.GetString(key.QueryEnd).Replace("Key-Pair-Id", "KeyPairId", StringComparison.Ordinal)
            .Replace("Hash-Algorithm", "HashAlgorithm", StringComparison.Ordinal);
        return new(folder, Encoding.ASCII.GetString(FolderPolicy.Query(policy, signature, key)) + forPlaylists, conditions.ExpiresAt, limit);
    }

    public string GetAddress(ObjectKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var address = new Utf8Builder();
        try
        {
            ObjectAddress.Write(_settings, key.Value, overrides: null, ref address);
            return Encoding.ASCII.GetString(address.Written);
        }
        finally
        {
            address.Dispose();
        }
    }

    private (AccessConditions Conditions, ExpiryLimit Limit) Resolve(CloudFrontAccess access)
    {
        var lifetime = policies.GetDownloadLifetime(access.Policy, access.Lifetime, clock.GetUtcNow());
        if (!lifetime.UseStoredHeaders)
        {
            throw new StoreException(
                CloudFrontErrorCodes.ResponseHeadersNotForwarded,
                $"Download policy '{access.Policy}' sets response headers, which this grant cannot carry. Use a policy with UseStoredHeaders.");
        }

        if (access.NotBefore >= lifetime.ExpiresAt)
        {
            throw new ArgumentException(
                $"NotBefore is {access.NotBefore:u}, but access ends at {lifetime.ExpiresAt:u}. Choose an earlier instant.", nameof(access));
        }

        if (access.ClientNetwork is { } network && network.BaseAddress.AddressFamily != AddressFamily.InterNetwork)
        {
            throw new ArgumentException("ClientNetwork has IPv6 addresses, which CloudFront does not compare. Use an IPv4 network, or none.", nameof(access));
        }

        return (new(lifetime.ExpiresAt, access.NotBefore, access.ClientNetwork), lifetime.LimitedBy);
    }

    private (byte[] Policy, string Path) OfObject(ObjectKey key, in AccessConditions conditions)
    {
        var policy = new Utf8Builder();
        try
        {
            CannedUrl.WritePolicy(_settings, key.Value, overrides: null, conditions, ref policy, out _);
            return (policy.Written.ToArray(), PathOf(key.Value));
        }
        finally
        {
            policy.Dispose();
        }
    }

    private string PathOf(string key)
    {
        var path = new Utf8Builder();
        try
        {
            path.Append("/"u8);
            path.AppendPath(key.AsSpan(_settings.OriginPath.Length));
            return Encoding.ASCII.GetString(path.Written);
        }
        finally
        {
            path.Dispose();
        }
    }

    private async ValueTask<CloudFrontCookies> CookiesAsync(
        byte[] policy, string path, AccessConditions conditions, bool isCanned, ExpiryLimit limit, CancellationToken cancellationToken)
    {
        var key = provider.Key;
        var signature = await key.SignAsync(policy, cancellationToken).ConfigureAwait(false);
        return new(CookieSet.Make(_settings, key, policy, signature, path, isCanned ? conditions.ExpiresAt : null), conditions.ExpiresAt, limit);
    }
}
