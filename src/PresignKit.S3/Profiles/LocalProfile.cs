
namespace PresignKit.S3.Profiles;

/// <summary>PresignKit.LocalS3, measured by path and by virtual host.</summary>
internal static class LocalProfile
{
    // It accepts AES256 as Amazon does, but does not encrypt, and has one storage class, so the profile claims neither.
    public static ReadyMadeProfile ReadyMade { get; } = ReadyMadeProfile.Of(
        SuiteMeasurements.AmazonLike("local") with { Tags = Capability.Yes },
        [
            .. SuiteMeasurements.With(
                new CapabilityEvidence(CapabilitySource.Measured("LocalS3VirtualHostDownload.Get_AsSigned_ReturnsBytes"),
                    nameof(StoreProfile.VirtualHostAddressing)),
                new CapabilityEvidence(CapabilitySource.Measured("LocalS3PathDownload.Get_AsSigned_ReturnsBytes"), nameof(StoreProfile.PathAddressing))),
        ]);
}
