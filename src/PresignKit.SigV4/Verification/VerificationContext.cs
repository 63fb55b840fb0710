using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Verification;

/// <summary>
/// A verifier's credentials, scope, and clock skew. It caches the last derived signing key, because clients send requests in bursts.
/// </summary>
internal sealed class VerificationContext
{
    private volatile DerivedKey? _last;

    private readonly Func<string, SigV4Credentials?> _findCredentials;

    internal VerificationContext(Func<string, SigV4Credentials?> findCredentials, string region, string service, TimeSpan maxClockSkew)
    {
        ArgumentNullException.ThrowIfNull(findCredentials);
        CredentialScope.ThrowIfNotName(region, nameof(region));
        CredentialScope.ThrowIfNotName(service, nameof(service));
        if (maxClockSkew < TimeSpan.Zero || maxClockSkew > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(nameof(maxClockSkew), maxClockSkew, "The clock skew must be between zero and one day.");
        }

        _findCredentials = findCredentials;
        Region = region;
        Service = service;
        MaxClockSkew = maxClockSkew;
    }

    internal string Region { get; }

    internal string Service { get; }

    internal TimeSpan MaxClockSkew { get; }

    internal SigV4Credentials? Find(string accessKeyId) => _findCredentials(accessKeyId);

    internal SigningKey KeyFor(SigV4Credentials credentials, string day)
    {
        var last = _last;
        if (last is null || !ReferenceEquals(last.Credentials, credentials) || last.Day != day)
        {
            _last = last = new DerivedKey(credentials, day, SigningKey.Derive(credentials, day, Region, Service));
        }

        return last.Key;
    }

    private sealed record DerivedKey(SigV4Credentials Credentials, string Day, SigningKey Key);
}
