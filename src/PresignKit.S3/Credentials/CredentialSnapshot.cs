using Amazon.Runtime;
using PresignKit.SigV4;

namespace PresignKit.S3.Credentials;

/// <summary>One set of credentials and its expiry, which is null if it is unknown or never.</summary>
internal sealed class CredentialSnapshot(ImmutableCredentials keys, DateTimeOffset? expiresAt) : IEquatable<CredentialSnapshot>
{
    /// <summary>
    /// How long before their expiry credentials are no longer used for signing. The expiry is by the clock of their issuer, but the store compares it
    /// with its own.
    /// </summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private readonly ImmutableCredentials _keys = keys;

    /// <summary>The expiry as stated by the issuer.</summary>
    public DateTimeOffset? ExpiresAt => expiresAt;

    /// <summary>The time until which they may be used for signing.</summary>
    public DateTimeOffset? UsableUntil => expiresAt - Skew;

    /// <summary>Whether a signature made with them is still valid at that time.</summary>
    public bool IsUsableAt(DateTimeOffset instant) => expiresAt is null || UsableUntil > instant;

    /// <summary>Reads the keys and their expiry consistently, even if a background refresh changes both in between.</summary>
    public static async ValueTask<CredentialSnapshot> ReadAsync(AWSCredentials credentials, CancellationToken cancellationToken)
    {
        var keys = await GetAsync(credentials, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var expiresAt = Utc(credentials.Expiration);
            var again = expiresAt is null ? keys : await GetAsync(credentials, cancellationToken).ConfigureAwait(false);
            if (again.Equals(keys))
            {
                CredentialText.ThrowIfUnusable(keys);
                return new(keys, expiresAt);
            }

            keys = again;
        }
    }

    /// <summary>The SDK's own sources return UTC, but not all of them mark it as such.</summary>
    public static DateTimeOffset? Utc(DateTime? time) => time is not { } value
        ? null
        : new(value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc));

    public SigV4Credentials ToSigV4() => new(_keys.AccessKey, _keys.SecretKey, _keys.UseToken ? _keys.Token : null);

    public ImmutableCredentials ToSdk() => _keys;

    public bool Equals(CredentialSnapshot? other) => other is not null && _keys.Equals(other._keys) && ExpiresAt == other.ExpiresAt;

    public override bool Equals(object? obj) => Equals(obj as CredentialSnapshot);

    public override int GetHashCode() => HashCode.Combine(_keys.AccessKey, ExpiresAt);

    public override string ToString() => $"{_keys.AccessKey} (secret redacted)";

    // The SDK's method has no cancellation token, so only the wait is canceled.
    private static async ValueTask<ImmutableCredentials> GetAsync(AWSCredentials credentials, CancellationToken cancellationToken)
    {
        var keys = await credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return keys ?? throw new AmazonClientException("The credentials are anonymous and cannot sign anything. Use other credentials.");
    }
}
