
namespace PresignKit.S3.Profiles;

/// <summary>PresignKit.LocalS3, measured by path and by virtual host.</summary>
internal static class LocalProfile
{
    // It answers to AES256 as Amazon does but encrypts nothing, and has one storage class: neither is claimed.
    public static ReadyMadeProfile Known { get; } = ReadyMadeProfile.Of(
        SuiteMeasurements.Everything("local") with { Tags = Capability.Yes },
        [
            .. SuiteMeasurements.With(
                new CapabilityEvidence(CapabilitySource.Measured("LocalS3VirtualHostDownload.Get_AsSigned_ReturnsBytes"),
                    nameof(StoreProfile.VirtualHostAddressing)),
                new CapabilityEvidence(CapabilitySource.Measured("LocalS3PathDownload.Get_AsSigned_ReturnsBytes"), nameof(StoreProfile.PathAddressing))),
        ]);
}
