using PresignKit.Policies;
using PresignKit.Providers;

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
            _ when policy.Lock is not null && profile.ObjectRetention != Capability.Yes =>
                $"RetentionPeriod or LegalHold (ObjectRetention is {profile.ObjectRetention})",
            _ when policy.AllowReplacing && profile.ConditionalReplace != Capability.Yes =>
                $"to replace exactly the object that was seen (ConditionalReplace is {profile.ConditionalReplace})",
            { StorageClass: not null } when profile.StorageClasses != Capability.Yes => $"a storage class (StorageClasses is {profile.StorageClasses})",
            _ => null,
        };
    }

    /// <summary>What a mode cannot bind to the slot, with the capability's name; null: it binds everything.</summary>
    public static string? MissingIn(SlotMode mode, UploadPolicy policy, StoreProfile profile) =>
        mode != SlotMode.Put || profile.SignedHeaders == Capability.Yes ? null
        : policy.AllowedMetadata.Length > 0 ? $"AllowedMetadata, because the holder could send other values (SignedHeaders is {profile.SignedHeaders})"
        : policy.AllowReplacing ? $"AllowReplacing, because the slot's own object cannot be recognized (SignedHeaders is {profile.SignedHeaders})"
        : null;

    /// <summary>
    /// What is sent with an upload. Headers that the store does not bind or keep are left out: completion stores them with the frozen
    /// copy.
    /// </summary>
    public static StoredAttributes Sent(SlotMode mode, StoredAttributes attributes, StoreProfile profile) => mode switch
    {
        SlotMode.Put when profile.SignedHeaders == Capability.No => WithoutHeaders(attributes) with { Metadata = StoredAttributes.None.Metadata },
        SlotMode.Form when profile.FormHeaders != Capability.Yes => WithoutHeaders(attributes),
        _ => attributes,
    };

    private static StoredAttributes WithoutHeaders(StoredAttributes attributes) =>
        attributes with { CacheControl = null, ContentLanguage = null, ContentDisposition = null };
}
