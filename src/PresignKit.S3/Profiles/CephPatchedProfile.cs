namespace PresignKit.S3.Profiles;

/// <summary>Ceph RGW since the fix of CVE-2026-54330, measured on 20.2.4. It holds where a probe has confirmed it; until then, <see cref="CephProfile"/> does.</summary>
internal static class CephPatchedProfile
{
    public static ReadyMadeProfile ReadyMade { get; } = ReadyMadeProfile.Of(
        CephProfile.ReadyMade.Profile with
        {
            Name = "ceph-patched",
            IsolatedPut = Capability.Yes,
            IsolatedPart = Capability.Yes,
            DownloadPartNumber = Capability.Yes,
            PartChecksum = Capability.Yes,
            ChecksumCrc32 = Capability.Yes,
            ChecksumCrc32C = Capability.Yes,
            ChecksumCrc64Nvme = Capability.No,
            ChecksumSha1 = Capability.Yes,
            ChecksumSha512 = Capability.Yes,
            ChecksumMd5 = Capability.No,
            ChecksumXxHash64 = Capability.No,
            ChecksumXxHash3 = Capability.No,
            ChecksumXxHash128 = Capability.No,
            KeyServiceEncryption = Capability.Yes,
            ConditionalReplace = Capability.Yes,
            UntilConfirmed = CephProfile.ReadyMade.Profile,
        },
        SuiteMeasurements.With(
            new CapabilityEvidence(
                CapabilitySource.Measured(
                    "Ceph20PatchedIsolation.Put_WithUnsignedDirective_IsRefusedAndDoesNothing",
                    "Ceph20PatchedIsolation.Put_WithUnsignedDirectiveOnExistingKey_ChangesNothing",
                    "Ceph20PatchedIsolation.Put_WithUnsignedCopy_ReadsAnotherObjectOnlyIfProfileSaysNo"),
                nameof(StoreProfile.IsolatedPut)),
            new CapabilityEvidence(
                CapabilitySource.Measured(
                    "Ceph20PathPart.Part_WithUnsignedCopy_ReadsAnotherObjectOnlyIfProfileSaysNo",
                    "Ceph20PartSlot.Part_AfterCompletion_IsRefusedAndObjectStays"),
                nameof(StoreProfile.IsolatedPart)),
            new CapabilityEvidence(
                CapabilitySource.Measured("Ceph20UploadOnlyIsolation.Put_WithUnsignedCopy_ReadsAnotherObjectOnlyIfProfileSaysNo"),
                nameof(StoreProfile.ConfinesUploadCredentials)),
            new CapabilityEvidence(
                CapabilitySource.Measured("Ceph20BodyFacts.Form_ChecksumContradictedByTheHolder_IsNotCompared"), nameof(StoreProfile.FormChecksum)),
            new CapabilityEvidence(
                CapabilitySource.Measured("IntegrityConformance.ETag_OfPartAndObject_IsMd5", "Ceph20Encryption.Upload_KeyService_ETagIsMd5"),
                nameof(StoreProfile.ETagIsMd5)),
            new CapabilityEvidence(
                CapabilitySource.Measured(
                    "Ceph20BucketOwnerFacts.Get_RequesterPaysBucket_NeedsTheAgreement",
                    "Ceph20BucketOwnerFacts.Put_RequesterPaysBucket_NeedsTheAgreementOnlyWhereExpected"),
                nameof(StoreProfile.RequesterPays)),
            new CapabilityEvidence(
                CapabilitySource.Measured("Ceph20BucketOwnerFacts.Get_OtherExpectedOwnerInQuery_IsIgnored"), nameof(StoreProfile.ExpectedBucketOwner)),
            new CapabilityEvidence(
                CapabilitySource.Measured("Ceph20PatchedProfile.Probe_PatchedProfile_MatchesWhatIsMeasured"),
                nameof(StoreProfile.FormHeaders), nameof(StoreProfile.ConditionalCopy)),
            new CapabilityEvidence(
                CapabilitySource.Measured("Ceph20Encryption.Upload_StoreManagedKey_IsNotEncrypted"), nameof(StoreProfile.StoreManagedEncryption)),
            new CapabilityEvidence(
                CapabilitySource.Measured("Ceph20Encryption.Upload_KeyService_IsEncryptedAndCopiedOnlyWhereExpected"),
                nameof(StoreProfile.KeyServiceEncryption)),
            new CapabilityEvidence(
                CapabilitySource.Measured("CephLockFacts.Settle_PolicyWithRetention_LocksWhatWasAccepted"), nameof(StoreProfile.ObjectRetention)),
            new CapabilityEvidence(
                CapabilitySource.Measured("Ceph20VirtualHostPut.Put_AsSigned_StoresTypeAndBytes"), nameof(StoreProfile.VirtualHostAddressing)),
            new CapabilityEvidence(CapabilitySource.Measured("Ceph20PathDownload.Get_AsSigned_ReturnsBytes"), nameof(StoreProfile.PathAddressing))));
}
