using PresignKit.SigV4;
using PresignKit.Stores;

namespace PresignKit.S3.Settings;

/// <summary>The account that signs uploads, where it is another than the backend's own.</summary>
/// <param name="Credentials">Its keys.</param>
/// <param name="Neutralise">Whether directives that the store would take unsigned are signed with values that do nothing.</param>
internal sealed record UploadKeys(SigV4Credentials Credentials, bool Neutralise)
{
    /// <summary>Null where there are none, or a flaw.</summary>
    public static UploadKeys? Read(S3StoreOptions options, StoreProfile? profile, Action<string, string> flaw)
    {
        if (options.UploadCredentials is not { } keys)
            return null;

        var isSound = Check(nameof(keys.AccessKeyId), keys.AccessKeyId);
        isSound &= Check(nameof(keys.SecretAccessKey), keys.SecretAccessKey);
        if (isSound && keys.AccessKeyId == options.AccessKeyId)
        {
            flaw($"{nameof(options.UploadCredentials)}:{nameof(keys.AccessKeyId)}", "is the backend's own: what confines uploads is an account that can do nothing else");
            isSound = false;
        }

        return isSound
            ? new(new(keys.AccessKeyId!, keys.SecretAccessKey!), profile?.IsolatedPut != Capability.Yes)
            : null;

        bool Check(string setting, string? value)
        {
            var message = string.IsNullOrEmpty(value) ? "is missing; both halves make credentials"
                : value.AsSpan().ContainsAnyExceptInRange('!', '~') ? "has a space, a line break or a character that is not ASCII"
                : null;
            if (message is not null)
                flaw($"{nameof(options.UploadCredentials)}:{setting}", message);
            return message is null;
        }
    }

    /// <summary>What the store enforces on uploads that these keys sign.</summary>
    public static StoreProfile Effective(StoreProfile profile, UploadKeys? keys) =>
        keys is not null && profile.ConfinesUploadCredentials == Capability.Yes
            ? profile with { IsolatedPut = Capability.Yes }
            : profile;

    public override string ToString() => $"{Credentials.AccessKeyId} (secret redacted)";
}
