using PresignKit.SigV4;

namespace PresignKit.S3.Settings;

/// <summary>The account that signs uploads, where it is another than the backend's own.</summary>
internal sealed class UploadCredentialSettings
{
    private volatile Pair _keys;

    private UploadCredentialSettings(Pair keys, bool neutralize) => (_keys, Neutralize) = (keys, neutralize);

    /// <summary>Its keys; others after <see cref="Replace"/>.</summary>
    public SigV4Credentials Credentials => _keys.Credentials;

    /// <summary>Whether directives that the store would take unsigned are signed with values that do nothing.</summary>
    public bool Neutralize { get; }

    /// <summary>Null where there are none, or a flaw.</summary>
    public static UploadCredentialSettings? Read(S3StoreOptions options, StoreProfile? profile, Action<string, string> flaw)
    {
        if (options.UploadCredentials is not { } keys)
        {
            return null;
        }

        var isSound = Check(nameof(keys.AccessKeyId), keys.AccessKeyId);
        isSound &= Check(nameof(keys.SecretAccessKey), keys.SecretAccessKey);
        if (isSound && keys.AccessKeyId == options.AccessKeyId)
        {
            flaw(
                $"{nameof(options.UploadCredentials)}:{nameof(keys.AccessKeyId)}",
                "is the backend's own access key; only an account that can do nothing else confines uploads");
            isSound = false;
        }

        return isSound
            ? new(new(keys.AccessKeyId!, keys.SecretAccessKey!), neutralize: profile?.IsolatedPut != Capability.Yes)
            : null;

        bool Check(string setting, string? value)
        {
            var message = string.IsNullOrEmpty(value) ? "is missing; both AccessKeyId and SecretAccessKey are required"
                : value.AsSpan().ContainsAnyExceptInRange('!', '~') ? "must not contain a space, a line break or a non-ASCII character"
                : null;
            if (message is not null)
            {
                flaw($"{nameof(options.UploadCredentials)}:{setting}", message);
            }

            return message is null;
        }
    }

    /// <summary>What the store enforces on uploads that these keys sign.</summary>
    public static StoreProfile Effective(StoreProfile profile, UploadCredentialSettings? keys) =>
        keys is not null && profile.ConfinesUploadCredentials == Capability.Yes
            ? profile with { IsolatedPut = Capability.Yes }
            : profile;

    /// <summary>Takes the account's new keys: those before sign nothing from now on.</summary>
    /// <returns>Whether they differ.</returns>
    public bool Replace(UploadCredentialSettings other)
    {
        var keys = other._keys;
        if (keys.IsSame(_keys))
        {
            return false;
        }

        _keys = keys;
        return true;
    }

    /// <summary>Whether both have the same keys now.</summary>
    public bool IsSame(UploadCredentialSettings other) => _keys.IsSame(other._keys);

    public override string ToString() => $"{Credentials.AccessKeyId} (secret redacted)";

    // Once their secret is in credentials, they cannot be compared by it.
    private sealed class Pair(string accessKeyId, string secret)
    {
        private readonly string _secret = secret;

        public SigV4Credentials Credentials { get; } = new(accessKeyId, secret);

        public bool IsSame(Pair other) => Credentials.AccessKeyId == other.Credentials.AccessKeyId && _secret == other._secret;
    }
}
