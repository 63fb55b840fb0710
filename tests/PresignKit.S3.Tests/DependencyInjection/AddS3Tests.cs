using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.DependencyInjection;

public sealed class AddS3Tests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddS3_SeveralStores_AreKeyedServicesEachWithItsOwnBucketAndKeys()
    {
        await using var services = TestApp.Build(presignKit => presignKit.AddS3("media", Store("media-bucket")).AddS3("archive", Store("archive-bucket")));

        var media = await services.GetRequiredKeyedService<IPresignedUrlIssuer>("media").IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);
        var archive = await services.GetRequiredKeyedService<IPresignedUrlIssuer>("archive").IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);
        var plain = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.Contains("//media-bucket.", media.RevealUrl(), StringComparison.Ordinal);
        Assert.Contains("//archive-bucket.", archive.RevealUrl(), StringComparison.Ordinal);
        Assert.Contains("//media-bucket.", plain.RevealUrl(), StringComparison.Ordinal);
        Assert.NotSame(services.GetRequiredKeyedService<IObjectStore>("media"), services.GetRequiredKeyedService<IObjectStore>("archive"));
    }

    [Fact]
    public async Task AddS3_FromConfigurationAlone_Works()
    {
        await using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media"),
            configuration: new Dictionary<string, string?>
            {
                ["PresignKit:Stores:media:Bucket"] = "from-configuration",
                ["PresignKit:Stores:media:Region"] = "eu-central-1",
                ["PresignKit:Stores:media:Endpoint"] = "http://minio.internal:9000",
                ["PresignKit:Stores:media:PublicEndpoint"] = "https://files.example.com",
                ["PresignKit:Stores:media:PublicAddressing"] = "virtualhost",
                ["PresignKit:Stores:media:AccessKeyId"] = TestApp.AccessKey,
                ["PresignKit:Stores:media:SecretAccessKey"] = TestApp.Secret,
                ["PresignKit:Stores:media:SessionToken"] = "token",
                ["PresignKit:Stores:media:Profile"] = "local",
            });
        Assert.Empty(services.Flaws());

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.StartsWith("https://from-configuration.files.example.com/k?", url.RevealUrl(), StringComparison.Ordinal);
        Assert.True(ClientRequest.Verify(url, TestApp.Now, token: "token").IsVerified);
    }

    [Fact]
    public async Task AddS3_CodeAndConfiguration_ConfigurationWins()
    {
        await using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media", Store("from-code")),
            configuration: new Dictionary<string, string?> { ["PresignKit:Stores:media:Bucket"] = "from-configuration" });

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.StartsWith("https://from-configuration.s3.eu-central-1.", url.RevealUrl(), StringComparison.Ordinal);
    }

    [Fact]
    public void AddS3_MisspeltSetting_IsAFlaw()
    {
        using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media", Store("from-code")),
            configuration: new Dictionary<string, string?> { ["PresignKit:Stores:media:PublicEndPont"] = "https://files.example.com" });

        Assert.Equal("PresignKit:Stores:media:PublicEndPont is unknown; did you mean PublicEndpoint?", Assert.Single(services.Flaws()));
    }

    [Fact]
    public void AddS3_InvalidValue_IsAFlaw()
    {
        using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media", Store("from-code")),
            configuration: new Dictionary<string, string?> { ["PresignKit:Stores:media:Addressing"] = "sideways" });

        Assert.Equal("PresignKit:Stores:media:Addressing is 'sideways'; it must be one of: Path, VirtualHost.", Assert.Single(services.Flaws()));
    }

    [Fact]
    public void AddS3_NothingConfigured_ReportsMissingBucket()
    {
        using var services = TestApp.Build(presignKit => presignKit.AddS3("media"));

        Assert.StartsWith("Stores:media:Bucket is missing", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Fact]
    public void AddS3_SameNameTwice_IsAFlaw()
    {
        using var services = TestApp.Build(presignKit => presignKit.AddS3("media", Store("one-bucket")).AddS3("media", Store("two-bucket")));

        Assert.Contains("registered 2 times", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a:b")]
    public void AddS3_InvalidName_Throws(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => TestApp.Build(presignKit => presignKit.AddS3(name)));

    [Fact]
    public void Profile_Default_IsAmazonsAtAmazonAndGenericElsewhere()
    {
        using var amazon = TestStoreProvider.Create(static _ => { });
        using var amazonByName = TestStoreProvider.Create(o => o.Endpoint = "https://s3.eu-central-1.amazonaws.com");
        using var other = TestStoreProvider.Create(o => o.Endpoint = "https://s3.example.com");
        using var lookalike = TestStoreProvider.Create(o => o.Endpoint = "https://s3.amazonaws.com.example.org");

        Assert.Same(S3Profiles.Aws, amazon.Profile);
        Assert.Same(S3Profiles.Aws, amazonByName.Profile);
        Assert.Same(StoreProfile.Generic, other.Profile);
        Assert.Same(StoreProfile.Generic, lookalike.Profile);
    }

    [Theory]
    [InlineData("https://s3.amazonaws.com", true)]
    [InlineData("https://s3-eu-west-1.amazonaws.com", true)]
    [InlineData("https://s3.dualstack.eu-central-1.amazonaws.com", true)]
    [InlineData("https://bucket.vpce-1a2b3c4d.s3.us-east-1.vpce.amazonaws.com", true)]
    [InlineData("https://S3.CN-NORTH-1.amazonaws.com.cn", true)]
    [InlineData("https://media-123.eu-central-1.elb.amazonaws.com:9000", false)]
    [InlineData("https://s3-media-123.eu-central-1.elb.amazonaws.com", false)]
    [InlineData("https://ec2-203-0-113-25.compute-1.amazonaws.com:9000", false)]
    [InlineData("https://abc.execute-api.eu-central-1.amazonaws.com", false)]
    public void Profile_HostInAmazonsDomain_IsAmazonsOnlyForS3(string endpoint, bool isAmazon)
    {
        using var provider = TestStoreProvider.Create(
            o => (o.Endpoint, o.Region) = (endpoint, AmazonEndpoint.RegionOf(endpoint) ?? "eu-central-1"));

        Assert.Same(isAmazon ? S3Profiles.Aws : StoreProfile.Generic, provider.Profile);
    }

    [Fact]
    public void Validate_AmazonWithoutRegion_IsAFlaw()
    {
        using var services = TestApp.Build(presignKit => presignKit.AddS3("media", options => options.Bucket = "media-bucket"));

        Assert.Equal(
            "Stores:media:Region is missing, and neither AWS_REGION nor a profile contains one; set it to the bucket's region, such as eu-central-1, or set "
                + "DiscoverRegion to true.",
            Assert.Single(services.Flaws()));
    }

    [Fact]
    public void Validate_RegionThatTheAmazonEndpointContradicts_IsAFlaw()
    {
        using var services = TestApp.Build(presignKit => presignKit.AddS3("media", options =>
            (options.Bucket, options.Region, options.Endpoint) = ("media-bucket", "eu-central-1", "https://s3.eu-west-1.amazonaws.com")));

        Assert.Contains("Stores:media:Region is 'eu-central-1', but the Endpoint", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    /// <summary>A correction in code, as recommended by a probe, must not be lost because configuration names the store type.</summary>
    [Fact]
    public void Profile_DerivedInCodeAndNamedInConfiguration_IsTheDerivedOne()
    {
        var derived = S3Profiles.Ceph with { StorageClasses = Capability.No };
        using var named = Services("ceph");
        using var other = Services("minio");

        Assert.Same(derived, Options(named).Profile);
        Assert.Same(S3Profiles.Minio, Options(other).Profile);

        ServiceProvider Services(string profile) => TestApp.Build(
            presignKit => presignKit.AddS3("media", options => options.Profile = derived),
            configuration: new Dictionary<string, string?> { ["PresignKit:Stores:media:Profile"] = profile });
    }

    [Fact]
    public void Profile_GenericWithStrictPolicy_PreventsTheStart()
    {
        using var services = TestApp.Build(presignKit => presignKit
            .AddS3("media", o => { Store("media-bucket")(o); o.Endpoint = "https://s3.example.com"; })
            .AddVideoPolicy(p => p.AllowUnenforced = GuaranteeKinds.None));

        Assert.Contains("profile 'generic'", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_OfOptionsAndSettings_ShowsNoSecret()
    {
        var options = new S3StoreOptions
        {
            Bucket = "media-bucket",
            AccessKeyId = TestApp.AccessKey,
            SecretAccessKey = TestApp.Secret,
            SessionToken = "token-text",
        };
        var settings = S3.Settings.S3StoreSettingsBuilder.Build("media", options, []);

        Assert.Contains("media-bucket", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(TestApp.Secret, options.ToString() + settings, StringComparison.Ordinal);
        Assert.DoesNotContain("token-text", options.ToString() + settings, StringComparison.Ordinal);
        options.Endpoint = "https://user:hunter2@s3.example.com";
        Assert.DoesNotContain("hunter2", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AddS3_PrincipalsInConfiguration_ReplaceThoseSetInCode()
    {
        const string Principals = "PresignKit:Stores:media:DirectPrincipals";
        using var replaced = TestApp.Build(Code, configuration: new Dictionary<string, string?> { [$"{Principals}:0"] = "arn:aws:iam::123456789012:role/b" });
        using var emptied = TestApp.Build(Code, configuration: new Dictionary<string, string?> { [Principals] = "" });
        using var untouched = TestApp.Build(Code, configuration: new Dictionary<string, string?> { ["PresignKit:Stores:media:Region"] = "eu-west-1" });
        using var refused = TestApp.Build(Code, configuration: new Dictionary<string, string?> { [Principals] = "arn:aws:iam::123456789012:role/b" });

        Assert.Equal(["arn:aws:iam::123456789012:role/b"], Options(replaced).DirectPrincipals);
        Assert.Empty(Options(emptied).DirectPrincipals);
        Assert.Equal(["arn:aws:iam::123456789012:role/a"], Options(untouched).DirectPrincipals);
        Assert.Contains("DirectPrincipals:0", Assert.Single(refused.Flaws()), StringComparison.Ordinal);

        static void Code(PresignKitBuilder presignKit) => presignKit.AddS3("media", options =>
        {
            Store("media-bucket")(options);
            options.DirectPrincipals = (string[])["arn:aws:iam::123456789012:role/a"];
        });
    }

    [Theory]
    [InlineData("DiscoverRegion")]
    [InlineData("AllowInsecurePublicEndpoint")]
    public void AddS3_InvalidBoolean_IsAFlaw(string setting)
    {
        using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media", Store("media-bucket")),
            configuration: new Dictionary<string, string?> { [$"PresignKit:Stores:media:{setting}"] = "maybe" });

        Assert.Equal($"PresignKit:Stores:media:{setting} is 'maybe'; it must be true or false.", Assert.Single(services.Flaws()));
    }

    [Fact]
    public void AddStores_WithoutOptions_ReturnTheBuilderAndReportWhatIsMissing()
    {
        using var services = TestApp.Build(presignKit =>
            Assert.Same(presignKit, presignKit.AddS3("s3").AddMinio("minio").AddCloudflareR2("r2").AddBackblazeB2("b2")));

        var flaws = services.Flaws();
        string[] required =
            ["s3:Bucket", "minio:Bucket", "minio:Endpoint", "r2:Bucket", "r2:AccountId", "b2:Bucket", "b2:Region"];
        Assert.All(required, setting => Assert.Contains(flaws, flaw => flaw.StartsWith($"Stores:{setting} is missing", StringComparison.Ordinal)));
        Assert.Equal(required.Length, flaws.Length);
    }

    private static S3StoreOptions Options(ServiceProvider services) =>
        services.GetRequiredService<IOptionsMonitor<S3StoreOptions>>().Get("media");

    private static Action<S3StoreOptions> Store(string bucket) => o =>
        (o.Bucket, o.Region, o.AccessKeyId, o.SecretAccessKey) = (bucket, "eu-central-1", TestApp.AccessKey, TestApp.Secret);
}
