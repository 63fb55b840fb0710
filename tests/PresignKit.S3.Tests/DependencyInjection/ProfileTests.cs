using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.DependencyInjection;

public sealed class ProfileTests
{
    /// <summary>The form that a probe prints: named after the store and not tied to an endpoint.</summary>
    private static readonly StoreProfile Measured = StoreProfile.Generic with
    {
        Name = "media", SignedContentLength = Capability.Yes, SignedContentType = Capability.Yes, CreateOnly = Capability.Yes, IsolatedPut = Capability.Yes,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Profile_SetInCode_OverridesTheDefaultOfTheMethod()
    {
        await using var services = TestApp.Build(
            presignKit => presignKit.AddMinio("media", options => Server(options, Measured)).AddVideoPolicy(p => p.AllowUnenforced = GuaranteeKinds.None));
        Assert.Empty(services.Flaws());

        var slot = await services.Issuer().OpenUploadSlotAsync(
            new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 5 }, Cancellation);

        Assert.Equal(UploadTransport.Put, slot.Transport);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, slot.Guarantees.Isolation);
    }

    [Theory]
    [InlineData("generic", "generic")]
    [InlineData("CEPH", "ceph")]
    public void Profile_NameInConfiguration_OverridesCode(string name, string expected)
    {
        using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media", options => Server(options, Measured)).AddVideoPolicy(p =>
            {
                p.AllowUnenforced = GuaranteeKinds.None;
                p.Transport = UploadTransport.Put;
            }),
            configuration: new Dictionary<string, string?> { ["PresignKit:Stores:media:Profile"] = name });

        Assert.Contains($"profile '{expected}'", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Fact]
    public void Profile_NameOfTheOneSetInCode_KeepsIt()
    {
        using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media", options => Server(options, Measured)).AddVideoPolicy(p => p.AllowUnenforced = GuaranteeKinds.None),
            configuration: new Dictionary<string, string?> { ["PresignKit:Stores:media:Profile"] = "media" });

        Assert.Empty(services.Flaws());
    }

    [Fact]
    public void Profile_UnknownNameInConfiguration_PreventsTheStartAndListsKnownOnes()
    {
        using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media", options => Server(options, Measured)).AddS3("other", options => Server(options, Measured)),
            configuration: new Dictionary<string, string?> { ["PresignKit:Stores:media:Profile"] = "cephh" });

        Assert.Equal(
            "PresignKit:Stores:media:Profile is 'cephh'; it must be one of: aws, ceph, ceph-patched, minio, r2, b2, local, generic.",
            Assert.Single(services.Flaws()));
    }

    [Fact]
    public void Profile_CustomOneOnMinio_StillNeedsAnEndpoint()
    {
        using var services = TestApp.Build(presignKit => presignKit.AddMinio("media", options =>
        {
            Server(options, Measured);
            options.Endpoint = null;
        }));

        Assert.StartsWith("Stores:media:Endpoint is missing", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    private static void Server(S3StoreOptions options, StoreProfile profile)
    {
        (options.Bucket, options.Region, options.Endpoint, options.Profile) = ("media-bucket", "us-east-1", "https://s3.example.com", profile);
        (options.AccessKeyId, options.SecretAccessKey) = (TestApp.AccessKey, TestApp.Secret);
    }
}
