using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Settings;

/// <summary>Where region and endpoint come from if they are not set: where AWS's own tools take them from, and otherwise from nowhere.</summary>
public sealed class AwsDefaultsTests
{
    private const string Config = """
        # comment
        [default]
        region = eu-north-1   # Stockholm
        [profile media]
        region=ap-south-1
        services = local
        endpoint_url = http://127.0.0.1:1111
        [services local]
        dynamodb =
          endpoint_url = http://127.0.0.1:2222
        s3 =
          endpoint_url = http://127.0.0.1:3333
        [profile plain]
        endpoint_url = http://127.0.0.1:4444
        [profile off]
        ignore_configured_endpoint_urls = true
        endpoint_url = http://127.0.0.1:5555
        """;

    [Theory]
    [InlineData("AWS_REGION=eu-west-3 AWS_DEFAULT_REGION=us-west-2", "eu-west-3")]
    [InlineData("AWS_DEFAULT_REGION=us-west-2", "us-west-2")]
    [InlineData("AWS_REGION= AWS_DEFAULT_REGION=us-west-2", "us-west-2")]
    [InlineData("HOME=/home/me", "eu-north-1")]
    [InlineData("HOME=/home/me AWS_PROFILE=media AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true", "ap-south-1")]
    [InlineData("AWS_CONFIG_FILE=/home/me/.aws/config", "eu-north-1")]
    [InlineData("HOME=/home/keys", "sa-east-1")]
    [InlineData("USERPROFILE=/home/me", "eu-north-1")]
    public void Region_NotSet_IsTheOneOfTheEnvironmentOrProfile(string variables, string expected) =>
        Assert.Equal(expected, Options(variables).Region);

    [Fact]
    public void Region_Set_TakesPrecedence() => Assert.Equal("eu-central-1", Options("AWS_REGION=us-west-2", o => o.Region = "eu-central-1").Region);

    [Fact]
    public void Region_Discovered_IsNotTakenFromTheEnvironment() => Assert.Null(Options("AWS_REGION=us-west-2", o => o.DiscoverRegion = true).Region);

    [Theory]
    [InlineData("")]
    [InlineData("HOME=/home/nobody")]
    [InlineData("HOME=/home/me AWS_PROFILE=missing")]
    [InlineData("HOME=/home/me AWS_PROFILE=plain AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true")]
    public void Start_NoRegionAnywhere_IsAnErrorAtAmazon(string variables) =>
        Assert.StartsWith(
            "Stores:media:Region is missing, and neither AWS_REGION nor a profile contains one", Assert.Single(Flaws(variables)), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://s3.example.com", null)]
    [InlineData("https://nyc3.digitaloceanspaces.com", null)]
    [InlineData("https://storage.googleapis.com", "generic")]
    [InlineData("http://127.0.0.1:3900", "generic")]
    public void Start_NoRegionAnywhere_IsAnErrorAtAStoreWhoseRegionIsNotKnown(string endpoint, string? profile)
    {
        var flaw = Assert.Single(Flaws("", o => (o.Endpoint, o.Profile) = (endpoint, profile is null ? null : TestApp.Profile(profile))));

        Assert.StartsWith("Stores:media:Region is missing", flaw, StringComparison.Ordinal);
        Assert.Contains("set it to the store's region (stores without regions usually accept us-east-1, and so do Ceph", flaw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ceph", "https://s3.example.com", "us-east-1")]
    [InlineData("minio", "https://s3.example.com", "us-east-1")]
    [InlineData("local", "http://127.0.0.1:5081", "us-east-1")]
    [InlineData("r2", "https://023e105f4ecef8ad9ca31a8372d0c353.r2.cloudflarestorage.com", "auto")]
    public void Start_NoRegionAnywhere_IsTheOneThatTheStoreDefines(string profile, string endpoint, string region)
    {
        var options = Options("", o => (o.Bucket, o.Endpoint, o.Profile) = ("media-bucket", endpoint, TestApp.Profile(profile)));
        var flaws = new List<string>();

        Assert.Equal(region, S3StoreSettingsBuilder.Build("media", options, flaws)?.Region);
        Assert.Empty(flaws);
    }

    [Fact]
    public void Region_OfR2_IsAutoWhateverTheEnvironmentSays() => Assert.Null(
        Options("AWS_REGION=us-west-2", o => o.AccountId = "023e105f4ecef8ad9ca31a8372d0c353").Region);

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_S3=http://127.0.0.1:1 AWS_ENDPOINT_URL=http://127.0.0.1:2", "http://127.0.0.1:1")]
    [InlineData("AWS_ENDPOINT_URL=http://127.0.0.1:2", "http://127.0.0.1:2")]
    [InlineData("HOME=/home/me AWS_PROFILE=media", "http://127.0.0.1:3333")]
    [InlineData("HOME=/home/me AWS_PROFILE=plain", "http://127.0.0.1:4444")]
    [InlineData("HOME=/home/me AWS_PROFILE=plain AWS_ENDPOINT_URL=http://127.0.0.1:2", "http://127.0.0.1:2")]
    [InlineData("HOME=/home/me AWS_PROFILE=off", null)]
    [InlineData("AWS_ENDPOINT_URL_S3=http://127.0.0.1:1 AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true", null)]
    [InlineData("", null)]
    public void Endpoint_NotSet_IsTheOneOfTheEnvironmentOrProfile(string variables, string? expected) =>
        Assert.Equal(expected, Options(variables).Endpoint);

    [Fact]
    public void Endpoint_Set_TakesPrecedence() => Assert.Equal(
        "https://s3.example.com", Options("AWS_ENDPOINT_URL_S3=http://127.0.0.1:1", o => o.Endpoint = "https://s3.example.com").Endpoint);

    [Fact]
    public void Endpoint_OfAHostedStore_IsNotReplacedByOneOfAnotherStore()
    {
        const string Variables = "AWS_ENDPOINT_URL_S3=https://s3.example.com";

        Assert.Null(Options(Variables, o => o.AccountId = "023e105f4ecef8ad9ca31a8372d0c353").Endpoint);
        Assert.Null(Options(Variables, o => (o.Host, o.Region) = (StoreHost.BackblazeB2, "us-west-004")).Endpoint);
        Assert.Null(Options(Variables, o => o.Host = StoreHost.CloudflareR2).Endpoint);
        Assert.NotNull(Options("AWS_ENDPOINT_URL=https://0.r2.cloudflarestorage.com", o => o.Host = StoreHost.CloudflareR2).Endpoint);
    }

    [Fact]
    public async Task Sign_EndpointAndRegionOfTheEnvironment_AreSigned()
    {
        await using var services = Application("AWS_ENDPOINT_URL_S3=https://objects.example.com AWS_REGION=garage", _ => { });

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.StartsWith("https://objects.example.com/media-bucket/k?", url.RevealUrl(), StringComparison.Ordinal);
        Assert.Contains("%2Fgarage%2Fs3%2Faws4_request", url.RevealUrl(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS_REGION=eu/central", "Stores:media:Region (from AWS_REGION) is not a valid region")]
    [InlineData("AWS_REGION=eu-west-1 AWS_ENDPOINT_URL=ftp://x", "Stores:media:Endpoint (from AWS_ENDPOINT_URL) is invalid")]
    [InlineData(
        "AWS_REGION=eu-west-1 AWS_ENDPOINT_URL_S3=https://media-bucket.s3.eu-west-1.amazonaws.com",
        "Stores:media:Endpoint (from AWS_ENDPOINT_URL_S3) is 'https://media-bucket.")]
    [InlineData(
        "HOME=/home/me AWS_ENDPOINT_URL_S3=https://s3.eu-west-1.amazonaws.com",
        "Stores:media:Region (from [profile default] in /home/me/.aws/config) is 'eu-north-1'")]
    public void Start_InvalidValueOfTheEnvironment_SaysWhereItIsFrom(string variables, string says) =>
        Assert.Contains(
            Flaws(variables),
            flaw => flaw.StartsWith(says.Replace("[profile default]", "[default]", StringComparison.Ordinal), StringComparison.Ordinal));

    private static S3StoreOptions Options(string variables, Action<S3StoreOptions>? change = null)
    {
        using var services = Application(variables, change);
        return services.GetRequiredService<IOptionsMonitor<S3StoreOptions>>().Get("media");
    }

    private static string[] Flaws(string variables, Action<S3StoreOptions>? change = null)
    {
        using var services = Application(variables, change);
        return services.Flaws();
    }

    private static ServiceProvider Application(string variables, Action<S3StoreOptions>? change)
    {
        var environment = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
        return TestApp.Build(
            presignKit => presignKit.AddS3("media", options =>
            {
                (options.Bucket, options.AccessKeyId, options.SecretAccessKey) = ("media-bucket", TestApp.AccessKey, TestApp.Secret);
                change?.Invoke(options);
            }),
            environment: new(
                environment.GetValueOrDefault,
                path => path.Replace('\\', '/') switch
                {
                    "/home/me/.aws/config" => Config,
                    "/home/keys/.aws/config" => Config,
                    "/home/keys/.aws/credentials" => "[default]\r\nregion = sa-east-1\r\naws_access_key_id = x\r\n",
                    _ => null,
                }));
    }
}
