using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.DependencyInjection;

public sealed class UseProfileTests
{
    /// <summary>As a probe prints it: named after the store, and at home nowhere.</summary>
    private static readonly StoreProfile Measured = StoreProfile.Generic with
    {
        Name = "media", SignedContentLength = Capability.Yes, SignedContentType = Capability.Yes, CreateOnly = Capability.Yes, IsolatedPut = Capability.Yes,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UseProfile_ByValue_IsTheStoresAndWinsOverWhatTheMethodSet()
    {
        await using var services = Kit.Build(
            kit => kit.AddMinio("media", Server).UseProfile(Measured).AddVideoPolicy(p => p.AllowUnenforced = GuaranteeKinds.None));
        Assert.Empty(services.Flaws());

        var slot = await services.Issuer().OpenUploadSlotAsync(new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 5 }, Cancellation);

        Assert.Equal(UploadTransport.Put, slot.Transport);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, slot.Guarantees.Isolation);
    }

    [Fact]
    public void UseProfile_ByName_IsThatOne()
    {
        using var services = Kit.Build(kit => kit.AddS3("media", Server).UseProfile("CEPH").AddVideoPolicy(p =>
        {
            p.AllowUnenforced = GuaranteeKinds.None;
            p.Transport = TransportRule.Put;
        }));

        Assert.Contains("profile 'ceph'", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Fact]
    public void UseProfile_NameThatThereIsNot_StopsTheStartAndListsTheKnown()
    {
        using var services = Kit.Build(kit => kit.AddS3("media", Server).UseProfile("cephh"));

        Assert.Equal("Stores:media:ProfileName is 'cephh'; it must be one of: aws, ceph, minio, r2, b2, local, generic.", Assert.Single(services.Flaws()));
    }

    [Fact]
    public void UseProfile_ValueAfterName_IsTheValue()
    {
        using var services = Kit.Build(kit => kit.AddS3("media", Server).UseProfile("cephh").UseProfile(Measured));

        Assert.Empty(services.Flaws());
    }

    [Fact]
    public void UseProfile_NameInConfiguration_HasTheLastWord()
    {
        using var services = Kit.Build(
            kit => kit.AddS3("media", Server).UseProfile(Measured).AddVideoPolicy(p => p.AllowUnenforced = GuaranteeKinds.None),
            configuration: new Dictionary<string, string?> { ["PresignKit:Stores:media:ProfileName"] = "generic" });

        Assert.Contains("profile 'generic'", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Fact]
    public void UseProfile_OnTwoStores_IsEachOnesOwn()
    {
        using var services = Kit.Build(kit => kit.AddS3("one", Server).UseProfile("nope").AddS3("two", Server).UseProfile(Measured));

        Assert.StartsWith("Stores:one:ProfileName ", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Fact]
    public void UseProfile_OwnProfileOnMinio_StillNeedsAnEndpoint()
    {
        using var services = Kit.Build(kit => kit.AddMinio("media", o => { Server(o); o.Endpoint = null; }).UseProfile(Measured));

        Assert.StartsWith("Stores:media:Endpoint is missing", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Fact]
    public void UseProfile_Null_Throws()
    {
        Assert.ThrowsAny<ArgumentException>(() => Kit.Build(kit => kit.AddS3("media").UseProfile((StoreProfile)null!)));
        Assert.ThrowsAny<ArgumentException>(() => Kit.Build(kit => kit.AddS3("media").UseProfile("")));
    }

    private static void Server(S3StoreOptions options) => (options.Bucket, options.Endpoint, options.AccessKeyId, options.SecretAccessKey) =
        ("media-bucket", "https://s3.example.com", Kit.AccessKey, Kit.Secret);
}
