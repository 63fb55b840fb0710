using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Completion;

/// <summary>A slot that reports its CRC-64/NVME as verified on completion is not accepted without one, whatever carries it.</summary>
public sealed class DeclaredCrc64NvmeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Part, GuaranteeKinds.None)]
    [InlineData(StoreKind.Put, GuaranteeKinds.None)]
    [InlineData(StoreKind.Form, GuaranteeKinds.None)]
    [InlineData(StoreKind.Part, GuaranteeKinds.Checksum)]
    [InlineData(StoreKind.Put, GuaranteeKinds.Checksum)]
    [InlineData(StoreKind.Form, GuaranteeKinds.Checksum)]
    public async Task Verify_StoreReportsNone_IsNotAccepted(StoreKind kind, GuaranteeKinds allowed)
    {
        // The store compares a CRC-64/NVME, but not in this kind of request.
        var store = new MemoryStore
        {
            Profile = MemoryStore.Of(kind).Profile with
            {
                ChecksumSha256 = Capability.No,
                PartChecksum = Capability.No,
                FormChecksum = Capability.No,
                ChecksumCrc64Nvme = Capability.Yes,
                ComputesCrc64Nvme = Capability.Yes,
            },
            Now = () => TestApplication.Now,
        };
        var app = new MemoryApplication(kind, builder => builder.AddUploadPolicy("video", policy => policy.AllowUnenforced = allowed), store);
        var slot = await app.Issuer.OpenUploadSlotAsync(
            new()
            {
                Policy = "video",
                FileName = "a.mp4",
                ContentType = "video/mp4",
                Size = 64,
                Checksum = FileChecksum.Create(FileChecksumAlgorithm.Crc64Nvme, new byte[8]),
            },
            Cancellation);
        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, slot.Guarantees.Checksum);
        app.Send(slot, Samples.Mp4());

        var failure = await Assert.ThrowsAsync<PolicyViolationException>(() => app.Verifier.VerifyAsync(slot.Declaration, Cancellation));

        Assert.Equal(ErrorCodes.ChecksumNotAvailable, failure.Code);
    }
}
