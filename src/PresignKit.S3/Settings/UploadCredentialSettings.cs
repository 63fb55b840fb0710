using PresignKit.SigV4;

namespace PresignKit.S3.Settings;

/// <summary>The account that signs uploads, if it is not the backend's own.</summary>
internal sealed class UploadCredentialSettings
{
    private volatile Pair _keys;

    private UploadCredentialSettings(Pair keys, bool neutralize) => (_keys, Neutralize) = (keys, neutralize);

    /// <summary>Its current credentials; <see cref="Replace"/> changes them.</summary>
    public SigV4Credentials Credentials => _keys.Credentials;

    /// <summary>Whether directives that the store would accept unsigned are signed with values that have no effect.</summary>
    public bool Neutralize { get; }

    /// <summary>Returns null if there are none, or they are invalid.</summary>
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
            ? new(new(keys.AccessKeyId!, keys.SecretAccessKey!), neutralize: (profile?.UntilConfirmed ?? profile)?.IsolatedPut != Capability.Yes)
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

    /// <summary>What the store enforces on uploads that these credentials sign.</summary>
    public static StoreProfile Effective(StoreProfile profile, UploadCredentialSettings? keys) => keys is null
        ? profile
        : Confined(profile) with { UntilConfirmed = profile.UntilConfirmed is { } weaker ? Effective(weaker, keys) : null };

    /// <summary>Replaces the account's credentials. The previous ones sign nothing from then on.</summary>
    /// <returns>Whether the new credentials differ.</returns>
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

    /// <summary>Whether both currently have the same credentials.</summary>
    public bool IsSame(UploadCredentialSettings other) => _keys.IsSame(other._keys);

    public override string ToString() => $"{Credentials.AccessKeyId} (secret redacted)";

    private static StoreProfile Confined(StoreProfile profile) =>
        profile.ConfinesUploadCredentials == Capability.Yes
            ? profile with
            {
                IsolatedPut = Capability.Yes,

                // Credentials do not end a URL, and a part whose length is not fixed can copy what the account itself has uploaded.
                IsolatedPart = profile is { PartUrlsEnd: Capability.Yes, SignedContentLength: Capability.Yes, SignedHeaders: Capability.Yes }
                    ? Capability.Yes
                    : profile.IsolatedPart,
            }
            : profile;

    // Credentials do not expose their secret, so they cannot be compared by it.
    private sealed class Pair(string accessKeyId, string secret)
    {
        private readonly string _secret = secret;

        public SigV4Credentials Credentials { get; } = new(accessKeyId, secret);

        public bool IsSame(Pair other) => Credentials.AccessKeyId == other.Credentials.AccessKeyId && _secret == other._secret;
    }
}
