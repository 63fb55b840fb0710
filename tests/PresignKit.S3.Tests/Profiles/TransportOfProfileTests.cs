using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Profiles;

/// <summary>The choice between PUT and forms, by policy and profile, and the error if neither fulfills the policy.</summary>
public sealed class TransportOfProfileTests
{
    [Theory]
    [InlineData("aws", UploadTransport.Put)]
    [InlineData("local", UploadTransport.Put)]
    [InlineData("ceph", UploadTransport.Post)]
    [InlineData("minio", UploadTransport.Post)]
    public async Task OpenUploadSlot_StrictPolicy_UsesTheTransportThatFulfillsIt(string profile, UploadTransport expected)
    {
        await using var services = Strict(TestApp.Direct(Find(profile)));
        Assert.Empty(services.Flaws());

        Assert.Equal(expected, (await IssueAsync(services)).Transport);
    }

    [Theory]
    [InlineData("aws")]
    [InlineData("local")]
    public async Task OpenUploadSlot_ProfileWithIsolatedPart_CreatesAnUploadOfOnePart(string profile)
    {
        await using var store = await ScriptedStore.StartAsync(_ => new(
            200, "<InitiateMultipartUploadResult><UploadId>upload 1</UploadId></InitiateMultipartUploadResult>"));
        await using var services = store.Application(options => options.Profile = Find(profile));

        var slot = await IssueAsync(services);

        Assert.Equal(UploadTransport.Put, slot.Transport);
        Assert.Equal("upload 1", slot.Declaration.UploadId);
        Assert.Contains("partNumber=1&uploadId=upload%201", slot.Request!.RevealUrl(), StringComparison.Ordinal);
        Assert.Equal(["Content-Type"], slot.Request.Headers.Keys);
        var created = Assert.Single(store.Requests);
        Assert.Equal(("POST", "?uploads"), (created.Method, created.Query.TrimEnd('=')));
        Assert.Equal(("video/mp4", slot.Declaration.Binding), (created.Header("Content-Type"), created.Header("x-amz-meta-presignkit-slot")));
        Assert.Equal((GuaranteeLevel.EnforcedByStore, GuaranteeLevel.EnforcedByStore), (slot.Guarantees.WriteOnce, slot.Guarantees.Isolation));
    }

    [Theory]
    [InlineData("r2", "FormUpload is No")]
    [InlineData("b2", "FormUpload is No")]
    [InlineData("generic", "FormUpload is Unknown")]
    public void Start_ProfileWhosePutsAreUnknown_NamesPolicyStoreCapabilityAndTheProbe(string profile, string expectedText)
    {
        using var services = Strict(profile);

        var flaw = Assert.Single(services.Flaws());
        Assert.StartsWith(
            $"Upload policy 'video' requires guarantees that store 'media' (profile '{profile}') does not enforce. PUT: isolation",
            flaw,
            StringComparison.Ordinal);
        Assert.Contains("IsolatedPut is Unknown", flaw, StringComparison.Ordinal);
        Assert.Contains(expectedText, flaw, StringComparison.Ordinal);
        Assert.Contains("presignkit probe", flaw, StringComparison.Ordinal);
        Assert.Contains("AllowUnenforced", flaw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r2")]
    [InlineData("b2")]
    public void Start_FormsOnStoreWithoutForms_IsRefused(string profile)
    {
        using var services = Strict(profile, policy => (policy.Transport, policy.AllowUnenforced) = (UploadTransport.Post, (GuaranteeKinds)~0));

        Assert.Contains("POST: the store does not accept form uploads (FormUpload is No)", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r2")]
    [InlineData("b2")]
    [InlineData("generic")]
    public async Task OpenUploadSlot_IsolationMayBeUnenforced_IsAPutWithSignedLengthThatGuaranteesNothing(string profile)
    {
        await using var services = Strict(profile, policy => policy.AllowUnenforced = GuaranteeKinds.Isolation);
        Assert.Empty(services.Flaws());

        var slot = await IssueAsync(services);

        Assert.Equal(UploadTransport.Put, slot.Transport);
        Assert.Contains("content-length", slot.Request!.RevealUrl(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(GuaranteeLevel.NotEnforced, slot.Guarantees.Isolation);
        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, slot.Guarantees.Size);
        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, slot.Guarantees.WriteOnce);
    }

    [Theory]
    [InlineData("r2", UploadTransport.Put)]
    [InlineData("b2", UploadTransport.Put)]
    public async Task OpenUploadSlot_ProfilePrintedByAProbe_FulfillsTheStrictPolicy(string profile, UploadTransport expected)
    {
        var measured = Find(profile) with
        {
            Name = "media", IsolatedPut = Capability.Yes, SignedContentLength = Capability.Yes, SignedContentType = Capability.Yes,
            SignedHeaders = Capability.Yes, CreateOnly = Capability.Yes,
        };
        await using var services = Strict(measured);
        Assert.Empty(services.Flaws());

        var slot = await IssueAsync(services);

        Assert.Equal((expected, GuaranteeLevel.EnforcedByStore), (slot.Transport, slot.Guarantees.Size));
    }

    [Theory]
    [InlineData("r2", "tags (Tags is No)")]
    [InlineData("b2", "tags (Tags is No)")]
    [InlineData("generic", "tags (Tags is Unknown)")]
    public void Start_UnsupportedTags_AreNamed(string profile, string expectedText)
    {
        using var services = Strict(profile, policy => policy.Tags["kind"] = "video");

        Assert.StartsWith(
            $"Upload policy 'video' requires {expectedText}, which store 'media' (profile '{profile}')",
            Assert.Single(services.Flaws()),
            StringComparison.Ordinal);
    }

    private static ServiceProvider Strict(string profile, Action<UploadPolicyOptions>? change = null) => Strict(Find(profile), change);

    private static ServiceProvider Strict(StoreProfile profile, Action<UploadPolicyOptions>? change = null) => TestApp.Build(presignKit => presignKit
        .AddS3("media", options =>
        {
            (options.Bucket, options.Region, options.Endpoint, options.Profile) = ("media-bucket", "us-east-1", "http://127.0.0.1:9000", profile);
            (options.AccessKeyId, options.SecretAccessKey) = (TestApp.AccessKey, TestApp.Secret);
        })
        .AddVideoPolicy(policy =>
        {
            policy.AllowUnenforced = GuaranteeKinds.None;
            change?.Invoke(policy);
        }));

    private static async Task<UploadSlot> IssueAsync(ServiceProvider services) => await services.Issuer().OpenUploadSlotAsync(
        new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 5 }, TestContext.Current.CancellationToken);

    private static StoreProfile Find(string name) => S3Profiles.All.Single(profile => profile.Name == name);
}
