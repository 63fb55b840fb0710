using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Objects;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.DependencyInjection;

public sealed class AddCloudflareR2Tests
{
    private const string Account = "023e105f4ecef8ad9ca31a8372d0c353";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "https://023e105f4ecef8ad9ca31a8372d0c353.r2.cloudflarestorage.com/media-bucket/k?")]
    [InlineData("eu", "https://023e105f4ecef8ad9ca31a8372d0c353.eu.r2.cloudflarestorage.com/media-bucket/k?")]
    [InlineData("fedramp", "https://023e105f4ecef8ad9ca31a8372d0c353.fedramp.r2.cloudflarestorage.com/media-bucket/k?")]
    public async Task AddCloudflareR2_Account_SignsAtItsEndpointInRegionAuto(string? jurisdiction, string expected)
    {
        await using var services = TestApp.Build(
            presignKit => presignKit.AddCloudflareR2("media", o => { SetRequiredAndAccount(o); o.Jurisdiction = jurisdiction; }));
        Assert.Empty(services.Flaws());

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.StartsWith(expected, url.RevealUrl(), StringComparison.Ordinal);
        Assert.True(ClientRequest.Verify(url, TestApp.Now, region: "auto").IsVerified);
    }

    [Fact]
    public async Task AddCloudflareR2_FromConfiguration_ReadsAccountAndJurisdiction()
    {
        await using var services = TestApp.Build(presignKit => presignKit.AddCloudflareR2("media"), configuration: Configuration(
            ("AccountId", Account),
            ("Jurisdiction", "us"),
            ("Bucket", "media-bucket"),
            ("AccessKeyId", TestApp.AccessKey),
            ("SecretAccessKey", TestApp.Secret)));
        Assert.Empty(services.Flaws());

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.StartsWith($"https://{Account}.us.r2.cloudflarestorage.com/media-bucket/k?", url.RevealUrl(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddS3_R2ProfileAndAccountFromConfiguration_IsR2()
    {
        await using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media", SetRequired), configuration: Configuration(("Profile", "r2"), ("AccountId", Account)));
        Assert.Empty(services.Flaws());

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.StartsWith($"https://{Account}.r2.cloudflarestorage.com/media-bucket/k?", url.RevealUrl(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddCloudflareR2_ProfilePrintedByAProbe_KeepsTheAccountEndpoint()
    {
        await using var services = TestApp.Build(presignKit => presignKit.AddCloudflareR2("media", o =>
        {
            SetRequiredAndAccount(o);
            o.Profile = StoreProfile.Generic with { Name = "media", IsolatedPut = Capability.Yes };
        }));
        Assert.Empty(services.Flaws());

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.StartsWith($"https://{Account}.r2.cloudflarestorage.com/", url.RevealUrl(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://dash.cloudflare.com/x")]
    [InlineData("a.b")]
    public void AddCloudflareR2_InvalidAccount_IsReported(string account)
    {
        using var services = TestApp.Build(
            presignKit => presignKit.AddCloudflareR2("media", o => { SetRequired(o); o.AccountId = account.Length == 0 ? null : account; }));

        Assert.StartsWith("Stores:media:AccountId is ", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Fact]
    public void AddCloudflareR2_InvalidJurisdiction_IsReported()
    {
        using var services = TestApp.Build(presignKit => presignKit.AddCloudflareR2("media", o => { SetRequiredAndAccount(o); o.Jurisdiction = "e.u"; }));

        Assert.StartsWith("Stores:media:Jurisdiction is not a valid jurisdiction", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://023e105f4ecef8ad9ca31a8372d0c353.r2.cloudflarestorage.com", "eu", "Jurisdiction is 'eu'")]
    [InlineData("https://0000105f4ecef8ad9ca31a8372d0c353.r2.cloudflarestorage.com", null, "AccountId does not match the account in the Endpoint")]
    public void AddCloudflareR2_ContradictoryEndpoint_IsAFlaw(string endpoint, string? jurisdiction, string expectedText)
    {
        using var services = TestApp.Build(presignKit => presignKit.AddCloudflareR2("media", o =>
        {
            SetRequiredAndAccount(o);
            (o.Endpoint, o.Jurisdiction) = (endpoint, jurisdiction);
        }));

        Assert.Contains(services.Flaws(), flaw => flaw.StartsWith($"Stores:media:{expectedText}", StringComparison.Ordinal));
    }

    [Fact]
    public void AddCloudflareR2_LocalEndpointInDevelopment_NeedsNoAccount()
    {
        using var services = TestApp.Build(presignKit => presignKit.AddCloudflareR2("media", SetRequiredAndAccount), configuration: Configuration(
            ("Endpoint", "http://localhost:9000"), ("Profile", "minio")));

        Assert.Empty(services.Flaws());
    }

    /// <summary>R2's documentation tells users to turn off the AWS SDK's newer default, a CRC in every request.</summary>
    [Fact]
    public void Configure_R2_DisablesSdkChecksums()
    {
        var options = new S3StoreOptions { AccountId = Account, Profile = S3Profiles.R2 };
        SetRequired(options);

        var config = S3ClientFactory.Configure(S3StoreSettingsBuilder.Build("media", options, [])!);

        Assert.Equal($"https://{Account}.r2.cloudflarestorage.com/", config.ServiceURL);
        Assert.True(config.ForcePathStyle);
        Assert.Equal(RequestChecksumCalculation.WHEN_REQUIRED, config.RequestChecksumCalculation);
        Assert.Equal(ResponseChecksumValidation.WHEN_REQUIRED, config.ResponseChecksumValidation);
    }

    private static Dictionary<string, string?> Configuration(params (string Setting, string Value)[] settings) =>
        settings.ToDictionary(s => $"PresignKit:Stores:media:{s.Setting}", string? (s) => s.Value);

    private static void SetRequired(S3StoreOptions options) =>
        (options.Bucket, options.AccessKeyId, options.SecretAccessKey) = ("media-bucket", TestApp.AccessKey, TestApp.Secret);

    private static void SetRequiredAndAccount(S3StoreOptions options)
    {
        SetRequired(options);
        options.AccountId = Account;
    }
}
