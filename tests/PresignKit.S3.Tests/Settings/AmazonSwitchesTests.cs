using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.Providers;
using PresignKit.S3.Administration.Checks;
using PresignKit.S3.Objects;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Settings;

/// <summary>
/// Dual-stack, FIPS, and Transfer Acceleration: what is signed is what the AWS SDK resolves and signs for the same settings, in every region of every
/// partition that it knows; and what Amazon does not offer is refused at start.
/// </summary>
public sealed class AmazonSwitchesTests
{
    private const string Bucket = "media-bucket";

    /// <summary>Every region that the SDK knows, but for the one that it only has for the endpoint of us-east-1.</summary>
    public static TheoryData<string> Regions =>
        [.. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName).Where(name => name != "us-east-1-regional")];

    [Theory]
    [MemberData(nameof(Regions))]
    public async Task Presign_EveryKindOfEndpoint_IsWhatTheAwsSdkSigns(string region)
    {
        var compared = 0;
        for (var kinds = 0; kinds < 16; kinds++)
        {
            var (dualstack, fips, accelerate, path) = ((kinds & 1) != 0, (kinds & 2) != 0, (kinds & 4) != 0, (kinds & 8) != 0);
            var options = Options(region, dualstack, fips, accelerate, path);
            var flaws = new List<string>();
            var settings = S3StoreSettingsBuilder.Build("media", options, flaws);
            var theirs = await TheirsAsync(region, dualstack, fips, accelerate, path);
            if (settings is null)
            {
                // Stricter than the SDK, which invents names for endpoints that do not exist.
                Assert.True(
                    theirs is null || (fips && !HasFips(region)) || (accelerate && !HasAcceleration(region)),
                    $"{region}, {(dualstack, fips, accelerate, path)}: {string.Join(' ', flaws)}");
                Assert.NotEmpty(flaws);
                continue;
            }

            compared++;
            Assert.NotNull(theirs);
            var ours = await OursAsync(options, theirs);
            Assert.Equal(Parts(theirs), Parts(ours));

            // The backend's own requests are sent where the SDK's client sends them.
            using var client = new AmazonS3Client(new BasicAWSCredentials(TestApp.AccessKey, TestApp.Secret), S3ClientFactory.Configure(settings));
            var inside = await client.GetPreSignedURLAsync(
                new() { BucketName = Bucket, Key = "k", Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1) });
            Assert.Equal($"{settings.InternalBucket.Url.TrimEnd('/')}/k", inside.Split('?')[0]);
        }

        // Without a switch and with dual-stack, in both places of the bucket; FIPS doubles these, and acceleration is in the host only.
        Assert.Equal(4 + (HasFips(region) ? 4 : 0) + (HasAcceleration(region) ? 2 : 0), compared);
    }

    [Theory]
    [InlineData("eu-central-1", false, true, false, "UseFipsEndpoint is true, but Amazon S3 has no FIPS endpoint in region 'eu-central-1'")]
    [InlineData("cn-north-1", true, true, false, "set Endpoint to https://s3-fips.dualstack.cn-north-1.amazonaws.com.cn instead")]
    [InlineData("cn-north-1", false, false, true, "is true, but Amazon S3 has no Transfer Acceleration for buckets in region 'cn-north-1'")]
    [InlineData("us-gov-west-1", false, false, true, "set PublicEndpoint to https://s3-accelerate.amazonaws.com instead")]
    [InlineData("us-east-1", false, true, true, "Transfer Acceleration has no FIPS endpoint; remove it, or UseFipsEndpoint")]
    public void Start_KindOfEndpointThatAmazonDoesNotOffer_IsRefusedWithTheReason(
        string region, bool dualstack, bool fips, bool accelerate, string reason)
    {
        using var services = TestApp.WithStore(o =>
            (o.Region, o.UseDualstackEndpoint, o.UseFipsEndpoint, o.UseAccelerateEndpoint) = (region, dualstack, fips, accelerate));

        Assert.Contains(reason, Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("media.bucket", null, null, "without a dot in its name")]
    [InlineData("media-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias", null, null, "access points do not support Transfer Acceleration")]
    [InlineData(Bucket, BucketAddressing.Path, null, "Addressing is Path, but Transfer Acceleration finds the bucket in the host only")]
    [InlineData(Bucket, null, BucketAddressing.Path, "PublicAddressing is Path, but Transfer Acceleration finds the bucket in the host only")]
    public void Start_AccelerationOfABucketThatItDoesNotFind_IsRefusedWithTheReason(
        string bucket, BucketAddressing? addressing, BucketAddressing? publicAddressing, string reason)
    {
        using var services = TestApp.WithStore(o =>
        {
            (o.Bucket, o.UseAccelerateEndpoint) = (bucket, true);
            (o.Addressing, o.PublicAddressing) = (bucket.Contains('.', StringComparison.Ordinal) ? BucketAddressing.Path : addressing, publicAddressing);
            if (bucket.Contains('.', StringComparison.Ordinal))
            {
                o.PublicAddressing = BucketAddressing.VirtualHost;
            }
        });

        Assert.Contains(reason, Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    /// <summary>The same rules apply to the endpoint that is written out.</summary>
    [Theory]
    [InlineData("media.bucket", BucketAddressing.Path, "finds the bucket in the host only")]
    [InlineData("media.bucket", BucketAddressing.VirtualHost, "without a dot in its name")]
    [InlineData(Bucket, BucketAddressing.Path, "finds the bucket in the host only")]
    public void Start_EndpointOfAccelerationThatIsWrittenOut_HasTheSameRules(string bucket, BucketAddressing addressing, string reason)
    {
        using var services = TestApp.WithStore(o =>
        {
            (o.Bucket, o.Addressing) = (bucket, BucketAddressing.Path);
            (o.PublicEndpoint, o.PublicAddressing) = ("https://s3-accelerate.amazonaws.com", addressing);
        });

        Assert.Contains(reason, Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UseDualstackEndpoint", "https://s3.eu-central-1.amazonaws.com", null, "but Endpoint is set to")]
    [InlineData("UseFipsEndpoint", "https://s3.us-east-1.amazonaws.com", null, "but Endpoint is set to")]
    [InlineData("UseDualstackEndpoint", null, "https://s3.us-east-1.amazonaws.com", "is another kind of endpoint of Amazon S3")]
    [InlineData("UseFipsEndpoint", null, "https://s3.us-east-1.amazonaws.com", "is another kind of endpoint of Amazon S3")]
    [InlineData("UseAccelerateEndpoint", null, "https://files.example.com", "which browsers would use instead")]
    [InlineData("UseDualstackEndpoint", "https://s3.example.com", null, "is a setting of Amazon S3, but the store is somewhere else")]
    [InlineData("UseFipsEndpoint", "https://s3.example.com", null, "is a setting of Amazon S3, but the store is somewhere else")]
    [InlineData("UseAccelerateEndpoint", "https://s3.example.com", null, "is a setting of Amazon S3, but the store is somewhere else")]
    public void Start_SwitchThatAnotherSettingReplaces_IsRefusedAndNeverDropped(string name, string? endpoint, string? publicEndpoint, string reason)
    {
        using var services = TestApp.WithStore(o =>
        {
            o.Region = endpoint?.Contains("eu-central-1", StringComparison.Ordinal) == true ? "eu-central-1" : "us-east-1";
            (o.Endpoint, o.PublicEndpoint) = (endpoint, publicEndpoint);
            Set(o, name);
        });

        var flaw = Assert.Single(services.Flaws(), flaw => flaw.StartsWith($"Stores:media:{name} ", StringComparison.Ordinal));
        Assert.Contains(reason, flaw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UseDualstackEndpoint", "https://s3.dualstack.us-east-1.amazonaws.com")]
    [InlineData("UseDualstackEndpoint", "https://files.example.com")]
    [InlineData("UseFipsEndpoint", "https://s3-fips.us-east-1.amazonaws.com")]
    [InlineData("UseFipsEndpoint", "https://files.example.com")]
    public void Start_PublicEndpointOfTheSameKindOrOfOnesOwn_Starts(string name, string publicEndpoint)
    {
        using var services = TestApp.WithStore(o =>
        {
            (o.Region, o.PublicEndpoint) = ("us-east-1", publicEndpoint);
            Set(o, name);
        });

        Assert.Empty(services.Flaws());
    }

    /// <summary>As all other settings, the switches may stay when a server on this machine replaces the store.</summary>
    [Fact]
    public void Build_ServerOnThisMachine_ReplacesEveryKindOfEndpoint()
    {
        var options = Options("eu-central-1", dualstack: true, fips: true, accelerate: true, path: false);
        options.Endpoint = "http://127.0.0.1:9000";

        var settings = S3StoreSettingsBuilder.Build("media", options, [])!;

        Assert.Equal("http://127.0.0.1:9000/media-bucket", settings.PublicBucket.Url);
        Assert.Equal((false, false), (settings.UseFips, settings.UseDualstack));
    }

    [Theory]
    [InlineData("us-east-1-regional", "use us-east-1.")]
    [InlineData("fips-us-gov-west-1", "use us-gov-west-1, and set UseFipsEndpoint to true.")]
    [InlineData("us-west-2-fips", "use us-west-2, and set UseFipsEndpoint to true.")]
    [InlineData("s3-external-1", "use us-east-1.")]
    [InlineData("aws-global", "use the bucket's region")]
    [InlineData("aws-cn-global", "use the bucket's region")]
    public void Start_NameOfAnEndpointInsteadOfARegion_IsRefusedWithTheRegion(string region, string instead)
    {
        using var services = TestApp.WithStore(o => o.Region = region);

        Assert.Contains(instead, Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<AccelerateConfiguration xmlns='http://s3.amazonaws.com/doc/2006-03-01/'/>", true)]
    [InlineData(200, "<AccelerateConfiguration xmlns='http://s3.amazonaws.com/doc/2006-03-01/'><Status>Suspended</Status></AccelerateConfiguration>", true)]
    [InlineData(200, "<AccelerateConfiguration xmlns='http://s3.amazonaws.com/doc/2006-03-01/'><Status>Enabled</Status></AccelerateConfiguration>", false)]
    [InlineData(200, "<html/>", false)]
    [InlineData(403, "<Error><Code>AccessDenied</Code></Error>", false)]
    [InlineData(503, "", false)]
    public void Check_BucketWithoutAcceleration_IsFound(int status, string body, bool isFound)
    {
        var settings = S3StoreSettingsBuilder.Build("media", Options("eu-central-1", dualstack: false, fips: false, accelerate: true, path: false), [])!;

        var finding = new AccelerationCheck(settings, null!, null!).Read(new(status, new Dictionary<string, string>(), null, body));

        Assert.Equal(isFound ? FindingCodes.AccelerationNotEnabled : null, finding?.Code);
    }

    /// <summary>The rules apply to the region that the store returns, because there is no other one before that.</summary>
    [Theory]
    [InlineData("eu-central-1", true, false, "has no FIPS endpoint in region 'eu-central-1'")]
    [InlineData("eu-north-1", false, true, "has no Transfer Acceleration for buckets in region 'eu-north-1'")]
    public void Build_DiscoveredRegion_HasTheSameRules(string region, bool fips, bool accelerate, string reason)
    {
        var options = Options(region, dualstack: false, fips, accelerate, path: false);
        (options.Region, options.DiscoverRegion) = (null, true);
        var flaws = new List<string>();

        Assert.NotNull(S3StoreSettingsBuilder.Build("media", options, []));
        Assert.Null(S3StoreSettingsBuilder.Build("media", options, flaws, region));

        Assert.Contains(reason, Assert.Single(flaws), StringComparison.Ordinal);
    }

    [Fact]
    public void Start_SwitchesInConfiguration_AreRead()
    {
        using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media").AddVideoPolicy(),
            configuration: new Dictionary<string, string?>
            {
                ["PresignKit:Stores:media:Bucket"] = Bucket,
                ["PresignKit:Stores:media:Region"] = "us-east-1",
                ["PresignKit:Stores:media:UseDualstackEndpoint"] = "true",
                ["PresignKit:Stores:media:UseFipsEndpoint"] = "true",
                ["PresignKit:Stores:media:UseAccelerateEndpoint"] = "true",
            });

        Assert.Contains("Transfer Acceleration has no FIPS endpoint", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Fact]
    public void Start_SwitchesOfTheEnvironment_AreThoseOfAwssTools()
    {
        var variables = new Dictionary<string, string> { ["AWS_USE_FIPS_ENDPOINT"] = "true", ["AWS_USE_DUALSTACK_ENDPOINT"] = "TRUE" };
        var environment = new AwsEnvironment(name => variables.GetValueOrDefault(name), _ => null);
        var options = new S3StoreOptions { Bucket = Bucket, Region = "us-east-1" };
        var elsewhere = new S3StoreOptions { Bucket = Bucket, Endpoint = "https://ceph.example.com" };
        var explicitly = new S3StoreOptions { Bucket = Bucket, Region = "us-east-1", UseFipsEndpoint = false, UseDualstackEndpoint = false };

        AwsDefaults.Apply(options, environment);
        AwsDefaults.Apply(elsewhere, environment);
        AwsDefaults.Apply(explicitly, environment);

        Assert.Equal("https://media-bucket.s3-fips.dualstack.us-east-1.amazonaws.com/", S3StoreSettingsBuilder.Build("media", options, [])!.PublicBucket.Url);
        Assert.Equal((null, null), (elsewhere.UseFipsEndpoint, elsewhere.UseDualstackEndpoint));
        Assert.Equal("https://media-bucket.s3.us-east-1.amazonaws.com/", S3StoreSettingsBuilder.Build("media", explicitly, [])!.PublicBucket.Url);
    }

    [Fact]
    public void Start_SwitchOfTheProfileThatAmazonDoesNotOffer_NamesItsSource()
    {
        const string File = "[default]\nuse_fips_endpoint = true\n";
        var variables = new Dictionary<string, string> { ["AWS_CONFIG_FILE"] = "/home/a/.aws/config" };
        using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media", o => (o.Bucket, o.Region) = (Bucket, "eu-central-1")).AddVideoPolicy(),
            environment: new(name => variables.GetValueOrDefault(name), _ => File));

        Assert.StartsWith(
            "Stores:media:UseFipsEndpoint (from [default] in /home/a/.aws/config) is true, but Amazon S3 has no FIPS endpoint",
            Assert.Single(services.Flaws()),
            StringComparison.Ordinal);
    }

    private static bool HasFips(string region) => region.StartsWith("us-", StringComparison.Ordinal) || region is "ca-central-1" or "ca-west-1";

    private static bool HasAcceleration(string region) => region is "ap-northeast-1" or "ap-northeast-2" or "ap-south-1" or "ap-southeast-1"
        or "ap-southeast-2" or "ca-central-1" or "eu-central-1" or "eu-west-1" or "eu-west-2" or "eu-west-3" or "sa-east-1"
        or "us-east-1" or "us-east-2" or "us-west-1" or "us-west-2";

    private static void Set(S3StoreOptions options, string name)
    {
        options.UseDualstackEndpoint = name == nameof(options.UseDualstackEndpoint);
        options.UseFipsEndpoint = name == nameof(options.UseFipsEndpoint);
        options.UseAccelerateEndpoint = name == nameof(options.UseAccelerateEndpoint);
    }

    private static S3StoreOptions Options(string region, bool dualstack, bool fips, bool accelerate, bool path) => new()
    {
        Bucket = Bucket,
        Region = region,
        AccessKeyId = TestApp.AccessKey,
        SecretAccessKey = TestApp.Secret,
        UseDualstackEndpoint = dualstack,
        UseFipsEndpoint = fips,
        UseAccelerateEndpoint = accelerate,
        Addressing = path ? BucketAddressing.Path : null,
    };

    // Null: the SDK refuses the combination.
    private static async Task<string?> TheirsAsync(string region, bool dualstack, bool fips, bool accelerate, bool path)
    {
        try
        {
            using var client = new AmazonS3Client(
                new BasicAWSCredentials(TestApp.AccessKey, TestApp.Secret),
                new AmazonS3Config
                {
                    RegionEndpoint = RegionEndpoint.GetBySystemName(region),
                    UseDualstackEndpoint = dualstack,
                    UseFIPSEndpoint = fips,
                    UseAccelerateEndpoint = accelerate,
                    ForcePathStyle = path,
                });
            return await client.GetPreSignedURLAsync(new()
            {
                BucketName = Bucket, Key = "a/b.mp4", Verb = HttpVerb.GET, Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(10),
            });
        }
        catch (AmazonClientException)
        {
            return null;
        }
    }

    private static async Task<string> OursAsync(S3StoreOptions options, string theirs)
    {
        using var provider = TestStoreProvider.Create(
            o => (o.Region, o.UseDualstackEndpoint, o.UseFipsEndpoint, o.UseAccelerateEndpoint, o.Addressing) =
                (options.Region, options.UseDualstackEndpoint, options.UseFipsEndpoint, options.UseAccelerateEndpoint, options.Addressing),
            new FakeTimeProvider(TestApp.Now));
        var session = await provider.OpenSessionAsync(TestContext.Current.CancellationToken);
        var query = new WireRequest("GET", ClientRequest.Split(theirs).Target, []).Query;
        var signedAt = DateTimeOffset.ParseExact(
            query.Single(p => p.Name == "X-Amz-Date").Value, "yyyyMMdd'T'HHmmss'Z'", null, System.Globalization.DateTimeStyles.AssumeUniversal);
        var seconds = int.Parse(query.Single(p => p.Name == "X-Amz-Expires").Value, System.Globalization.CultureInfo.InvariantCulture);
        return session.Sign(new AccessSpecification(ObjectAccess.Read, new("a/b.mp4"), signedAt, TimeSpan.FromSeconds(seconds), null)).Url;
    }

    private static IEnumerable<string> Parts(string url) => [url.Split('?')[0], .. url.Split('?')[1].Split('&').Order(StringComparer.Ordinal)];
}
