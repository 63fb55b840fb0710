using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>Derives what a slot can guarantee from the store's capabilities.</summary>
internal static class GuaranteeRules
{
    /// <summary>The guarantees that a policy requires. A checksum is among them only if the policy requires one.</summary>
    public static GuaranteeKinds Required(UploadPolicy policy) =>
        GuaranteeKinds.Size | GuaranteeKinds.ContentType | GuaranteeKinds.Isolation | GuaranteeKinds.WriteOnce
        | (policy.RequireChecksum ? GuaranteeKinds.Checksum : GuaranteeKinds.None);

    public static Guarantees Of(UploadPolicy policy, StoreProfile profile, SlotMode mode)
    {
        var checksum = policy.RequireChecksum ? Checksum(profile) : GuaranteeLevel.NotEnforced;
        return mode switch
        {
            SlotMode.Part => OfPart(profile, checksum),
            SlotMode.Put => OfPut(profile, checksum),
            _ => OfForm(profile, checksum),
        };
    }

    public static GuaranteeLevel Checksum(StoreProfile profile) => Enforced(profile.ChecksumSha256);

    /// <summary>Which guarantees a mode lacks, and which capability it would take, with what the profile says about it.</summary>
    public static string Explain(GuaranteeKinds broken, SlotMode mode, StoreProfile profile)
    {
        var reasons = new List<string>();
        if (broken.HasFlag(GuaranteeKinds.Isolation))
        {
            reasons.Add(mode == SlotMode.Form
                ? $"isolation, because the store {Verb(profile.FormUpload, "enforce")} form policies (FormUpload is {profile.FormUpload})"
                : $"isolation, because the store {Verb(profile.IsolatedPut, "limit")} the holder of a PUT to its own key (IsolatedPut is "
                    + $"{profile.IsolatedPut}, IsolatedPart is {profile.IsolatedPart}), so that the holder could copy or publish other objects");
        }

        if (broken.HasFlag(GuaranteeKinds.Checksum))
        {
            reasons.Add($"the checksum, because the store {Verb(profile.ChecksumSha256, "verify")} it (ChecksumSha256 is {profile.ChecksumSha256})");
        }

        return string.Join(", ", reasons);
    }

    private static string Verb(Capability capability, string verb) =>
        capability == Capability.No ? $"does not {verb}" : $"is not known to {verb}";

    // The backend sets the type when it creates the upload, and completing the upload ends the right to write.
    private static Guarantees OfPart(StoreProfile profile, GuaranteeLevel checksum) => new(
        Size: EnforcedOrVerified(profile.SignedContentLength),
        ContentType: GuaranteeLevel.EnforcedByStore,
        Checksum: checksum,
        WriteOnce: GuaranteeLevel.EnforcedByStore,
        Isolation: Enforced(profile.IsolatedPart));

    // What is frozen cannot be replaced, even if the store lets the slot replace what it wrote.
    private static Guarantees OfPut(StoreProfile profile, GuaranteeLevel checksum)
    {
        // If a PUT can be turned into a copy of another object, nothing else that was signed counts.
        var isolated = profile.IsolatedPut == Capability.Yes;
        return new(
            Size: isolated ? EnforcedOrVerified(profile.SignedContentLength) : GuaranteeLevel.VerifiedOnCompletion,
            ContentType: isolated ? EnforcedOrVerified(profile.SignedContentType) : GuaranteeLevel.VerifiedOnCompletion,
            Checksum: isolated ? checksum : GuaranteeLevel.NotEnforced,
            WriteOnce: GuaranteeLevel.VerifiedOnCompletion,
            Isolation: Enforced(profile.IsolatedPut));
    }

    private static Guarantees OfForm(StoreProfile profile, GuaranteeLevel checksum) => new(
        Size: EnforcedOrVerified(profile.FormUpload),
        ContentType: EnforcedOrVerified(profile.FormUpload),
        Checksum: checksum,
        WriteOnce: GuaranteeLevel.VerifiedOnCompletion,
        Isolation: Enforced(profile.FormUpload));

    private static GuaranteeLevel Enforced(Capability capability) =>
        capability == Capability.Yes ? GuaranteeLevel.EnforcedByStore : GuaranteeLevel.NotEnforced;

    // The object itself has size and type: completion sees them, whatever the store has checked.
    private static GuaranteeLevel EnforcedOrVerified(Capability capability) =>
        capability == Capability.Yes ? GuaranteeLevel.EnforcedByStore : GuaranteeLevel.VerifiedOnCompletion;
}
