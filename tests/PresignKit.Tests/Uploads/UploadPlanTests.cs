using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;
using PresignKit.Uploads;

namespace PresignKit.Tests.Uploads;

public sealed class UploadPlanTests
{
    [Fact]
    public void TryMake_StrictStore_UsesPutAndEnforcesEverything()
    {
        var plan = UploadPlan.TryMake(Policy(), RecordingProvider.Strict, out var refusal);

        Assert.Null(refusal);
        Assert.Equal(UploadTransport.Put, plan!.Transport);
        Assert.Equal(GuaranteeKinds.Checksum, plan.Guarantees.Unenforced);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, plan.Guarantees.Size);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, plan.Guarantees.Isolation);
    }

    [Theory]
    [InlineData(Capability.No)]
    [InlineData(Capability.Unknown)]
    public void TryMake_StoreThatAcceptsUnsignedDirectives_NeverUsesPut(Capability refuses)
    {
        var profile = RecordingProvider.Strict with { IsolatedPut = refuses };

        var plan = UploadPlan.TryMake(Policy(), profile, out _);

        Assert.Equal(UploadTransport.Post, plan!.Transport);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, plan.Guarantees.Isolation);
    }

    [Fact]
    public void TryMake_StoreThatAcceptsUnsignedDirectivesAndPutIsRequired_Refuses()
    {
        var profile = RecordingProvider.Strict with { IsolatedPut = Capability.No };

        var plan = UploadPlan.TryMake(Policy(p => p.Transport = UploadTransport.Put), profile, out var refusal);

        Assert.Null(plan);
        Assert.Contains("'p'", refusal, StringComparison.Ordinal);
        Assert.Contains("'media'", refusal, StringComparison.Ordinal);
        Assert.Contains("IsolatedPut", refusal, StringComparison.Ordinal);
        Assert.Contains("does not limit the holder of a PUT to its own key (IsolatedPut is No, IsolatedPart is Unknown)", refusal, StringComparison.Ordinal);
        Assert.Contains("Remove UploadPolicies:p:Transport, so that a form is used.", refusal, StringComparison.Ordinal);
        Assert.EndsWith("To accept what is missing, set UploadPolicies:p:AllowUnenforced to \"Isolation\".", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void TryMake_NoTransportIsIsolated_DoesNotAdviseAgainstTheConfiguredOne()
    {
        var profile = RecordingProvider.Strict with { IsolatedPut = Capability.No, FormUpload = Capability.No };

        Assert.Null(UploadPlan.TryMake(Policy(p => p.Transport = UploadTransport.Put), profile, out var refusal));

        Assert.DoesNotContain("Remove", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void TryMake_PutWithoutIsolation_GuaranteesNothingElse()
    {
        var profile = RecordingProvider.Strict with { IsolatedPut = Capability.No, FormUpload = Capability.No };

        var plan = UploadPlan.TryMake(
            Policy(p => p.AllowUnenforced = GuaranteeKinds.Isolation), profile, out _);

        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, plan!.Guarantees.Size);
        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, plan.Guarantees.ContentType);
        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, plan.Guarantees.WriteOnce);
        Assert.Equal(GuaranteeLevel.NotEnforced, plan.Guarantees.Isolation);
    }

    [Theory]
    [InlineData(null, nameof(SlotMode.Part), false, GuaranteeLevel.EnforcedByStore)]
    [InlineData(UploadTransport.Put, nameof(SlotMode.Part), false, GuaranteeLevel.EnforcedByStore)]
    [InlineData(UploadTransport.Post, nameof(SlotMode.Form), true, GuaranteeLevel.VerifiedOnCompletion)]
    public void TryMake_StoreThatIsolatesParts_UsesOneUnlessAFormIsRequired(
        UploadTransport? transport, string mode, bool freezes, GuaranteeLevel writeOnce)
    {
        var plan = UploadPlan.TryMake(
            Policy(p => p.Transport = transport), RecordingProvider.Strict with { IsolatedPart = Capability.Yes }, out _);

        Assert.Equal((mode, freezes, writeOnce), (plan!.Mode.ToString(), plan.Freezes, plan.Guarantees.WriteOnce));
        Assert.True(plan.Binds);
    }

    [Fact]
    public void TryMake_Part_NeitherRefusesExistingNorNeedsAnIsolatedPut()
    {
        var profile = RecordingProvider.Strict with { IsolatedPart = Capability.Yes, IsolatedPut = Capability.No, FormUpload = Capability.No };

        var plan = UploadPlan.TryMake(Policy(), profile, out _);

        Assert.Equal((SlotMode.Part, UploadTransport.Put, false), (plan!.Mode, plan.Transport, plan.RefusesExisting));
        Assert.Equal((GuaranteeLevel.EnforcedByStore, GuaranteeLevel.EnforcedByStore), (plan.Guarantees.ContentType, plan.Guarantees.Isolation));
    }

    [Theory]
    [InlineData(Capability.Yes, true)]
    [InlineData(Capability.Unknown, false)]
    [InlineData(Capability.No, false)]
    public void SignsChecksum_Part_OnlyIfTheStoreVerifiesIt(Capability checksum, bool expected)
    {
        var plan = UploadPlan.TryMake(
            Policy(), RecordingProvider.Strict with { IsolatedPart = Capability.Yes, PartChecksum = checksum }, out _);

        Assert.Equal(expected, plan!.Signs(FileChecksumAlgorithm.Sha256));
    }

    [Theory]
    [InlineData(Capability.No)]
    [InlineData(Capability.Unknown)]
    public void TryMake_StoreThatDoesNotIsolateParts_FreezesWhateverItsCreateOnlyIs(Capability isolatedPart)
    {
        foreach (var createOnly in Enum.GetValues<Capability>())
        {
            var plan = UploadPlan.TryMake(
                Policy(), RecordingProvider.Strict with { IsolatedPart = isolatedPart, CreateOnly = createOnly }, out _);

            Assert.Equal(
                (SlotMode.Put, true, GuaranteeLevel.VerifiedOnCompletion), (plan!.Mode, plan.Freezes, plan.Guarantees.WriteOnce));
        }
    }

    [Theory]
    [InlineData(Capability.Yes, true)]
    [InlineData(Capability.Unknown, true)]
    [InlineData(Capability.No, false)]
    public void Binds_Put_UnlessTheStoreDoesNotSignHeaders(Capability signedHeaders, bool expected)
    {
        var plan = UploadPlan.TryMake(Policy(), RecordingProvider.Strict with { SignedHeaders = signedHeaders }, out _);

        Assert.Equal((SlotMode.Put, expected), (plan!.Mode, plan.Binds));
    }

    [Theory]
    [InlineData(Capability.Yes, true)]
    [InlineData(Capability.Unknown, true)]
    [InlineData(Capability.No, false)]
    public void RefusesExisting_Put_IsTrueUnlessTheStoreCannotRefuse(Capability createOnly, bool expected)
    {
        var plan = UploadPlan.TryMake(Policy(), RecordingProvider.Strict with { CreateOnly = createOnly }, out _);

        Assert.Equal(expected, plan!.RefusesExisting);
    }

    [Fact]
    public void TryMake_StoreWithoutForms_RefusesPost()
    {
        var profile = RecordingProvider.Strict with { FormUpload = Capability.No };

        var plan = UploadPlan.TryMake(
            Policy(p =>
            {
                p.Transport = UploadTransport.Post;
                p.AllowUnenforced = GuaranteeKinds.WriteOnce | GuaranteeKinds.Isolation;
            }),
            profile,
            out var refusal);

        Assert.Null(plan);
        Assert.Contains("does not accept form uploads (FormUpload is No)", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("probe", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void TryMake_GenericProfile_GuaranteesNothingAndSuggestsAProbe()
    {
        Assert.Null(UploadPlan.TryMake(Policy(), StoreProfile.Generic, out var refusal));
        Assert.Contains("'p' requires guarantees that store 'media' (profile 'generic') does not enforce", refusal, StringComparison.Ordinal);
        Assert.Contains("IsolatedPut is Unknown", refusal, StringComparison.Ordinal);
        Assert.Contains("FormUpload is Unknown", refusal, StringComparison.Ordinal);
        Assert.Contains("presignkit probe", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void TryMake_RequiredChecksumThatTheStoreDoesNotVerify_Refuses()
    {
        var profile = RecordingProvider.Strict with { ChecksumSha256 = Capability.No, FormChecksum = Capability.Unknown };

        Assert.Null(UploadPlan.TryMake(Policy(p => p.RequiredChecksum = [FileChecksumAlgorithm.Sha256]), profile, out var refusal));
        const string because = "the checksum, because the store does not, or is not known to, bind and verify it";
        Assert.Contains($"PUT: {because} (ChecksumSha256 is No)", refusal, StringComparison.Ordinal);
        Assert.Contains($"POST: {because} (FormChecksum is Unknown)", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void For_ChecksumOffered_IsEnforced()
    {
        var plan = UploadPlan.TryMake(Policy(), RecordingProvider.Strict, out _)!;

        Assert.Equal(GuaranteeLevel.NotEnforced, plan.For(new("video/mp4", ".mp4", 1, null, StoredAttributes.None)).Checksum);
        var sha256 = FileChecksum.Create(FileChecksumAlgorithm.Sha256, new byte[32]);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, plan.For(new("video/mp4", ".mp4", 1, sha256, StoredAttributes.None)).Checksum);
    }

    private static UploadPolicy Policy(Action<UploadPolicyOptions>? configure = null)
    {
        var options = new UploadPolicyOptions { MaximumSize = 5000 };
        options.AllowedContentTypes.Add("video/mp4");
        configure?.Invoke(options);
        return PolicyBuilder.Build("p", options, "media", [])!;
    }
}
