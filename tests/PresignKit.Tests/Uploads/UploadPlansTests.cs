using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;
using PresignKit.Uploads;

namespace PresignKit.Tests.Uploads;

public sealed class UploadPlansTests
{
    private const long Gibibyte = 1024 * 1024 * 1024;
    private const long PartSize = 16 * 1024 * 1024;

    private static readonly UploadTransport[] Everything = [UploadTransport.Put, UploadTransport.Post, UploadTransport.Multipart];

    [Theory]
    [InlineData(1, UploadTransport.Put)]
    [InlineData(PartSize, UploadTransport.Put)]
    [InlineData(PartSize + 1, UploadTransport.Multipart)]
    [InlineData(6 * Gibibyte, UploadTransport.Multipart)]
    public void Choose_ClientOfEverything_SendsPartsIfThereAreMoreThanOne(long size, UploadTransport expected)
    {
        var plans = Make(MemoryStore.Strict);

        Assert.Equal(expected, plans.Choose(Upload(size), Everything).Transport);
    }

    [Theory]
    [InlineData(5 * Gibibyte, UploadTransport.Put)]
    [InlineData(1, UploadTransport.Put)]
    public void Choose_ClientWithoutParts_SendsOneRequest(long size, UploadTransport expected)
    {
        var plans = Make(MemoryStore.Strict);

        Assert.Equal(expected, plans.Choose(Upload(size), [UploadTransport.Put, UploadTransport.Post]).Transport);
    }

    [Fact]
    public void Choose_ClientOfPartsAlone_SendsEvenASmallFileInParts() =>
        Assert.Equal(UploadTransport.Multipart, Make(MemoryStore.Strict).Choose(Upload(0), [UploadTransport.Multipart]).Transport);

    [Theory]
    [InlineData((5 * Gibibyte) + 1, "put,post", "multipart")]
    [InlineData(1, "post", "put, multipart")]
    [InlineData(1, "", "put, multipart")]
    public void Choose_NothingPossible_NamesWhatIs(long size, string client, string limit)
    {
        UploadTransport[] transports =
            [.. client.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => Enum.Parse<UploadTransport>(name, ignoreCase: true))];

        var refused = Assert.Throws<PolicyViolationException>(() => Make(MemoryStore.Strict).Choose(Upload(size), transports));

        Assert.Equal((ErrorCodes.TransportNotAvailable, limit), (refused.Code, refused.Limit));
    }

    [Theory]
    [InlineData(Capability.No, "does not limit the holder of a part's URL to that part")]
    [InlineData(Capability.Unknown, "is not known to limit the holder of a part's URL to that part")]
    public void Choose_PartUrlsNotIsolated_RefusesPartsWithTheReason(Capability isolated, string reason)
    {
        var plans = Make(MemoryStore.Strict with { IsolatedPart = isolated }, maximumSize: 5 * Gibibyte);

        var refused = Assert.Throws<PolicyViolationException>(() => plans.Choose(Upload(100), [UploadTransport.Multipart]));

        Assert.Equal((ErrorCodes.TransportNotAvailable, "put"), (refused.Code, refused.Limit));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"(IsolatedPart is {isolated})", refused.Message, StringComparison.Ordinal);
        Assert.Equal(UploadTransport.Put, plans.Choose(Upload(5 * Gibibyte), Everything).Transport);
    }

    [Theory]
    [InlineData(GuaranteeKinds.None)]
    [InlineData(GuaranteeKinds.Isolation)]
    [InlineData((GuaranteeKinds)31)]
    public void TryMake_PartUrlsNotIsolated_NeverAllowsPartsWhateverThePolicyAccepts(GuaranteeKinds allowed)
    {
        var profile = MemoryStore.Strict with { IsolatedPart = Capability.No };

        Assert.Null(UploadPlans.TryMake(
            Policy(policy => (policy.Transport, policy.AllowUnenforced) = (UploadTransport.Multipart, allowed)), profile, out var refusal));
        Assert.Contains("IsolatedPart is No", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void TryMake_MoreThanOneRequestCarriesAtStoreWithoutParts_RefusesAtStart()
    {
        var profile = MemoryStore.Strict with { IsolatedPart = Capability.No };

        Assert.Null(UploadPlans.TryMake(Policy(policy => policy.MaximumSize = (5 * Gibibyte) + 1), profile, out var refusal));

        Assert.Contains("larger files must be sent in parts", refusal, StringComparison.Ordinal);
        Assert.Contains("IsolatedPart is No", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UploadTransport.Put)]
    [InlineData(UploadTransport.Post)]
    public void Build_MoreThanOneRequestCarriesByOneRequest_IsAFlaw(UploadTransport transport)
    {
        var flaws = new List<string>();

        Assert.Null(PolicyBuilder.Build("p", Options(policy => (policy.MaximumSize, policy.Transport) = ((5 * Gibibyte) + 1, transport)), "media", flaws));

        Assert.Contains($"with Transport {transport}", Assert.Single(flaws), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(UploadPolicyOptions.PartSize), (5L * 1024 * 1024) - 1, 1)]
    [InlineData(nameof(UploadPolicyOptions.PartSize), (5 * Gibibyte) + 1, 1)]
    [InlineData(nameof(UploadPolicyOptions.MaximumUploadDuration), PartSize, 0)]
    [InlineData(nameof(UploadPolicyOptions.MaximumUploadDuration), PartSize, (7 * 86_400) + 1)]
    public void Build_PartsOutOfRange_IsAFlaw(string setting, long partSize, int seconds)
    {
        var flaws = new List<string>();

        Assert.Null(PolicyBuilder.Build(
            "p", Options(policy => (policy.PartSize, policy.MaximumUploadDuration) = (partSize, TimeSpan.FromSeconds(seconds))), "media", flaws));

        Assert.StartsWith($"UploadPolicies:p:{setting} is ", Assert.Single(flaws), StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_DeclaredChecksum_PrefersTheRequestThatIsComparedWithIt()
    {
        var plans = Make(MemoryStore.Strict);
        var declared = Upload(Gibibyte) with { Checksum = FileChecksum.Create(FileChecksumAlgorithm.Sha256, new byte[32]) };

        Assert.Equal(UploadTransport.Put, plans.Choose(declared, Everything).Transport);
        Assert.Equal(UploadTransport.Multipart, plans.Choose(declared with { Size = 6 * Gibibyte }, Everything).Transport);
    }

    [Fact]
    public void TryMake_ChecksumRequired_AllowsPartsOnlyIfItMayBeUnenforced()
    {
        var required = UploadPlans.TryMake(
            Policy(policy => (policy.RequiredChecksum, policy.MaximumSize) = ([FileChecksumAlgorithm.Sha256], Gibibyte)), MemoryStore.Strict, out _);
        var lax = UploadPlans.TryMake(
            Policy(policy => (policy.RequiredChecksum, policy.AllowUnenforced) = ([FileChecksumAlgorithm.Sha256], GuaranteeKinds.Checksum)),
            MemoryStore.Strict,
            out _);

        Assert.Null(required!.Multipart);
        Assert.Contains("no store compares that of a file that is sent in parts", required.MultipartRefusal, StringComparison.Ordinal);
        Assert.Equal(GuaranteeLevel.NotEnforced, lax!.Multipart!.Guarantees.Checksum);
    }

    /// <summary>Forms are for clients that can do nothing else.</summary>
    [Fact]
    public void Choose_FormsAllowed_AreForClientsThatSendNothingElse()
    {
        var plans = UploadPlans.TryMake(Policy(policy => policy.AllowForms = true), MemoryStore.Strict, out _)!;

        Assert.Equal(SlotMode.Form, plans.Choose(Upload(Gibibyte), [UploadTransport.Post]).Mode);
        Assert.Equal(SlotMode.Part, plans.Choose(Upload(5), Everything).Mode);
        Assert.Equal(SlotMode.Multipart, plans.Choose(Upload(Gibibyte), Everything).Mode);
        Assert.Equal([SlotMode.Part, SlotMode.Form, SlotMode.Multipart], plans.All.Select(plan => plan.Mode));
        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, plans.Form!.Guarantees.WriteOnce);
        Assert.Throws<PolicyViolationException>(() => plans.Choose(Upload(6 * Gibibyte), [UploadTransport.Post]));
    }

    [Fact]
    public void TryMake_FormsAllowedWhereTheStoreHasNone_IsRefusedWithTheReason()
    {
        var plans = UploadPlans.TryMake(
            Policy(policy => policy.AllowForms = true), MemoryStore.Strict with { FormUpload = Capability.No }, out var refusal);

        Assert.Null(plans);
        Assert.Contains("AllowForms is true.", refusal, StringComparison.Ordinal);
        Assert.Contains("FormUpload is No", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UploadTransport.Put)]
    [InlineData(UploadTransport.Multipart)]
    public void Build_FormsAllowedAndAnotherTransportSet_IsAFlaw(UploadTransport transport)
    {
        var flaws = new List<string>();

        PolicyBuilder.Build("p", Options(policy => (policy.AllowForms, policy.Transport, policy.MaximumSize) = (true, transport, 100)), "media", flaws);

        Assert.Equal([$"UploadPolicies:p:AllowForms is true, but Transport is {transport}; remove one of them."], flaws);
    }

    private static UploadPlans Make(StoreProfile profile, long maximumSize = PartPlan.MaximumSize) =>
        UploadPlans.TryMake(Policy(policy => policy.MaximumSize = maximumSize), profile, out _)!;

    private static AcceptedUpload Upload(long size) => new("video/mp4", ".mp4", size, Checksum: null, StoredAttributes.None);

    private static UploadPolicy Policy(Action<UploadPolicyOptions> configure) => PolicyBuilder.Build("p", Options(configure), "media", [])!;

    private static UploadPolicyOptions Options(Action<UploadPolicyOptions> configure)
    {
        var options = new UploadPolicyOptions { MaximumSize = PartPlan.MaximumSize, MinimumSize = 0 };
        options.AllowedContentTypes.Add("video/mp4");
        configure(options);
        return options;
    }
}
