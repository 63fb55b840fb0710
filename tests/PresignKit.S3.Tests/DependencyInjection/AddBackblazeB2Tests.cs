using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Objects;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.DependencyInjection;

public sealed class AddBackblazeB2Tests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddBackblazeB2_Region_SignsAtItsEndpoint()
    {
        await using var services = Kit.Build(kit => kit.AddBackblazeB2("media", "us-west-004", Sound));
        Assert.Empty(services.Flaws());

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.StartsWith("https://s3.us-west-004.backblazeb2.com/media-bucket/k?", url.RevealUrl(), StringComparison.Ordinal);
        Assert.True(Wire.Verify(url, Kit.Now, region: "us-west-004").IsVerified);
    }

    [Fact]
    public async Task AddBackblazeB2_FromConfiguration_ReadsTheRegion()
    {
        await using var services = Kit.Build(
            kit => kit.AddBackblazeB2("media").UseProfile(StoreProfile.Generic with { Name = "media" }),
            configuration: new Dictionary<string, string?>
            {
                ["PresignKit:Stores:media:Region"] = "eu-central-003",
                ["PresignKit:Stores:media:Bucket"] = "media-bucket",
                ["PresignKit:Stores:media:PublicAddressing"] = "VirtualHost",
                ["PresignKit:Stores:media:AccessKeyId"] = Kit.AccessKey,
                ["PresignKit:Stores:media:SecretAccessKey"] = Kit.Secret,
            });
        Assert.Empty(services.Flaws());

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.StartsWith("https://media-bucket.s3.eu-central-003.backblazeb2.com/k?", url.RevealUrl(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("eu-central")]
    public void AddBackblazeB2_RegionOfAmazons_IsNamed(string region)
    {
        using var services = Kit.Build(kit => kit.AddBackblazeB2("media", region, Sound));

        var flaw = Assert.Single(services.Flaws());
        Assert.StartsWith($"Stores:media:Region is '{region}'", flaw, StringComparison.Ordinal);
        Assert.Contains("us-west-004", flaw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://s3.us-west-004.backblazeb2.com", true)]
    [InlineData("https://s3.us-west-002.backblazeb2.com", false)]
    public void AddBackblazeB2_EndpointOfAnotherRegion_IsAFlaw(string endpoint, bool isSound)
    {
        using var services = Kit.Build(kit => kit.AddBackblazeB2("media", "us-west-004", o => { Sound(o); o.Endpoint = endpoint; }));

        Assert.Equal(isSound, services.Flaws().Length == 0);
        Assert.All(services.Flaws(), flaw => Assert.StartsWith("Stores:media:Region is 'us-west-004'", flaw, StringComparison.Ordinal));
    }

    [Fact]
    public void Configure_B2_AsksTheSdkForNoChecksumsOfItsOwn()
    {
        var options = new S3StoreOptions { Region = "us-west-004", ProfileName = "b2" };
        Sound(options);

        var config = S3ClientFactory.Configure(S3StoreSettingsBuilder.Build("media", options, [])!);

        Assert.Equal("https://s3.us-west-004.backblazeb2.com/", config.ServiceURL);
        Assert.Equal("us-west-004", config.AuthenticationRegion);
        Assert.Equal(RequestChecksumCalculation.WHEN_REQUIRED, config.RequestChecksumCalculation);
        Assert.Equal(ResponseChecksumValidation.WHEN_REQUIRED, config.ResponseChecksumValidation);
    }

    private static void Sound(S3StoreOptions options) =>
        (options.Bucket, options.AccessKeyId, options.SecretAccessKey) = ("media-bucket", Kit.AccessKey, Kit.Secret);
}
