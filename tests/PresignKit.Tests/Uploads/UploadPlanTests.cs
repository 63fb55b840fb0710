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

        var plan = UploadPlan.TryMake(Policy(p => p.WriteOnce = false), profile, out _);

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
        Assert.Contains("does not limit the holder of a PUT to its own key (IsolatedPut is No)", refusal, StringComparison.Ordinal);
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

    [Fact]
    public void TryMake_FormPostAndWriteOnceWithoutFreeze_RefusesUnlessAllowed()
    {
        void NeverFrozen(UploadPolicyOptions policy) => (policy.Transport, policy.Freeze) = (UploadTransport.Post, FreezeRule.Never);

        Assert.Null(UploadPlan.TryMake(Policy(NeverFrozen), RecordingProvider.Strict, out var refusal));
        Assert.Contains("a form upload replaces an existing object and Freeze is Never", refusal, StringComparison.Ordinal);

        var plan = UploadPlan.TryMake(
            Policy(p =>
            {
                NeverFrozen(p);
                p.AllowUnenforced = GuaranteeKinds.WriteOnce;
            }),
            RecordingProvider.Strict,
            out _);
        Assert.Equal((GuaranteeLevel.NotEnforced, false), (plan!.Guarantees.WriteOnce, plan.Freezes));
    }

    [Theory]
    [InlineData(UploadTransport.Put, Capability.Yes, true, FreezeRule.WhereNeeded, false, GuaranteeLevel.EnforcedByStore)]
    [InlineData(UploadTransport.Put, Capability.Unknown, true, FreezeRule.WhereNeeded, true, GuaranteeLevel.VerifiedOnCompletion)]
    [InlineData(UploadTransport.Put, Capability.No, true, FreezeRule.WhereNeeded, true, GuaranteeLevel.VerifiedOnCompletion)]
    [InlineData(UploadTransport.Post, Capability.Yes, true, FreezeRule.WhereNeeded, true, GuaranteeLevel.VerifiedOnCompletion)]
    [InlineData(UploadTransport.Post, Capability.Yes, false, FreezeRule.WhereNeeded, false, GuaranteeLevel.NotEnforced)]
    [InlineData(UploadTransport.Post, Capability.Yes, false, FreezeRule.Always, true, GuaranteeLevel.VerifiedOnCompletion)]
    [InlineData(UploadTransport.Put, Capability.Yes, true, FreezeRule.Always, true, GuaranteeLevel.EnforcedByStore)]
    [InlineData(UploadTransport.Put, Capability.Yes, true, FreezeRule.Never, false, GuaranteeLevel.EnforcedByStore)]
    public void TryMake_Freeze_DependsOnPolicyAndStore(
        UploadTransport transport, Capability createOnly, bool writeOnce, FreezeRule freeze, bool freezes, GuaranteeLevel kept)
    {
        var plan = UploadPlan.TryMake(
            Policy(p => (p.Transport, p.WriteOnce, p.Freeze) = (transport, writeOnce, freeze)),
            RecordingProvider.Strict with { CreateOnly = createOnly },
            out _);

        Assert.Equal((freezes, kept), (plan!.Freezes, plan.Guarantees.WriteOnce));
    }

    [Theory]
    [InlineData(Capability.Yes, true)]
    [InlineData(Capability.Unknown, true)]
    [InlineData(Capability.No, false)]
    public void RefusesExisting_WriteOncePut_IsTrueUnlessTheStoreCannotRefuse(Capability createOnly, bool expected)
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
        var profile = RecordingProvider.Strict with { ChecksumSha256 = Capability.No };

        Assert.Null(UploadPlan.TryMake(Policy(p => p.RequireChecksum = true), profile, out var refusal));
        Assert.Contains("ChecksumSha256", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void For_ChecksumOffered_IsEnforced()
    {
        var plan = UploadPlan.TryMake(Policy(), RecordingProvider.Strict, out _)!;

        Assert.Equal(GuaranteeLevel.NotEnforced, plan.For(new("video/mp4", ".mp4", 1, null, StoredAttributes.None)).Checksum);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, plan.For(new("video/mp4", ".mp4", 1, "x", StoredAttributes.None)).Checksum);
    }

    private static UploadPolicy Policy(Action<UploadPolicyOptions>? configure = null)
    {
        var options = new UploadPolicyOptions { MaximumSize = 5000 };
        options.AllowedContentTypes.Add("video/mp4");
        configure?.Invoke(options);
        return PolicyBuilder.Build("p", options, "media", [])!;
    }
}
