using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;
using PresignKit.Uploads;

namespace PresignKit.Tests.Uploads;

/// <summary>What a declared checksum guarantees rests on what the store is known to do with that very algorithm.</summary>
public sealed class ChecksumAlgorithmTests
{
    private static readonly Capability[] Values = Enum.GetValues<Capability>();

    public static TheoryData<FileChecksumAlgorithm> Others => [.. Enum.GetValues<FileChecksumAlgorithm>().Where(a => a != FileChecksumAlgorithm.Sha256)];

    [Theory]
    [MemberData(nameof(Others))]
    public void Of_EachAlgorithm_IsEnforcedOnlyWhereTheStoreComparesIt(FileChecksumAlgorithm algorithm)
    {
        var all = from mode in Enum.GetValues<SlotMode>() from compares in Values from knows in Values select (mode, compares, knows);
        foreach (var (mode, compares, knows) in all)
        {
            var profile = (MemoryStore.Strict with { ChecksumSha256 = compares, PartChecksum = compares, FormChecksum = compares })
                .WithCapability("Checksum" + algorithm, knows);

            var level = GuaranteeRules.Of(profile, mode, algorithm).Checksum;

            var isEnforced = mode != SlotMode.Multipart && (compares, knows) == (Capability.Yes, Capability.Yes);
            Assert.Equal(isEnforced ? GuaranteeLevel.EnforcedByStore : GuaranteeLevel.NotEnforced, level);
        }
    }

    [Fact]
    public void Of_Crc64NvmeThatTheStoreComputes_IsVerifiedOnCompletion()
    {
        var profile = MemoryStore.Strict with { ComputesCrc64Nvme = Capability.Yes };

        Assert.All(
            Enum.GetValues<SlotMode>(),
            mode => Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, GuaranteeRules.Of(profile, mode, FileChecksumAlgorithm.Crc64Nvme).Checksum));
        Assert.All(
            [SlotMode.Part, SlotMode.Multipart],
            mode => Assert.Equal(
                GuaranteeLevel.NotEnforced, GuaranteeRules.Of(profile with { IsolatedPart = Capability.No }, mode, FileChecksumAlgorithm.Crc64Nvme).Checksum));
    }

    [Theory]
    [InlineData(Capability.Yes, GuaranteeKinds.None, null)]
    [InlineData(Capability.Unknown, GuaranteeKinds.None, ErrorCodes.ChecksumNotAvailable)]
    [InlineData(Capability.No, GuaranteeKinds.None, ErrorCodes.ChecksumNotAvailable)]
    [InlineData(Capability.No, GuaranteeKinds.Checksum, null)]
    public void CheckCompared_ChecksumThatNobodyCompares_IsRefusedUnlessThePolicyAcceptsIt(Capability knows, GuaranteeKinds allowed, string? expected)
    {
        var profile = MemoryStore.Strict with { ChecksumCrc32C = knows };
        var plan = UploadPlan.TryMake(Policy(policy => policy.AllowUnenforced = allowed), profile, out _)!;
        var checksum = FileChecksum.Create(FileChecksumAlgorithm.Crc32C, new byte[4]);
        var upload = new AcceptedUpload("video/mp4", ".mp4", 1, checksum, StoredAttributes.None);

        var error = Record.Exception(() => ChecksumRequirement.CheckCompared(plan, upload));

        Assert.Equal(expected, (error as PolicyViolationException)?.Code);
        Assert.Equal(knows == Capability.Yes ? checksum : null, plan.Sent(checksum));
    }

    [Fact]
    public void TryMake_SeveralRequired_EachMustBeCompared()
    {
        var profile = MemoryStore.Strict with { ChecksumCrc32C = Capability.Yes };
        var known = Policy(policy => policy.RequiredChecksum = [FileChecksumAlgorithm.Sha256, FileChecksumAlgorithm.Crc32C]);
        var unknown = Policy(policy => policy.RequiredChecksum = [FileChecksumAlgorithm.Sha256, FileChecksumAlgorithm.Crc32]);

        Assert.Equal(GuaranteeLevel.EnforcedByStore, UploadPlan.TryMake(known, profile, out _)!.Guarantees.Checksum);
        Assert.Null(UploadPlan.TryMake(unknown, profile, out var refusal));
        Assert.Contains("ChecksumCrc32 is Unknown", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("ChecksumCrc32C is", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void TryMake_RequiredCrc64Nvme_AllowsPartsWhereTheStoreComputesIt()
    {
        var policy = Policy(policy => (policy.RequiredChecksum, policy.MaximumSize) = ([FileChecksumAlgorithm.Crc64Nvme], 10L << 30));

        var plans = UploadPlans.TryMake(policy, MemoryStore.Strict with { ComputesCrc64Nvme = Capability.Yes }, out _);

        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, plans!.Multipart!.Guarantees.Checksum);
    }

    private static UploadPolicy Policy(Action<UploadPolicyOptions> configure)
    {
        var options = new UploadPolicyOptions { MaximumSize = 5000 };
        options.AllowedContentTypes.Add("video/mp4");
        configure(options);
        return PolicyBuilder.Build("p", options, "media", [])!;
    }
}
