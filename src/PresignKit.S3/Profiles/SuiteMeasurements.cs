
namespace PresignKit.S3.Profiles;

/// <summary>The tests of the conformance suite that measure each capability on every store.</summary>
internal static class SuiteMeasurements
{
    public static CapabilityEvidence[] All { get; } =
    [
        new(CapabilitySource.Measured("PutConformance.Put_OtherContentType_IsRefused"), nameof(StoreProfile.SignedContentType)),
        new(CapabilitySource.Measured("PutConformance.Put_OtherLength_IsRefused"), nameof(StoreProfile.SignedContentLength)),
        new(
            CapabilitySource.Measured(
                "PutConformance.Put_SecondTime_IsRefusedAndFirstUploadStays",
                "PutConformance.Put_EightAtOnce_HasOneWinner",
                "PutConformance.Put_WithoutSignedCondition_IsRefused"),
            nameof(StoreProfile.CreateOnly)),
        new(
            CapabilitySource.Measured(
                "IsolationConformance.Put_WithUnsignedDirective_IsRefusedAndDoesNothing",
                "IsolationConformance.Put_WithUnsignedDirectiveOnExistingKey_ChangesNothing",
                "IsolationConformance.Put_WithUnsignedCopy_ReadsAnotherObjectOnlyIfProfileSaysNo",
                "IsolationConformance.Put_WithUnsignedPublicAcl_IsPublicOnlyIfProfileSaysNo"),
            nameof(StoreProfile.IsolatedPut)),
        new(
            CapabilitySource.Measured(
                "PartConformance.Part_WithUnsignedCopy_ReadsAnotherObjectOnlyIfProfileSaysNo",
                "SlotConformance.Part_AfterCompletion_IsRefusedAndObjectStays"),
            nameof(StoreProfile.IsolatedPart)),
        new(CapabilitySource.Measured("SlotConformance.Part_AfterCompletion_IsRefusedAndObjectStays"), nameof(StoreProfile.PartUrlsEnd)),
        new(
            CapabilitySource.Measured(
                "PutConformance.Put_WithoutSignedCondition_IsRefused",
                "PutConformance.Put_BodyAndChecksumReplaced_IsRefused",
                "PutConformance.Put_ToAnotherHost_IsRefused"),
            nameof(StoreProfile.SignedHeaders)),
        new(
            CapabilitySource.Measured(
                "DownloadConformance.Head_AsSigned_ReturnsPropertiesWithoutBody", "DownloadConformance.Get_UsedWithAnotherMethod_IsRefused"),
            nameof(StoreProfile.HeadUrls)),
        new(
            CapabilitySource.Measured(
                "SelectionConformance.Get_Part_IsOnlyThatPartIfProfileSaysYes", "SelectionConformance.Get_PartThatIsNotThere_HasNoBytesOfTheObject"),
            nameof(StoreProfile.DownloadPartNumber)),
        new(
            CapabilitySource.Measured(
                "FormConformance.Post_OtherSize_IsRefused",
                "FormConformance.Post_OtherKey_IsRefusedAndReachesNoOtherObject",
                "IsolationConformance.Post_WithUnsignedDirectiveAsField_IsRefusedOrDoesNothing"),
            nameof(StoreProfile.FormUpload)),
        new(CapabilitySource.Measured("AttributeConformance.Post_AsSigned_KeepsEveryAttribute"), nameof(StoreProfile.FormHeaders)),
        new(
            CapabilitySource.Measured(
                "PutConformance.Put_ChecksumOfAnotherBody_IsRefusedIfProfileSaysYes"),
            nameof(StoreProfile.ChecksumSha256)),
        new(CapabilitySource.Measured("PartConformance.Part_ChecksumOfAnotherBody_IsRefusedIfProfileSaysYes"), nameof(StoreProfile.PartChecksum)),
        new(CapabilitySource.Measured("FormConformance.Post_ChecksumOfAnotherBody_IsRefusedIfProfileSaysYes"), nameof(StoreProfile.FormChecksum)),
        new(
            CapabilitySource.Measured("ChecksumConformance.Checksum_OfAnotherBody_IsRefusedIfProfileSaysYes"),
            nameof(StoreProfile.ChecksumCrc32), nameof(StoreProfile.ChecksumCrc32C), nameof(StoreProfile.ChecksumCrc64Nvme),
            nameof(StoreProfile.ChecksumSha1), nameof(StoreProfile.ChecksumSha512), nameof(StoreProfile.ChecksumMd5),
            nameof(StoreProfile.ChecksumXxHash64), nameof(StoreProfile.ChecksumXxHash3), nameof(StoreProfile.ChecksumXxHash128)),
        new(CapabilitySource.Measured("IntegrityConformance.ETag_OfPartAndObject_IsMd5"), nameof(StoreProfile.ETagIsMd5)),
        new(
            CapabilitySource.Measured("IntegrityConformance.Find_Object_HasCrc64NvmeOnlyIfProfileSaysYes"), nameof(StoreProfile.ComputesCrc64Nvme)),
        new(CapabilitySource.Measured("ProbeAgreement.Probe_Store_MatchesProfile"), nameof(StoreProfile.ConditionalCopy)),
        new(
            CapabilitySource.Measured(
                "ProbeAgreement.Probe_Store_MatchesProfile", "ReplaceConformance.Replace_OtherObjectOrNone_IsRefusedIfProfileSaysYes"),
            nameof(StoreProfile.ConditionalReplace)),
        new(
            CapabilitySource.Measured(
                "AttributeConformance.Put_AsSigned_KeepsEveryAttribute",
                "AttributeConformance.Put_AttributeMissingOrChanged_IsRefused",
                "AttributeConformance.Verify_FreezingPolicy_CopyHasEveryAttribute"),
            nameof(StoreProfile.Tags), nameof(StoreProfile.StorageClasses)),
    ];

    /// <summary>The given evidence, and the suite's measurements of all other capabilities.</summary>
    public static CapabilityEvidence[] With(params CapabilityEvidence[] own) =>
    [
        .. own,
        .. All.Select(evidence => evidence with { Capabilities = [.. evidence.Capabilities.Where(c => !own.Any(o => o.Capabilities.Contains(c)))] }),
    ];

    /// <summary>The profile of a store that refuses everything that Amazon S3 refuses.</summary>
    public static StoreProfile AmazonLike(string name) => new()
    {
        Name = name,
        SignedContentType = Capability.Yes,
        SignedContentLength = Capability.Yes,
        CreateOnly = Capability.Yes,
        IsolatedPut = Capability.Yes,
        IsolatedPart = Capability.Yes,
        PartUrlsEnd = Capability.Yes,
        SignedHeaders = Capability.Yes,
        HeadUrls = Capability.Yes,
        FormUpload = Capability.Yes,
        FormHeaders = Capability.Yes,
        ChecksumSha256 = Capability.Yes,
        PartChecksum = Capability.Yes,
        FormChecksum = Capability.Yes,
        VirtualHostAddressing = Capability.Yes,
        PathAddressing = Capability.Yes,
        ConditionalCopy = Capability.Yes,
    };
}
