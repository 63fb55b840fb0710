using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;
using PresignKit.Uploads;

namespace PresignKit.Tests.Uploads;

/// <summary>Slots for files whose size nobody knows: only if the policy allows them, and never without a limit.</summary>
public sealed class UnknownSizeTests
{
    private static readonly FileChecksum Sha256 = FileChecksum.Create(FileChecksumAlgorithm.Sha256, new byte[32]);

    private static readonly UploadTransport[] Everything = [UploadTransport.Put, UploadTransport.Post, UploadTransport.Multipart];

    [Fact]
    public void Accept_PolicyThatRequiresASize_IsRefused()
    {
        var error = Assert.Throws<PolicyViolationException>(() => AcceptedUpload.Accept(Policy(p => p.AllowUnknownSize = false), Request(null)));

        Assert.Equal(ErrorCodes.SizeMissing, error.Code);
        Assert.Equal("The size of the file is missing, and policy 'p' requires it. Send the exact number of bytes.", error.Message);
    }

    [Theory]
    [InlineData(5_000, null, 10, 5_000)]
    [InlineData(5_000, 4_000L, 10, 4_000)]
    [InlineData(5_000, 6_000L, 10, 5_000)]
    [InlineData(5_000, 10L, 10, 10)]
    [InlineData(PartPlan.MaximumSize, null, 10, 5L * 1024 * 1024 * 1024)]
    public void Accept_UnknownSize_HasTheSmallestOfAllLimits(long ofPolicy, long? ofRequest, long minimum, long maximum)
    {
        var accepted = AcceptedUpload.Accept(Policy(p => p.MaximumSize = ofPolicy), Request(null, ofRequest));

        Assert.Null(accepted.Size);
        Assert.Equal(new SizeRange(minimum, maximum), accepted.AllowedSizes);
    }

    [Theory]
    [InlineData(null, 9L, "9")]
    [InlineData(null, 0L, "0")]
    [InlineData(null, -1L, "0")]
    [InlineData(null, long.MinValue, "0")]
    [InlineData(65L, 64L, "64")]
    [InlineData(65L, -1L, "0")]
    public void Accept_LessAllowedThanNeeded_IsRefusedWithTheLimit(long? size, long maximum, string limit)
    {
        var error = Assert.Throws<PolicyViolationException>(() => AcceptedUpload.Accept(Policy(), Request(size, maximum)));

        Assert.Equal((ErrorCodes.TooLarge, limit), (error.Code, error.Limit));
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(64, long.MaxValue)]
    public void Accept_KnownSizeWithinTheLimitOfTheRequest_IsExact(long size, long maximum)
    {
        var accepted = AcceptedUpload.Accept(Policy(), Request(size, maximum));

        Assert.Equal((size, null), (accepted.Size, accepted.AllowedSizes));
    }

    [Theory]
    [InlineData("put,post,multipart", UploadTransport.Post, GuaranteeLevel.EnforcedByStore)]
    [InlineData("put,post", UploadTransport.Post, GuaranteeLevel.EnforcedByStore)]
    [InlineData("put", UploadTransport.Put, GuaranteeLevel.VerifiedOnCompletion)]
    [InlineData("put,multipart", UploadTransport.Put, GuaranteeLevel.VerifiedOnCompletion)]
    public void Choose_UnknownSize_PrefersAFormAndReportsWhoLimitsTheSize(string client, UploadTransport expected, GuaranteeLevel size)
    {
        foreach (var profile in (StoreProfile[])[MemoryStore.Strict, MemoryStore.Strict with { IsolatedPart = Capability.Yes }])
        {
            var plan = Make(profile).Choose(Upload(), Transports(client));

            Assert.Equal(expected, plan.Transport);
            Assert.True(plan.Freezes);
            Assert.Equal(size, plan.For(Upload()).Size);
            Assert.Equal(size, plan.For(Upload(Sha256)).Size);
            Assert.Equal(GuaranteeLevel.EnforcedByStore, plan.Guarantees.Isolation);
            Assert.Equal(GuaranteeLevel.EnforcedByStore, plan.Guarantees.ContentType);
        }
    }

    [Theory]
    [InlineData("multipart", "post, put", "A file of unknown size cannot be sent in parts, because the URL of each part signs its exact length. ")]
    [InlineData("", "post, put", "The client cannot send a file of unknown size. ")]
    public void Choose_ClientThatCanSendNoSuchFile_IsRefusedWithTheReason(string client, string limit, string reason)
    {
        var refused = Assert.Throws<PolicyViolationException>(() => Make(MemoryStore.Strict).Choose(Upload(), Transports(client)));

        Assert.Equal((ErrorCodes.TransportNotAvailable, limit), (refused.Code, refused.Limit));
        Assert.Equal(
            reason + "Policy 'p' and its store take it by post, put; list one of these in transports, or send the size.", refused.Message);
    }

    [Theory]
    [InlineData(UploadTransport.Put, "post", "put")]
    [InlineData(UploadTransport.Post, "put", "post")]
    public void Choose_TransportOfThePolicy_IsTheOnlyOne(UploadTransport transport, string other, string limit)
    {
        var plans = UploadPlans.TryMake(Policy(p => p.Transport = transport), MemoryStore.Strict, out _)!;

        Assert.Equal(transport, plans.Choose(Upload(), Everything).Transport);
        Assert.Equal(limit, Assert.Throws<PolicyViolationException>(() => plans.Choose(Upload(), Transports(other))).Limit);
    }

    [Theory]
    [InlineData(Capability.No)]
    [InlineData(Capability.Unknown)]
    public void Choose_StoreWithoutForms_TakesAPut(Capability forms)
    {
        var plan = Make(MemoryStore.Strict with { FormUpload = forms }).Choose(Upload(), Everything);

        Assert.Equal((UploadTransport.Put, SlotMode.Put), (plan.Transport, plan.Mode));
        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, plan.Guarantees.Size);
    }

    [Fact]
    public void Choose_PutThatKeepsMore_IsPreferred()
    {
        var profile = MemoryStore.Strict with { FormUpload = Capability.Unknown };
        var plans = UploadPlans.TryMake(Policy(p => p.AllowUnenforced = GuaranteeKinds.Isolation), profile, out _)!;

        Assert.NotNull(plans.FormOfUnknownSize);
        Assert.Equal(UploadTransport.Put, plans.Choose(Upload(), Everything).Transport);
    }

    [Fact]
    public void TryMake_StoreThatIsolatesPartsOnly_HasNoPlanAndSaysWhy()
    {
        // A part whose length is not fixed could copy what the same credentials have uploaded before.
        var profile = MemoryStore.Strict with { IsolatedPart = Capability.Yes, IsolatedPut = Capability.No, FormUpload = Capability.No };

        Assert.Null(UploadPlans.TryMake(Policy(), profile, out var refusal));

        Assert.StartsWith("UploadPolicies:p:AllowUnknownSize is true. ", refusal, StringComparison.Ordinal);
        Assert.EndsWith(" Or set AllowUnknownSize to false.", refusal, StringComparison.Ordinal);
        Assert.NotNull(UploadPlans.TryMake(Policy(p => p.AllowUnknownSize = false), profile, out _));
    }

    [Fact]
    public void TryMake_PolicyThatRequiresASize_HasNoSuchPlan()
    {
        var plans = UploadPlans.TryMake(Policy(p => p.AllowUnknownSize = false), MemoryStore.Strict, out _)!;

        Assert.Null(plans.FormOfUnknownSize);
        Assert.Null(plans.PutOfUnknownSize);
    }

    [Fact]
    public void All_IncludesThePlansOfUnknownSize() =>
        Assert.Equal(2, Make(MemoryStore.Strict with { IsolatedPart = Capability.Yes }).All.Count(plan => plan.Freezes));

    [Fact]
    public void WithoutGuarantees_AppliesToUnknownSizesToo()
    {
        var plans = Make(MemoryStore.Strict).WithoutGuarantees();

        Assert.All(plans.All, plan => Assert.Equal(GuaranteeLevel.NotEnforced, plan.For(Upload(Sha256)).Size));
    }

    [Fact]
    public void Build_Parts_CannotHaveUnknownSize()
    {
        var flaws = new List<string>();

        PolicyBuilder.Build("p", Options(p => p.Transport = UploadTransport.Multipart), "media", flaws);

        Assert.Equal(
            [
                "UploadPolicies:p:AllowUnknownSize is true, but Transport is Multipart, and a file of unknown size cannot be sent in parts, because each "
                    + "part's URL signs its exact length; remove one of them.",
            ],
            flaws);
    }

    [Fact]
    public void Build_MinimumAboveOneRequest_CannotHaveUnknownSize()
    {
        var flaws = new List<string>();

        PolicyBuilder.Build("p", Options(p => (p.MinimumSize, p.MaximumSize) = (SizeLimits.LargestRequest + 1, PartPlan.MaximumSize)), "media", flaws);

        Assert.StartsWith("UploadPolicies:p:AllowUnknownSize is true, but MinimumSize is 5368709121,", Assert.Single(flaws), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    [InlineData(-1, false)]
    public void SizeRange_Contains_BothLimits(long size, bool expected) => Assert.Equal(expected, new SizeRange(10, 20).Contains(size));

    private static UploadTransport[] Transports(string names) =>
        [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => Enum.Parse<UploadTransport>(name, ignoreCase: true))];

    private static AcceptedUpload Upload(FileChecksum? checksum = null) =>
        new("video/mp4", ".mp4", Size: null, checksum, StoredAttributes.None) { AllowedSizes = new(10, 5_000) };

    private static UploadRequest Request(long? size, long? maximum = null) =>
        new() { Policy = "p", FileName = "a.mp4", ContentType = "video/mp4", Size = size, MaximumSize = maximum };

    private static UploadPlans Make(StoreProfile profile) => UploadPlans.TryMake(Policy(), profile, out _)!;

    private static UploadPolicy Policy(Action<UploadPolicyOptions>? configure = null) => PolicyBuilder.Build("p", Options(configure), "media", [])!;

    private static UploadPolicyOptions Options(Action<UploadPolicyOptions>? configure)
    {
        var options = new UploadPolicyOptions { MaximumSize = 5_000, MinimumSize = 10, AllowUnknownSize = true };
        options.AllowedContentTypes.Add("video/mp4");
        configure?.Invoke(options);
        return options;
    }
}
