namespace PresignKit.Uploads;

/// <summary>From a store's capabilities to what a slot can promise there.</summary>
internal static class Promises
{
    /// <summary>What a policy promises. A checksum is promised only where one is required.</summary>
    public static GuaranteeKinds Required(UploadPolicy policy) =>
        GuaranteeKinds.Size | GuaranteeKinds.ContentType | GuaranteeKinds.Isolation
        | (policy.WriteOnce ? GuaranteeKinds.WriteOnce : GuaranteeKinds.None)
        | (policy.RequireChecksum ? GuaranteeKinds.Checksum : GuaranteeKinds.None);

    public static Guarantees Of(UploadPolicy policy, StoreProfile profile, UploadTransport transport)
    {
        var checksum = policy.RequireChecksum ? Checksum(profile) : GuaranteeLevel.NotEnforced;
        return transport == UploadTransport.Put ? OfPut(profile, checksum) : OfPost(profile, checksum);
    }

    /// <summary>Whether completion freezes uploads, given what the store itself promises.</summary>
    public static bool Freezes(UploadPolicy policy, Guarantees ofStore) => policy.Freeze switch
    {
        FreezeRule.Always => true,
        FreezeRule.Never => false,
        _ => policy.WriteOnce && ofStore.WriteOnce == GuaranteeLevel.NotEnforced,
    };

    /// <summary>A second upload reaches no frozen one, even where the store lets it replace the first.</summary>
    public static Guarantees Frozen(Guarantees ofStore) => ofStore.WriteOnce == GuaranteeLevel.NotEnforced
        ? ofStore with { WriteOnce = GuaranteeLevel.VerifiedOnCompletion }
        : ofStore;

    public static GuaranteeLevel Checksum(StoreProfile profile) => Enforced(profile.ChecksumSha256);

    /// <summary>What a transport does not keep, and the capability that it would take, with what the profile says of it.</summary>
    public static string Explain(GuaranteeKinds broken, UploadTransport transport, StoreProfile profile)
    {
        var reasons = new List<string>();
        if (broken.HasFlag(GuaranteeKinds.Isolation))
        {
            reasons.Add(transport == UploadTransport.Put
                ? $"isolation, since the store is not known to keep the holder of a PUT to its own key (IsolatedPut is {profile.IsolatedPut}): it could copy or publish other objects"
                : $"isolation, since the store is not known to enforce form policies (FormUpload is {profile.FormUpload})");
        }

        if (broken.HasFlag(GuaranteeKinds.WriteOnce))
        {
            reasons.Add(transport == UploadTransport.Put
                ? $"write-once, since the store is not known to refuse a second upload (CreateOnly is {profile.CreateOnly}) and Freeze is Never"
                : "write-once, since a form upload replaces what is there and Freeze is Never");
        }

        if (broken.HasFlag(GuaranteeKinds.Checksum))
        {
            reasons.Add($"the checksum, since the store is not known to verify it (ChecksumSha256 is {profile.ChecksumSha256})");
        }

        return string.Join(", ", reasons);
    }

    private static Guarantees OfPut(StoreProfile profile, GuaranteeLevel checksum)
    {
        // A PUT that can be turned into a copy of another object keeps nothing of what else was signed.
        var isolated = profile.IsolatedPut == Capability.Yes;
        return new(
            Size: isolated ? EnforcedOrVerified(profile.SignedContentLength) : GuaranteeLevel.VerifiedOnCompletion,
            ContentType: isolated ? EnforcedOrVerified(profile.SignedContentType) : GuaranteeLevel.VerifiedOnCompletion,
            Checksum: isolated ? checksum : GuaranteeLevel.NotEnforced,
            WriteOnce: isolated ? Enforced(profile.CreateOnly) : GuaranteeLevel.NotEnforced,
            Isolation: Enforced(profile.IsolatedPut));
    }

    private static Guarantees OfPost(StoreProfile profile, GuaranteeLevel checksum) => new(
        Size: EnforcedOrVerified(profile.FormUpload),
        ContentType: EnforcedOrVerified(profile.FormUpload),
        Checksum: checksum,
        WriteOnce: GuaranteeLevel.NotEnforced,
        Isolation: Enforced(profile.FormUpload));

    private static GuaranteeLevel Enforced(Capability capability) =>
        capability == Capability.Yes ? GuaranteeLevel.EnforcedByStore : GuaranteeLevel.NotEnforced;

    // Size and type are on the object: completion sees them whatever the store checked.
    private static GuaranteeLevel EnforcedOrVerified(Capability capability) =>
        capability == Capability.Yes ? GuaranteeLevel.EnforcedByStore : GuaranteeLevel.VerifiedOnCompletion;
}
