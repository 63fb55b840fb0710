using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Uploads;

/// <summary>Derives what a slot guarantees from the store's capabilities, as <see cref="GuaranteeTable"/> says.</summary>
internal static class GuaranteeRules
{
    /// <summary>Nothing is enforced, or verified.</summary>
    public static Guarantees None { get; } = new(
        GuaranteeLevel.NotEnforced, GuaranteeLevel.NotEnforced, GuaranteeLevel.NotEnforced, GuaranteeLevel.NotEnforced, GuaranteeLevel.NotEnforced);

    /// <summary>The guarantees that a policy requires. A checksum is among them only if the policy requires one.</summary>
    public static GuaranteeKinds Required(UploadPolicy policy) =>
        GuaranteeKinds.Size | GuaranteeKinds.ContentType | GuaranteeKinds.Isolation | GuaranteeKinds.WriteOnce
        | (policy.RequireChecksum ? GuaranteeKinds.Checksum : GuaranteeKinds.None);

    /// <summary>The guarantees of a slot with or without a declared checksum, and with or without a declared size.</summary>
    public static Guarantees Of(
        StoreProfile profile, SlotMode mode, bool hasChecksum, EncryptionRule encryption = EncryptionRule.BucketDefault, bool hasSize = true)
    {
        return new(
            Size: Level(GuaranteeKinds.Size),
            ContentType: Level(GuaranteeKinds.ContentType),
            Checksum: hasChecksum ? Level(GuaranteeKinds.Checksum) : GuaranteeLevel.NotEnforced,
            WriteOnce: Level(GuaranteeKinds.WriteOnce),
            Isolation: Level(GuaranteeKinds.Isolation))
        {
            Transfer = TransferRule.Algorithms(profile, hasSha256: hasChecksum && mode != SlotMode.Multipart, encryption).IsEmpty
                ? GuaranteeLevel.NotEnforced
                : GuaranteeLevel.VerifiedOnCompletion,
        };

        GuaranteeLevel Level(GuaranteeKinds guarantee)
        {
            var basis = GuaranteeTable.Of(guarantee, mode);
            return (hasSize ? basis : basis.OfUnknownSize).LevelAt(profile);
        }
    }

    /// <summary>Which guarantees a mode lacks, and which capabilities it would take, with what the profile says about them.</summary>
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
            if (mode == SlotMode.Multipart)
            {
                reasons.Add("the checksum, because no store compares the SHA-256 of a file that is sent in parts");
                return string.Join(", ", reasons);
            }

            var missing = GuaranteeTable.Of(GuaranteeKinds.Checksum, mode).MissingAt(profile)
                .Select(capability => $"{capability.Name} is {capability.Get(profile)}").ToArray();
            reasons.Add($"the checksum, because the store does not, or is not known to, bind and verify it ({string.Join(", ", missing)})");
        }

        return string.Join(", ", reasons);
    }

    private static string Verb(Capability capability, string verb) =>
        capability == Capability.No ? $"does not {verb}" : $"is not known to {verb}";
}
