using Amazon.Runtime;
using PresignKit.SigV4;

namespace PresignKit.S3.Credentials;

/// <summary>One set of keys and when it ends; null where that is not known or never.</summary>
internal sealed class CredentialSnapshot(ImmutableCredentials keys, DateTimeOffset? expiresAt) : IEquatable<CredentialSnapshot>
{
    /// <summary>
    /// How long before their end credentials are no longer signed with. The end is by the clock of whoever issued them, and the store
    /// compares it with its own.
    /// </summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private readonly ImmutableCredentials _keys = keys;

    /// <summary>Their end, as whoever issued them has it.</summary>
    public DateTimeOffset? ExpiresAt => expiresAt;

    /// <summary>Until when they may sign.</summary>
    public DateTimeOffset? UsableUntil => expiresAt - Skew;

    /// <summary>Whether something that is signed with them still holds at that instant.</summary>
    public bool IsUsableAt(DateTimeOffset instant) => expiresAt is null || UsableUntil > instant;

    /// <summary>Reads keys and expiry that belong together, though a refresh in the background may change both in between.</summary>
    public static async ValueTask<CredentialSnapshot> ReadAsync(AWSCredentials credentials, CancellationToken cancellationToken)
    {
        var keys = await GetAsync(credentials, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var expiresAt = Utc(credentials.Expiration);
            var again = expiresAt is null ? keys : await GetAsync(credentials, cancellationToken).ConfigureAwait(false);
            if (again.Equals(keys))
            {
                return new(keys, expiresAt);
            }

            keys = again;
        }
    }

    /// <summary>The SDK's own sources give UTC, but not all of them mark it as such.</summary>
    public static DateTimeOffset? Utc(DateTime? time) => time is not { } value
        ? null
        : new(value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc));

    public SigV4Credentials ToSigV4() => new(_keys.AccessKey, _keys.SecretKey, _keys.UseToken ? _keys.Token : null);

    public ImmutableCredentials ToSdk() => _keys;

    public bool Equals(CredentialSnapshot? other) => other is not null && _keys.Equals(other._keys) && ExpiresAt == other.ExpiresAt;

    public override bool Equals(object? obj) => Equals(obj as CredentialSnapshot);

    public override int GetHashCode() => HashCode.Combine(_keys.AccessKey, ExpiresAt);

    public override string ToString() => $"{_keys.AccessKey} (secret redacted)";

    // The SDK's credentials take no cancellation token; the wait for them does.
    private static async ValueTask<ImmutableCredentials> GetAsync(AWSCredentials credentials, CancellationToken cancellationToken)
    {
        var keys = await credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return keys ?? throw new AmazonClientException("The credentials are anonymous: nothing can be signed with them.");
    }
}
