using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>
/// Checks whether a store supports what a policy stores with objects. A store that ignored it could, for example, keep data unencrypted
/// unnoticed.
/// </summary>
internal static class AttributeSupport
{
    /// <summary>What the store is not known to support, with the capability's name; null: it supports everything.</summary>
    public static string? Missing(UploadPolicy policy, StoreProfile profile)
    {
        var attributes = policy.Attributes;
        return attributes switch
        {
            { Encryption: EncryptionRule.StoreManagedKey } when profile.StoreManagedEncryption != Capability.Yes =>
                $"encryption with the store's keys (StoreManagedEncryption is {profile.StoreManagedEncryption})",
            { Encryption: EncryptionRule.KeyService } when profile.KeyServiceEncryption != Capability.Yes =>
                $"encryption with a key service (KeyServiceEncryption is {profile.KeyServiceEncryption})",
            { Tags.Count: > 0 } when profile.Tags != Capability.Yes => $"tags (Tags is {profile.Tags})",
            { StorageClass: not null } when profile.StorageClasses != Capability.Yes => $"a storage class (StorageClasses is {profile.StorageClasses})",
            _ when profile.SignedHeaders == Capability.No && HasHeaders(policy) =>
                "signed headers for Cache-Control, Content-Language, Content-Disposition, or metadata (SignedHeaders is No)",
            _ => null,
        };
    }

    /// <summary>What a form is not known to store, with the capability's name; null: it stores everything.</summary>
    public static string? MissingInForm(UploadPolicy policy, StoreProfile profile) =>
        profile.FormHeaders != Capability.Yes && HasStandardHeaders(policy)
            ? "Cache-Control, Content-Language, or Content-Disposition, "
                + $"which the store is not known to accept in a form (FormHeaders is {profile.FormHeaders})"
            : null;

    private static bool HasHeaders(UploadPolicy policy) =>
        HasStandardHeaders(policy) || policy.Attributes.Metadata.Count > 0 || policy.AllowedMetadata.Length > 0;

    private static bool HasStandardHeaders(UploadPolicy policy) =>
        policy.Attributes is { CacheControl: not null } or { ContentLanguage: not null } or { ContentDisposition: not null };
}
