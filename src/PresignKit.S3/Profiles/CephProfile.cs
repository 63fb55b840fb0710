
namespace PresignKit.S3.Profiles;

/// <summary>Ceph RGW 16.2.15, measured by path and by virtual host.</summary>
internal static class CephProfile
{
    public static ReadyMadeProfile ReadyMade { get; } = ReadyMadeProfile.Of(
        SuiteMeasurements.AmazonLike("ceph") with
        {
            IsolatedPut = Capability.No,
            ConfinesUploadCredentials = Capability.Yes,
            ChecksumSha256 = Capability.No,
            ConditionalCopy = Capability.No,
            FormHeaders = Capability.No,
            StoreManagedEncryption = Capability.No,
            KeyServiceEncryption = Capability.No,
            Tags = Capability.Yes,
            StorageClasses = Capability.Yes,
        },
        SuiteMeasurements.With(
            new CapabilityEvidence(
                CapabilitySource.Measured(
                    "IsolationConformance.Put_WithUnsignedCopy_ReadsAnotherObjectOnlyWhereTheProfileSaysNo",
                    "IsolationConformance.Put_WithUnsignedPublishing_IsReadByAnybodyOnlyWhereTheProfileSaysNo",
                    "PartConformance.Part_WithUnsignedCopy_ReadsAnotherObjectOnlyWhereTheProfileSaysNo"),
                nameof(StoreProfile.IsolatedPut)),
            new CapabilityEvidence(
                CapabilitySource.Measured(
                    "CephUploadOnlyIsolation.Put_WithUnsignedCopy_ReadsAnotherObjectOnlyWhereTheProfileSaysNo",
                    "CephUploadOnly.Put_CopyOfAPublicObject_IsRefusedAndTheFirstUploadStays",
                    "CephUploadOnly.Put_OutsideThePrefixOfUploads_IsRefused"),
                nameof(StoreProfile.ConfinesUploadCredentials)),
            new CapabilityEvidence(CapabilitySource.Measured("CephPathProbe.Probe_Store_MeasuresWhatTheProfileSays"), nameof(StoreProfile.FormHeaders)),
            new CapabilityEvidence(
                CapabilitySource.Measured("CephEncryption.Upload_WithTheStoresKeys_IsTakenAndNotEncrypted"),
                nameof(StoreProfile.StoreManagedEncryption)),
            new CapabilityEvidence(
                CapabilitySource.Measured("CephEncryption.Upload_WithAKeyService_IsEncryptedAndCannotBeFrozen"),
                nameof(StoreProfile.KeyServiceEncryption)),
            new CapabilityEvidence(CapabilitySource.Measured("CephVirtualHostDownload.Get_AsSigned_AnswersTheBytes"),
                nameof(StoreProfile.VirtualHostAddressing)),
            new CapabilityEvidence(CapabilitySource.Measured("CephPathDownload.Get_AsSigned_AnswersTheBytes"), nameof(StoreProfile.PathAddressing))));
}
