
namespace PresignKit.S3.Profiles;

/// <summary>Ceph RGW 16.2.15, measured by path and by virtual host.</summary>
internal static class CephProfile
{
    public static ReadyMadeProfile ReadyMade { get; } = ReadyMadeProfile.Of(
        SuiteMeasurements.AmazonLike("ceph") with
        {
            IsolatedPut = Capability.No,
            IsolatedPart = Capability.No,
            DownloadPartNumber = Capability.No,
            ConfinesUploadCredentials = Capability.Yes,
            ChecksumSha256 = Capability.No,
            PartChecksum = Capability.No,
            FormChecksum = Capability.No,
            ETagIsMd5 = Capability.Yes,
            ComputesCrc64Nvme = Capability.No,
            ConditionalCopy = Capability.No,
            ConditionalReplace = Capability.No,
            FormHeaders = Capability.No,
            StoreManagedEncryption = Capability.No,
            KeyServiceEncryption = Capability.No,
            Tags = Capability.Yes,
            StorageClasses = Capability.Yes,
            ObjectRetention = Capability.Yes,
            RequesterPays = Capability.Yes,
            ExpectedBucketOwner = Capability.No,
        },
        SuiteMeasurements.With(
            new CapabilityEvidence(
                CapabilitySource.Measured(
                    "IsolationConformance.Put_WithUnsignedCopy_ReadsAnotherObjectOnlyIfProfileSaysNo",
                    "IsolationConformance.Put_WithUnsignedPublicAcl_IsPublicOnlyIfProfileSaysNo"),
                nameof(StoreProfile.IsolatedPut)),
            new CapabilityEvidence(
                CapabilitySource.Measured("PartConformance.Part_WithUnsignedCopy_ReadsAnotherObjectOnlyIfProfileSaysNo"),
                nameof(StoreProfile.IsolatedPart)),
            new CapabilityEvidence(
                CapabilitySource.Measured(
                    "CephUploadOnlyIsolation.Put_WithUnsignedCopy_ReadsAnotherObjectOnlyIfProfileSaysNo",
                    "CephUploadOnlyTests.Put_CopyOfPublicObject_IsRefusedAndFirstUploadStays",
                    "CephUploadOnlyTests.Put_OutsideUploadPrefix_IsRefused"),
                nameof(StoreProfile.ConfinesUploadCredentials)),
            new CapabilityEvidence(
                CapabilitySource.Measured(
                    "IntegrityConformance.ETag_OfPartAndObject_IsMd5", "CephEncryptionTests.Upload_KeyService_ETagIsMd5"),
                nameof(StoreProfile.ETagIsMd5)),
            new CapabilityEvidence(
                CapabilitySource.Measured(
                    "CephBucketOwnerFacts.Get_RequesterPaysBucket_NeedsTheAgreement",
                    "CephBucketOwnerFacts.Put_RequesterPaysBucket_NeedsTheAgreementOnlyWhereExpected"),
                nameof(StoreProfile.RequesterPays)),
            new CapabilityEvidence(
                CapabilitySource.Measured("CephBucketOwnerFacts.Get_OtherExpectedOwnerInQuery_IsIgnored"), nameof(StoreProfile.ExpectedBucketOwner)),
            new CapabilityEvidence(CapabilitySource.Measured("CephPathProbe.Probe_Store_MatchesProfile"), nameof(StoreProfile.FormHeaders)),
            new CapabilityEvidence(
                CapabilitySource.Measured("CephLockFacts.Settle_PolicyWithRetention_LocksWhatWasAccepted"),
                nameof(StoreProfile.ObjectRetention)),
            new CapabilityEvidence(
                CapabilitySource.Measured("CephEncryptionTests.Upload_StoreManagedKey_IsNotEncrypted"),
                nameof(StoreProfile.StoreManagedEncryption)),
            new CapabilityEvidence(
                CapabilitySource.Measured("CephEncryptionTests.Upload_KeyService_IsEncryptedAndCopiedOnlyWhereExpected"),
                nameof(StoreProfile.KeyServiceEncryption)),
            new CapabilityEvidence(CapabilitySource.Measured("CephVirtualHostDownload.Get_AsSigned_ReturnsBytes"),
                nameof(StoreProfile.VirtualHostAddressing)),
            new CapabilityEvidence(CapabilitySource.Measured("CephPathDownload.Get_AsSigned_ReturnsBytes"), nameof(StoreProfile.PathAddressing))));
}
