
namespace PresignKit.S3.Profiles;

/// <summary>PresignKit.LocalS3, measured by path and by virtual host.</summary>
internal static class LocalProfile
{
    // It does not encrypt and refuses to, and has one storage class. AddLocalS3 claims encryption only if its options say that it pretends.
    public static ReadyMadeProfile ReadyMade { get; } = ReadyMadeProfile.Of(
        SuiteMeasurements.AmazonLike("local") with
        {
            DownloadPartNumber = Capability.Yes,
            ETagIsMd5 = Capability.Yes,
            ComputesCrc64Nvme = Capability.Yes,
            ConditionalReplace = Capability.Yes,
            ChecksumCrc32 = Capability.Yes,
            ChecksumCrc32C = Capability.Yes,
            ChecksumCrc64Nvme = Capability.Yes,
            ChecksumSha1 = Capability.Yes,
            ChecksumSha512 = Capability.Yes,
            ChecksumMd5 = Capability.Yes,
            ChecksumXxHash64 = Capability.Yes,
            ChecksumXxHash3 = Capability.Yes,
            ChecksumXxHash128 = Capability.Yes,
            Tags = Capability.Yes,
            ExpectedBucketOwner = Capability.Yes,
            StoreManagedEncryption = Capability.No,
            KeyServiceEncryption = Capability.No,
            ObjectRetention = Capability.No,
        },
        [
            .. SuiteMeasurements.With(
                new CapabilityEvidence(CapabilitySource.Measured("LocalS3PathProbe.Probe_Store_MatchesProfile"),
                    nameof(StoreProfile.ExpectedBucketOwner),
                    nameof(StoreProfile.StoreManagedEncryption), nameof(StoreProfile.KeyServiceEncryption), nameof(StoreProfile.ObjectRetention)),
                new CapabilityEvidence(CapabilitySource.Measured("LocalS3VirtualHostDownload.Get_AsSigned_ReturnsBytes"),
                    nameof(StoreProfile.VirtualHostAddressing)),
                new CapabilityEvidence(CapabilitySource.Measured("LocalS3PathDownload.Get_AsSigned_ReturnsBytes"), nameof(StoreProfile.PathAddressing))),
        ]);
}
