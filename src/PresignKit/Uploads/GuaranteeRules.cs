using System.Collections.Immutable;
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
        | (policy.RequiredChecksum.IsEmpty ? GuaranteeKinds.None : GuaranteeKinds.Checksum);

    /// <summary>The guarantees of a slot for which a policy requires one of some checksums: those of the least that is kept.</summary>
    public static Guarantees Of(
        StoreProfile profile, SlotMode mode, ImmutableArray<FileChecksumAlgorithm> required, EncryptionRule encryption, bool hasSize) => required.IsEmpty
            ? Of(profile, mode, checksum: null, encryption, hasSize)
            : required.Select(checksum => Of(profile, mode, checksum, encryption, hasSize)).MinBy(guarantees => guarantees.Checksum)!;

    /// <summary>The guarantees of a slot with a declared checksum of an algorithm or without any, and with or without a declared size.</summary>
    public static Guarantees Of(
        StoreProfile profile,
        SlotMode mode,
        FileChecksumAlgorithm? checksum,
        EncryptionRule encryption = EncryptionRule.BucketDefault,
        bool hasSize = true)
    {
        return new(
            Size: Level(GuaranteeKinds.Size),
            ContentType: Level(GuaranteeKinds.ContentType),
            Checksum: checksum is { } algorithm ? GuaranteeTable.OfChecksum(algorithm, mode).LevelAt(profile) : GuaranteeLevel.NotEnforced,
            WriteOnce: Level(GuaranteeKinds.WriteOnce),
            Isolation: Level(GuaranteeKinds.Isolation))
        {
            Transfer = TransferRule.Algorithms(profile, hasOther: TransferRule.Replaces(checksum, mode), encryption).IsEmpty
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
    public static string Explain(GuaranteeKinds broken, SlotMode mode, StoreProfile profile, ImmutableArray<FileChecksumAlgorithm> checksums)
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
                reasons.Add("the checksum, because no store compares that of a file that is sent in parts, but for a CRC-64/NVME where it computes one itself "
                    + $"(ComputesCrc64Nvme is {profile.ComputesCrc64Nvme})");
                return string.Join(", ", reasons);
            }

            var missing = checksums.Select(algorithm => GuaranteeTable.OfChecksum(algorithm, mode))
                .Where(basis => basis.LevelAt(profile) == GuaranteeLevel.NotEnforced)
                .SelectMany(basis => basis.MissingAt(profile)).Distinct()
                .Select(capability => $"{capability.Name} is {capability.Get(profile)}").ToArray();
            reasons.Add($"the checksum, because the store does not, or is not known to, bind and verify it ({string.Join(", ", missing)})");
        }

        return string.Join(", ", reasons);
    }

    private static string Verb(Capability capability, string verb) =>
        capability == Capability.No ? $"does not {verb}" : $"is not known to {verb}";
}
