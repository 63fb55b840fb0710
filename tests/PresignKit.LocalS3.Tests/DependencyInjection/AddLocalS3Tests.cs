using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PresignKit.Providers;

namespace PresignKit.LocalS3.Tests.DependencyInjection;

public sealed class AddLocalS3Tests : IDisposable
{
    private static readonly byte[] Body = Convert.FromHexString("000000186674797069736F6D0000020069736F6D6D703431");

    private readonly string _contentRoot = Directory.CreateTempSubdirectory("presignkit-addlocals3-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_contentRoot, recursive: true);

    [Fact]
    public async Task AddLocalS3_OnlyAFolderConfigured_ServesTheWholeFlowBesideTheApplication()
    {
        using var host = await StartAsync(kit => kit.AddLocalS3("media"));

        var slot = await UploadAsync(host, "video");
        var found = await host.Services.GetRequiredService<IObjectStore>().FindAsync(slot.Key, Cancellation);
        var url = await host.Services.GetRequiredService<IPresignedUrlIssuer>().IssueDownloadUrlAsync(slot.Key, cancellationToken: Cancellation);
        using var client = new HttpClient();

        Assert.Equal(Body.Length, found!.Size);
        Assert.StartsWith("http://localhost:", url.RevealUrl(), StringComparison.Ordinal);
        Assert.Equal(Body, await client.GetByteArrayAsync(new Uri(url.RevealUrl()), Cancellation));
        Assert.True(File.Exists(Path.Combine(_contentRoot, "store", "presignkit-local-s3.json")));
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task AddLocalS3_Faults_HappenToTheRequestsOfTheApplication()
    {
        var faults = new LocalS3Faults();
        using var host = await StartAsync(kit => kit.AddLocalS3("media", store => store.Faults = faults));
        var slot = await UploadAsync(host, "video");
        var rule = faults.Add(LocalS3Operation.HeadObject, LocalS3Fault.InternalError(), times: 1);

        var found = await host.Services.GetRequiredService<IObjectStore>().FindAsync(slot.Key, Cancellation);

        Assert.Equal(Body.Length, found!.Size);
        Assert.Equal(1, rule.Applied);
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task AddLocalS3_TwoStores_ShareOneServerAndNoObject()
    {
        using var host = await StartAsync(kit => kit.AddLocalS3("media").AddLocalS3("other", o => o.Bucket = "other-bucket"));

        var slot = await UploadAsync(host, "video");

        Assert.Single(host.Services.GetServices<IHostedService>(), s => s.GetType().Name == "LocalS3HostedService");
        Assert.Equal(["media", "other-bucket"], host.Services.GetRequiredService<IOptions<LocalS3Options>>().Value.Buckets);
        Assert.NotNull(await host.Services.GetRequiredKeyedService<IObjectStore>("media").FindAsync(slot.Key, Cancellation));
        Assert.Null(await host.Services.GetRequiredKeyedService<IObjectStore>("other").FindAsync(slot.Key, Cancellation));
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task AddLocalS3_Configuration_HasTheLastWord()
    {
        using var host = await StartAsync(
            kit => kit.AddLocalS3("media", o => (o.Bucket, o.Directory, o.AllowedOrigins) = ("from-code", "objects", ["http://code.example"])),
            new() { ["PresignKit:Stores:media:Bucket"] = "from-configuration", ["PresignKit:Stores:media:AllowedOrigins:0"] = "http://app.example" });

        var options = host.Services.GetRequiredService<IOptions<LocalS3Options>>().Value;

        Assert.Equal(["from-configuration"], options.Buckets);
        Assert.Equal(["http://app.example"], options.AllowedOrigins);
        Assert.Equal(Path.Combine(_contentRoot, "objects"), options.Directory);
        await host.StopAsync(Cancellation);
    }

    [Theory]
    [InlineData("Prot", "5081", "Prot is unknown; did you mean Port?")]
    [InlineData("Volume", "a", "Volume is unknown; valid settings of an embedded store are: Bucket, ")]
    [InlineData("PretendEncryption", "AES256", "PretendEncryption is 'AES256'; it must be true or false.")]
    [InlineData("PublicEndpiont", "http://a.example", "PublicEndpiont is unknown; did you mean PublicEndpoint?")]
    [InlineData("AssumeRole:RoleAnr", "arn:aws:iam::123456789012:role/a", "AssumeRole:RoleAnr is unknown; did you mean RoleArn?")]
    [InlineData("DiscoverRegion", "yes", "DiscoverRegion is 'yes'; it must be true or false.")]
    [InlineData("AssumeRole:Duration", "1", "AssumeRole:Duration is '1'; it must be a duration")]
    [InlineData("Port", "any", "Port is 'any'; it must be a whole number")]
    [InlineData("PublicAddressing", "sideways", "PublicAddressing is 'sideways'; it must be one of: Path, VirtualHost.")]
    [InlineData("AllowProduction", "Allow", "AllowProduction is 'Allow'; it must be true or false.")]
    [InlineData("AllowedOrigins", "http://app.example", "AllowedOrigins is 'http://app.example'; it must be a list")]
    public async Task AddLocalS3_InvalidConfiguration_DoesNotStart(string setting, string value, string flaw)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(kit => kit.AddLocalS3("media"), new() { [$"PresignKit:Stores:media:{setting}"] = value }));

        Assert.Contains($"Stores:media:{flaw}", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The same section can describe the store in production.</summary>
    [Fact]
    public async Task AddLocalS3_SettingsOfOtherStores_AreIgnored()
    {
        using var host = await StartAsync(
            kit => kit.AddLocalS3("media"),
            new() { ["PresignKit:Stores:media:Region"] = "eu-central-1", ["PresignKit:Stores:media:AssumeRole:RoleArn"] = "arn:aws:iam::123456789012:role/a" });

        Assert.Equal(["media"], host.Services.GetRequiredService<IOptions<LocalS3Options>>().Value.Buckets);
        await host.StopAsync(Cancellation);
    }

    /// <summary>One clock: the slot, the embedded server, and the backend's own requests go by it, so tests may turn it.</summary>
    [Theory]
    [InlineData("2019-05-06T07:08:09Z")]
    [InlineData("2041-05-06T07:08:09Z")]
    public async Task AddLocalS3_FakeClock_UploadIsVerified(string now)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        using var host = await StartAsync(kit => kit.AddLocalS3("media").Services.AddSingleton<TimeProvider>(clock));
        var slot = await UploadAsync(host, "video");
        var objects = host.Services.GetRequiredService<IObjectStore>();

        var found = await objects.FindAsync(slot.Key, Cancellation);

        Assert.Equal(Body.Length, found?.Size);
        await objects.DeleteAsync(slot.Key, Cancellation);
        clock.Advance(TimeSpan.FromDays(400));
        Assert.Null(await objects.FindAsync(slot.Key, Cancellation));
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task AddLocalS3_StartedAgain_HasItsObjectsAndOtherKeys()
    {
        UploadSlot slot;
        string secret;
        using (var first = await StartAsync(kit => kit.AddLocalS3("media")))
        {
            slot = await UploadAsync(first, "video");
            secret = first.Services.GetRequiredService<IOptions<LocalS3Options>>().Value.SecretAccessKey;
            await first.StopAsync(Cancellation);
        }

        using var second = await StartAsync(kit => kit.AddLocalS3("media"));

        Assert.NotNull(await second.Services.GetRequiredService<IObjectStore>().FindAsync(slot.Key, Cancellation));
        Assert.NotEqual(secret, second.Services.GetRequiredService<IOptions<LocalS3Options>>().Value.SecretAccessKey);
        await second.StopAsync(Cancellation);
    }

    [Fact]
    public async Task AddLocalS3_Production_DoesNotStart() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(kit => kit.AddLocalS3("media"), environment: "Production"));

    [Fact]
    public async Task AddLocalS3_PublicEndpointOffThisMachineWithoutTls_DoesNotStart()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(kit => kit.AddLocalS3("media", o => o.PublicEndpoint = "http://files.example.com")));

        Assert.Contains("Stores:media:PublicEndpoint", refused.Message, StringComparison.Ordinal);
        Assert.Contains("or set Listen to", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AllowInsecurePublicEndpoint", refused.Message, StringComparison.Ordinal); // Not a setting of this store.
    }

    /// <summary>For a phone in the same network or a container: whoever opens the port accepts http.</summary>
    [Fact]
    public async Task AddLocalS3_ListenOnEveryAddress_SignsForThePublicEndpoint()
    {
        using var host = await StartAsync(
            kit => kit.AddLocalS3("media"),
            new() { ["PresignKit:Stores:media:Listen"] = "0.0.0.0", ["PresignKit:Stores:media:PublicEndpoint"] = "http://192.168.1.20:5081" });

        var url = await host.Services.GetRequiredService<IPresignedUrlIssuer>().IssueDownloadUrlAsync(new ObjectKey("a.mp4"), cancellationToken: Cancellation);

        Assert.StartsWith("http://192.168.1.20:5081/media/a.mp4?", url.RevealUrl(), StringComparison.Ordinal);
        Assert.Null(await host.Services.GetRequiredService<IObjectStore>().FindAsync(new ObjectKey("a.mp4"), Cancellation));
        Assert.Equal("0.0.0.0", host.Services.GetRequiredService<IOptions<LocalS3Options>>().Value.Listen);
        await host.StopAsync(Cancellation);
    }

    /// <summary>A policy for a production store that encrypts: it starts in development if the application accepts that nothing is encrypted there.</summary>
    [Theory]
    [InlineData(EncryptionRule.StoreManagedKey)]
    [InlineData(EncryptionRule.KeyService)]
    public async Task AddLocalS3_PolicyDemandsEncryption_StartsOnlyIfTheStorePretends(EncryptionRule encryption)
    {
        void Demand(PresignKitBuilder kit) => kit.AddLocalS3("media").AddUploadPolicy("secret", policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            (policy.MaximumSize, policy.Encryption) = (1_000, encryption);
        });

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(Demand));
        using var host = await StartAsync(Demand, new() { ["PresignKit:Stores:media:PretendEncryption"] = "true" });

        Assert.Contains("Encryption is No", refused.Message, StringComparison.Ordinal);
        await UploadAsync(host, "secret");
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public void ToString_OfOptions_ContainsNoSecret() =>
        Assert.DoesNotContain("hunter2", new LocalS3StoreOptions { SecretAccessKey = "hunter2" }.ToString(), StringComparison.Ordinal);

    private static async Task<UploadSlot> UploadAsync(IHost host, string policy)
    {
        var slot = await host.Services.GetRequiredService<IPresignedUrlIssuer>().OpenUploadSlotAsync(
            new() { Policy = policy, FileName = "a.mp4", ContentType = "video/mp4", Size = Body.Length }, Cancellation);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(slot.Request!.RevealUrl())) { Content = new ByteArrayContent(Body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(slot.Request.Headers["Content-Type"]);
        using var response = await client.SendAsync(request, Cancellation);
        response.EnsureSuccessStatusCode();
        var verified = await host.Services.GetRequiredService<IUploadVerifier>().VerifyAsync(slot.Declaration, Cancellation);
        Assert.True(verified.IsVerified, $"{verified.Outcome} {verified.Reason}");
        return slot;
    }

    private async Task<IHost> StartAsync(
        Action<PresignKitBuilder> configure, Dictionary<string, string?>? configuration = null, string environment = "Development")
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true, ContentRootPath = _contentRoot, EnvironmentName = environment,
        });
        builder.Services.PostConfigure<LocalS3Options>(options =>
        {
            // Tests never write to the user's own folder.
            options.Directory = options.FallbackDirectory is null ? options.Directory : Path.Combine(_contentRoot, "store");
        });
        builder.Configuration.AddInMemoryCollection(configuration ?? []);
        var kit = builder.Services.AddPresignKit(builder.Configuration.GetSection("PresignKit"));
        configure(kit);
        kit.AddUploadPolicy("video", policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            policy.MaximumSize = 1_000;
        });
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        return host;
    }
}
