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
        await using var services = TestApp.Build(presignKit => presignKit.AddBackblazeB2("media", o => SetRequired(o, "us-west-004")));
        Assert.Empty(services.Flaws());

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.StartsWith("https://s3.us-west-004.backblazeb2.com/media-bucket/k?", url.RevealUrl(), StringComparison.Ordinal);
        Assert.True(ClientRequest.Verify(url, TestApp.Now, region: "us-west-004").IsVerified);
    }

    [Fact]
    public async Task AddBackblazeB2_FromConfiguration_ReadsTheRegion()
    {
        await using var services = TestApp.Build(
            presignKit => presignKit.AddBackblazeB2("media", o => o.Profile = StoreProfile.Generic with { Name = "media" }),
            configuration: new Dictionary<string, string?>
            {
                ["PresignKit:Stores:media:Region"] = "eu-central-003",
                ["PresignKit:Stores:media:Bucket"] = "media-bucket",
                ["PresignKit:Stores:media:PublicAddressing"] = "VirtualHost",
                ["PresignKit:Stores:media:AccessKeyId"] = TestApp.AccessKey,
                ["PresignKit:Stores:media:SecretAccessKey"] = TestApp.Secret,
            });
        Assert.Empty(services.Flaws());

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.StartsWith("https://media-bucket.s3.eu-central-003.backblazeb2.com/k?", url.RevealUrl(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("eu-central")]
    public void AddBackblazeB2_AmazonRegion_IsReported(string region)
    {
        using var services = TestApp.Build(presignKit => presignKit.AddBackblazeB2("media", o => SetRequired(o, region)));

        var flaw = Assert.Single(services.Flaws());
        Assert.StartsWith($"Stores:media:Region is '{region}'", flaw, StringComparison.Ordinal);
        Assert.Contains("us-west-004", flaw, StringComparison.Ordinal);
    }

    [Fact]
    public void AddBackblazeB2_WithoutRegion_MessageTellsWhereToFindIt()
    {
        using var services = TestApp.Build(presignKit => presignKit.AddBackblazeB2("media", o => SetRequired(o, region: null)));

        Assert.Equal(
            "Stores:media:Region is missing; use the one in the endpoint on the bucket's page, such as us-west-004.", Assert.Single(services.Flaws()));
    }

    [Theory]
    [InlineData("https://s3.us-west-004.backblazeb2.com", true)]
    [InlineData("https://s3.us-west-002.backblazeb2.com", false)]
    public void AddBackblazeB2_EndpointInAnotherRegion_IsAFlaw(string endpoint, bool isSound)
    {
        using var services = TestApp.Build(presignKit => presignKit.AddBackblazeB2("media", o => { SetRequired(o, "us-west-004"); o.Endpoint = endpoint; }));

        Assert.Equal(isSound, services.Flaws().Length == 0);
        Assert.All(services.Flaws(), flaw => Assert.StartsWith("Stores:media:Region is 'us-west-004'", flaw, StringComparison.Ordinal));
    }

    [Fact]
    public void Configure_B2_DisablesSdkChecksums()
    {
        var options = new S3StoreOptions { Profile = S3Profiles.B2 };
        SetRequired(options, "us-west-004");

        var config = S3ClientFactory.Configure(S3StoreSettingsBuilder.Build("media", options, [])!);

        Assert.Equal("https://s3.us-west-004.backblazeb2.com/", config.ServiceURL);
        Assert.Equal("us-west-004", config.AuthenticationRegion);
        Assert.Equal(RequestChecksumCalculation.WHEN_REQUIRED, config.RequestChecksumCalculation);
        Assert.Equal(ResponseChecksumValidation.WHEN_REQUIRED, config.ResponseChecksumValidation);
    }

    private static void SetRequired(S3StoreOptions options, string? region) =>
        (options.Bucket, options.Region, options.AccessKeyId, options.SecretAccessKey) = ("media-bucket", region, TestApp.AccessKey, TestApp.Secret);
}
