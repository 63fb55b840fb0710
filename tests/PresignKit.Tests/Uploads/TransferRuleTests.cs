using PresignKit.Providers;
using PresignKit.Tests.Fakes;
using PresignKit.Uploads;

namespace PresignKit.Tests.Uploads;

public sealed class TransferRuleTests
{
    private static readonly StoreProfile Telling = MemoryStore.Strict with { ETagIsMd5 = Capability.Yes, ComputesCrc64Nvme = Capability.Yes };

    [Theory]
    [InlineData(false, TransferChecksumAlgorithm.Crc64Nvme, TransferChecksumAlgorithm.Md5)]
    [InlineData(true, TransferChecksumAlgorithm.Md5)]
    public void Algorithms_DeclaredSha256_LeaveNoCrcToCompareWith(bool hasSha256, params TransferChecksumAlgorithm[] expected) =>
        Assert.Equal(expected, TransferRule.Algorithms(Telling, hasSha256, EncryptionRule.BucketDefault));

    [Fact]
    public void Transfer_DeclaredSha256AtStoreThatTellsNothingElse_IsNotEnforced()
    {
        var profile = Telling with { ETagIsMd5 = Capability.No };

        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, GuaranteeRules.Of(profile, SlotMode.Part, checksum: null).Transfer);
        Assert.Equal(GuaranteeLevel.NotEnforced, GuaranteeRules.Of(profile, SlotMode.Part, FileChecksumAlgorithm.Sha256).Transfer);
        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, GuaranteeRules.Of(profile, SlotMode.Multipart, FileChecksumAlgorithm.Sha256).Transfer);
        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, GuaranteeRules.Of(profile, SlotMode.Part, FileChecksumAlgorithm.Crc64Nvme).Transfer);
    }
}
