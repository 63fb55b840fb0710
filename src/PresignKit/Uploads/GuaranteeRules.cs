using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>Derives what a slot can guarantee from the store's capabilities.</summary>
internal static class GuaranteeRules
{
    /// <summary>The guarantees that a policy requires. A checksum is among them only if the policy requires one.</summary>
    public static GuaranteeKinds Required(UploadPolicy policy) =>
        GuaranteeKinds.Size | GuaranteeKinds.ContentType | GuaranteeKinds.Isolation
        | (policy.WriteOnce ? GuaranteeKinds.WriteOnce : GuaranteeKinds.None)
        | (policy.RequireChecksum ? GuaranteeKinds.Checksum : GuaranteeKinds.None);

    public static Guarantees Of(UploadPolicy policy, StoreProfile profile, UploadTransport transport)
    {
        var checksum = policy.RequireChecksum ? Checksum(profile) : GuaranteeLevel.NotEnforced;
        return transport == UploadTransport.Put ? OfPut(profile, checksum) : OfPost(profile, checksum);
    }

    /// <summary>Whether completion freezes uploads, given what the store itself guarantees.</summary>
    public static bool Freezes(UploadPolicy policy, Guarantees ofStore) => policy.Freeze switch
    {
        FreezeRule.Always => true,
        FreezeRule.Never => false,
        _ => policy.WriteOnce && ofStore.WriteOnce == GuaranteeLevel.NotEnforced,
    };

    /// <summary>A second upload does not reach a frozen one, even if the store lets it replace the first.</summary>
    public static Guarantees Frozen(Guarantees ofStore) => ofStore.WriteOnce == GuaranteeLevel.NotEnforced
        ? ofStore with { WriteOnce = GuaranteeLevel.VerifiedOnCompletion }
        : ofStore;

    public static GuaranteeLevel Checksum(StoreProfile profile) => Enforced(profile.ChecksumSha256);

    /// <summary>Which guarantees a transport lacks, and which capability it would take, with what the profile says about it.</summary>
    public static string Explain(GuaranteeKinds broken, UploadTransport transport, StoreProfile profile)
    {
        var reasons = new List<string>();
        if (broken.HasFlag(GuaranteeKinds.Isolation))
        {
            reasons.Add(transport == UploadTransport.Put
                ? $"isolation, because the store {Verb(profile.IsolatedPut, "limit")} the holder of a PUT to its own key (IsolatedPut is "
                    + $"{profile.IsolatedPut}), so that the holder could copy or publish other objects"
                : $"isolation, because the store {Verb(profile.FormUpload, "enforce")} form policies (FormUpload is {profile.FormUpload})");
        }

        if (broken.HasFlag(GuaranteeKinds.WriteOnce))
        {
            reasons.Add(transport == UploadTransport.Put
                ? $"write-once, because the store {Verb(profile.CreateOnly, "refuse")} a second upload (CreateOnly is {profile.CreateOnly}) and Freeze is Never"
                : "write-once, because a form upload replaces an existing object and Freeze is Never");
        }

        if (broken.HasFlag(GuaranteeKinds.Checksum))
        {
            reasons.Add($"the checksum, because the store {Verb(profile.ChecksumSha256, "verify")} it (ChecksumSha256 is {profile.ChecksumSha256})");
        }

        return string.Join(", ", reasons);
    }

    private static string Verb(Capability capability, string verb) =>
        capability == Capability.No ? $"does not {verb}" : $"is not known to {verb}";

    private static Guarantees OfPut(StoreProfile profile, GuaranteeLevel checksum)
    {
        // If a PUT can be turned into a copy of another object, nothing else that was signed counts.
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

    // The object itself has size and type: completion sees them, whatever the store has checked.
    private static GuaranteeLevel EnforcedOrVerified(Capability capability) =>
        capability == Capability.Yes ? GuaranteeLevel.EnforcedByStore : GuaranteeLevel.VerifiedOnCompletion;
}
