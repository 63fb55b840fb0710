using System.Buffers;
using System.Net;
using System.Text;
using Amazon.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PresignKit.S3.Settings;
using PresignKit.S3.Tenants;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Tenants;

/// <summary>A bucket per tenant: built once, kept within a bound, validated as at start, and never mixed.</summary>
public sealed class S3TenantStoresTests(LocalStore local) : IClassFixture<LocalStore>
{
    private const string OtherSecret = "another-secret-that-no-message-shows";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>From the slot to the verified object at a store that verifies signatures, and to its deletion; each in the bucket of its tenant.</summary>
    [Fact]
    public async Task Get_TwoTenants_UploadAndDownloadInTheirOwnBuckets()
    {
        var inspector = new RecordingInspector();
        await using var services = await LocalAsync(inspector, "acme-files", "globex-files");
        var stores = services.GetRequiredService<IS3TenantStores>();
        var (acme, globex) = (stores.GetStore("media", Of("acme", "acme-files")), stores.GetStore("media", Of("globex", "globex-files")));

        var slot = await UploadAsync(acme, "of acme");
        var other = await UploadAsync(globex, "of globex");
        var verified = await acme.Uploads.VerifyAsync(slot.Declaration, Cancellation);

        Assert.Equal(("media@acme", "media", "acme"), (acme.Name, acme.StoreName, acme.Tenant));
        Assert.Equal(("media@acme", "media@acme"), (slot.StoreName, slot.Declaration.StoreName));
        Assert.True(verified.IsVerified, verified.ToString());
        Assert.Equal(["media@acme"], inspector.StoreNames);
        Assert.Equal("of acme", await GetAsync(await acme.Issuer.IssueDownloadUrlAsync(verified.Key!, cancellationToken: Cancellation)));
        Assert.NotNull(await acme.Objects.FindAsync(verified.Key!, Cancellation));
        Assert.Null(await globex.Objects.FindAsync(verified.Key!, Cancellation));
        var url = await acme.Issuer.IssueDownloadUrlAsync(new("a"), cancellationToken: Cancellation);
        Assert.StartsWith($"{local.Endpoint}/acme-files/a?", url.RevealUrl(), StringComparison.Ordinal);
        var any = await globex.Unrestricted.SignUrlAsync(new() { Method = "HEAD", Lifetime = TimeSpan.FromMinutes(1) }, Cancellation);
        Assert.StartsWith($"{local.Endpoint}/globex-files/?", any.RevealUrl(), StringComparison.Ordinal);
        Assert.Equal("media@globex", globex.Unrestricted.StoreName);
        Assert.StartsWith(
            $"{local.Endpoint}/globex-files/a?",
            (await globex.Tools.IssueDeleteUrlAsync(new("a"), TimeSpan.FromMinutes(1), Cancellation)).RevealUrl(),
            StringComparison.Ordinal);
        await acme.Uploads.DiscardAsync(slot.Declaration, verified, Cancellation);
        Assert.Null(await acme.Objects.FindAsync(verified.Key!, Cancellation));
        Assert.True((await globex.Uploads.VerifyAsync(other.Declaration, Cancellation)).IsVerified);
    }

    /// <summary>A playlist and its segments are in the tenant's bucket; the same names in another tenant's bucket are never reached.</summary>
    [Fact]
    public async Task Playlist_OfATenant_IsSignedInItsOwnBucket()
    {
        await using var services = await LocalAsync(inspector: null, "acme-films", "globex-films");
        var stores = services.GetRequiredService<IS3TenantStores>();
        var (acme, globex) = (stores.GetStore("media", Of("acme", "acme-films")), stores.GetStore("media", Of("globex", "globex-films")));
        foreach (var (tenant, text) in new[] { (acme, "of acme"), (globex, "of globex") })
        {
            await PutAsync(tenant, "films/1/index.m3u8", "#EXTM3U\n#EXTINF:6,\ns.ts\n");
            await PutAsync(tenant, "films/1/s.ts", text);
        }

        var signer = services.GetRequiredService<IPlaylistSigner>();
        var grant = new PlaylistGrant { Tenant = acme, Playlist = new("films/1/index.m3u8"), Root = "films/1/" };
        var output = new ArrayBufferWriter<byte>();
        var signed = await signer.SignAsync(grant, output, Cancellation);
        var url = Encoding.UTF8.GetString(output.WrittenSpan).Split('\n')[2];

        Assert.Equal(1, signed.SignedUris);
        Assert.StartsWith($"{local.Endpoint}/acme-films/films/1/s.ts?", url, StringComparison.Ordinal);
        using var http = new HttpClient();
        Assert.Equal("of acme", await http.GetStringAsync(url, Cancellation));
        using var other = await http.GetAsync(url.Replace("/acme-films/", "/globex-films/", StringComparison.Ordinal), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);

        // The registered store has no such playlist; its policies apply to the tenant, though: clients write to the folder "videos".
        Assert.Equal(ErrorCodes.ObjectNotFound, (await Assert.ThrowsAsync<StoreException>(
            () => signer.SignAsync(grant with { Tenant = null }, output, Cancellation).AsTask())).Code);
        Assert.Equal(PlaylistErrorCodes.PlaylistRootNotAllowed, (await Assert.ThrowsAsync<PlaylistException>(
            () => signer.SignAsync(grant with { Playlist = new("videos/index.m3u8"), Root = "videos/" }, output, Cancellation).AsTask())).Code);
        await Assert.ThrowsAsync<ArgumentException>(() => signer.SignAsync(grant with { StoreName = "media" }, output, Cancellation).AsTask());
    }

    /// <summary>The holder of a token of another tenant's slot gets nothing from it, whatever bucket it names.</summary>
    [Fact]
    public async Task Uploads_DeclarationOfAnotherTenant_IsRefused()
    {
        await using var services = await LocalAsync(inspector: null, "acme-tokens", "globex-tokens");
        var stores = services.GetRequiredService<IS3TenantStores>();
        var (acme, globex) = (stores.GetStore("media", Of("acme", "acme-tokens")), stores.GetStore("media", Of("globex", "globex-tokens")));
        var slot = await UploadAsync(acme, "of acme");
        var plain = services.GetRequiredService<IUploadVerifier>();

        foreach (var uploads in new[] { globex.Uploads, plain })
        {
            Assert.Equal(ErrorCodes.PolicyOfOtherStore, (await Assert.ThrowsAsync<PolicyViolationException>(
                () => uploads.VerifyAsync(slot.Declaration, Cancellation))).Code);
        }

        Func<Task>[] others =
        [
            () => globex.Uploads.AbortAsync(slot.Declaration, Cancellation),
            () => globex.Uploads.DiscardAsync(slot.Declaration, cancellationToken: Cancellation),
            () => globex.Uploads.SettleAsync(slot.Declaration, slot.Key, cancellationToken: Cancellation),
            () => globex.Parts.ListPartsAsync(slot.Declaration, Cancellation),
            () => globex.Parts.RenewAsync(slot.Declaration, Cancellation),
            async () => await globex.Parts.SignPartsAsync(slot.Declaration, [1], Cancellation),
        ];
        foreach (var other in others)
        {
            Assert.Equal(ErrorCodes.PolicyOfOtherStore, (await Assert.ThrowsAsync<PolicyViolationException>(other)).Code);
        }

        Assert.Contains("of a tenant", (await Assert.ThrowsAsync<StoreException>(
            () => plain.DiscardAsync(slot.Declaration, cancellationToken: Cancellation))).Message, StringComparison.Ordinal);
        Assert.True((await acme.Uploads.VerifyAsync(slot.Declaration, Cancellation)).IsVerified);
    }

    [Fact]
    public async Task Issuer_PoliciesOfTheStore_Apply()
    {
        await using var services = Application();
        var acme = services.GetRequiredService<IS3TenantStores>().GetStore("media", Of("acme", "acme-files"));

        async Task<string> CodeAsync(UploadRequest request) => (await Assert.ThrowsAsync<PolicyViolationException>(
            async () => await acme.Issuer.OpenUploadSlotAsync(request, Cancellation))).Code;
        Assert.Equal(ErrorCodes.TooLarge, await CodeAsync(Request() with { Size = 1_000_001 }));
        Assert.Equal(ErrorCodes.ContentTypeNotAllowed, await CodeAsync(Request() with { ContentType = "text/html", FileName = "a.html" }));
        Assert.Equal(ErrorCodes.UnknownPolicy, await CodeAsync(Request() with { Policy = "picture" }));
        Assert.Equal(ErrorCodes.UnknownPolicy, await CodeAsync(Request() with { Policy = "none" }));
    }

    [Fact]
    public async Task Get_SameSettings_AreBuiltOnceByManyCallers()
    {
        await using var services = Application();
        var stores = (S3TenantStores)services.GetRequiredService<IS3TenantStores>();
        using var start = new ManualResetEventSlim();

        var all = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() =>
        {
            start.Wait(Cancellation);
            return stores.GetStore("media", Of("acme", "acme-files") with { AccessKeyId = "AKIDACME", SecretAccessKey = OtherSecret });
        }, Cancellation)).Append(Task.Run(() =>
        {
            start.Set();
            return (TenantStore?)null;
        }, Cancellation)!));

        Assert.Single(all.OfType<TenantStore>().Distinct());
        Assert.Equal(1, stores.OpenConnections);
        Assert.Same(all[0], stores.GetStore("media", Of("acme", "acme-files") with { AccessKeyId = "AKIDACME", SecretAccessKey = OtherSecret }));
    }

    /// <summary>Whatever differs makes another store: nothing of a tenant's former or another tenant's settings is used.</summary>
    [Fact]
    public async Task Get_DifferentSettings_AreDifferentStores()
    {
        await using var services = Application();
        var stores = services.GetRequiredService<IS3TenantStores>();
        var acme = Of("acme", "acme-files");
        var roles = new BasicAWSCredentials("AKIDSDK", TestApp.Secret);
        (S3TenantSettings Settings, string Start, string Key, string Region)[] all =
        [
            (acme, "https://acme-files.s3.eu-central-1.amazonaws.com/", TestApp.AccessKey, "eu-central-1"),
            (acme with { Tenant = "globex" }, "https://acme-files.s3.eu-central-1.amazonaws.com/", TestApp.AccessKey, "eu-central-1"),
            (acme with { Bucket = "other-files" }, "https://other-files.s3.eu-central-1.amazonaws.com/", TestApp.AccessKey, "eu-central-1"),
            (acme with { Region = "eu-west-1" }, "https://acme-files.s3.eu-west-1.amazonaws.com/", TestApp.AccessKey, "eu-west-1"),
            (acme with { AccessKeyId = "AKIDACME", SecretAccessKey = TestApp.Secret },
                "https://acme-files.s3.eu-central-1.amazonaws.com/", "AKIDACME", "eu-central-1"),
            (acme with { Credentials = roles }, "https://acme-files.s3.eu-central-1.amazonaws.com/", "AKIDSDK", "eu-central-1"),
            (acme with { PublicEndpoint = "https://files.example.com" }, "https://files.example.com/acme-files/", TestApp.AccessKey, "eu-central-1"),
        ];
        var built = all.Select(tenant => stores.GetStore("media", tenant.Settings)).ToArray();

        Assert.Equal(all.Length, built.Distinct().Count());
        for (var i = 0; i < all.Length; i++)
        {
            var url = await built[i].Issuer.IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);
            Assert.StartsWith(all[i].Start, url.RevealUrl(), StringComparison.Ordinal);
            var verified = ClientRequest.Verify(url, TestApp.Now, region: all[i].Region);
            Assert.Equal((true, all[i].Key), (verified.IsVerified, verified.AccessKeyId));
        }
    }

    [Fact]
    public async Task Get_CredentialsOfTheStore_AreSharedAndReloadedForAllTenants()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PresignKit:Stores:media:Bucket"] = "media-bucket",
            ["PresignKit:Stores:media:Region"] = "eu-central-1",
            ["PresignKit:Stores:media:AccessKeyId"] = "AKIDOLD",
            ["PresignKit:Stores:media:SecretAccessKey"] = TestApp.Secret,
        }).Build();
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(new FakeTimeProvider(TestApp.Now));
        collection.AddSingleton(AwsEnvironment.None);
        collection.AddPresignKit(configuration.GetSection("PresignKit")).AddS3("media").AddS3Tenants().AddVideoPolicy();
        await using var services = collection.BuildServiceProvider();
        var stores = (S3TenantStores)services.GetRequiredService<IS3TenantStores>();
        var acme = stores.GetStore("media", Of("acme", "acme-files"));
        var inOtherRegion = stores.GetStore("media", Of("globex", "globex-files") with { Region = "eu-west-1" });
        async Task<string?> KeyAsync(TenantStore store, string region) => ClientRequest.Verify(
            await store.Issuer.IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation), TestApp.Now, region: region).AccessKeyId;
        Assert.Equal("AKIDOLD", await KeyAsync(acme, "eu-central-1"));

        (configuration["PresignKit:Stores:media:AccessKeyId"], configuration["PresignKit:Stores:media:Bucket"]) = ("AKIDNEW", "media-bucket");
        configuration.Reload();

        Assert.Equal("AKIDNEW", await KeyAsync(acme, "eu-central-1"));
        Assert.Equal("AKIDNEW", await KeyAsync(inOtherRegion, "eu-west-1"));
        Assert.Equal(1, stores.OpenConnections);
    }

    [Fact]
    public async Task Get_MoreThanTheBound_GivesUpTheOneNotAskedForLongestAndClosesItLater()
    {
        var clock = new FakeTimeProvider(TestApp.Now);
        await using var services = Application(clock, maximum: 2);
        var stores = (S3TenantStores)services.GetRequiredService<IS3TenantStores>();
        S3TenantSettings Own(string name) => Of(name, $"{name}-files") with { AccessKeyId = $"AKID{name}", SecretAccessKey = TestApp.Secret };
        var (a, b) = (stores.GetStore("media", Own("aaa")), stores.GetStore("media", Own("bbb")));
        Assert.Same(a, stores.GetStore("media", Own("aaa")));

        var c = stores.GetStore("media", Own("ccc"));

        Assert.Same(a, stores.GetStore("media", Own("aaa")));
        Assert.Same(c, stores.GetStore("media", Own("ccc")));
        Assert.Equal(3, stores.OpenConnections);

        // A request may still be using it.
        Assert.NotNull(await b.Issuer.IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation));
        clock.Advance(S3TenantStores.Grace);
        Assert.Equal(2, stores.OpenConnections);
        Assert.NotSame(b, stores.GetStore("media", Own("bbb")));
    }

    /// <summary>Tenants with equal credentials share connections, which the last one closes.</summary>
    [Fact]
    public async Task Get_TenantsWithTheSameKeys_ShareConnections()
    {
        var clock = new FakeTimeProvider(TestApp.Now);
        await using var services = Application(clock, maximum: 2);
        var stores = (S3TenantStores)services.GetRequiredService<IS3TenantStores>();
        S3TenantSettings Own(string name) => Of(name, $"{name}-files") with { AccessKeyId = "AKIDSHARED", SecretAccessKey = TestApp.Secret };

        _ = (stores.GetStore("media", Own("aaa")), stores.GetStore("media", Own("bbb")), stores.GetStore("media", Of("ccc", "ccc-files")));
        Assert.Equal(1, stores.OpenConnections);
        clock.Advance(S3TenantStores.Grace);
        Assert.Equal(1, stores.OpenConnections);
        stores.GetStore("media", Of("ddd", "ddd-files"));
        clock.Advance(S3TenantStores.Grace);

        Assert.Equal(0, stores.OpenConnections);
    }

    [Fact]
    public async Task Get_InvalidSettings_AreRefusedAsAtStartAndNotKept()
    {
        await using var services = Application();
        var stores = services.GetRequiredService<IS3TenantStores>();

        StoreException Refused(S3TenantSettings settings)
        {
            var refusal = Assert.Throws<StoreException>(() => stores.GetStore("media", settings));
            Assert.Equal(ErrorCodes.SettingsInvalid, refusal.Code);
            Assert.DoesNotContain(OtherSecret, refusal.ToString(), StringComparison.Ordinal);
            return refusal;
        }

        Assert.Contains("Stores:media@acme:Bucket must be 3 to 63 characters long", Refused(Of("acme", "a")).Message, StringComparison.Ordinal);
        Assert.Contains("Stores:media@acme:Bucket is missing", Refused(Of("acme", null!)).Message, StringComparison.Ordinal);
        Assert.Contains("S3 Express", Refused(Of("acme", "a--usw2-az1--x-s3")).Message, StringComparison.Ordinal);
        var several = Refused(Of("acme", "Acme") with { SecretAccessKey = OtherSecret, Region = "a b" }).Message;
        Assert.Contains("Stores:media@acme:Bucket contains invalid characters", several, StringComparison.Ordinal);
        Assert.Contains("Stores:media@acme:AccessKeyId is missing", several, StringComparison.Ordinal);
        Assert.Contains("Stores:media@acme:Region is not a valid region", several, StringComparison.Ordinal);
        Assert.Contains(
            "plain http", Refused(Of("acme", "acme-files") with { PublicEndpoint = "http://files.example.com" }).Message, StringComparison.Ordinal);
        Assert.Contains("ExternalId is set without RoleArn", Refused(Of("acme", "acme-files") with { ExternalId = "x1" }).Message, StringComparison.Ordinal);
        Assert.Contains("RoleArn is 'nonsense'", Refused(Of("acme", "acme-files") with { RoleArn = "nonsense" }).Message, StringComparison.Ordinal);

        // Another kind of store, for which the policies were not checked.
        Assert.Contains(
            "profile 'generic'", Refused(Of("acme", "acme-files") with { Endpoint = "https://ceph.example.com" }).Message, StringComparison.Ordinal);
        Assert.Equal("media@acme", stores.GetStore("media", Of("acme", "acme-files")).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a@b")]
    [InlineData("a/b")]
    [InlineData("ä")]
    [InlineData("a\r\nb")]
    public async Task Get_TenantWithoutAValidName_IsRefused(string tenant)
    {
        await using var services = Application();
        var stores = services.GetRequiredService<IS3TenantStores>();

        Assert.Throws<ArgumentException>(() => stores.GetStore("media", Of(tenant, "acme-files")));
        Assert.Throws<ArgumentException>(() => stores.GetStore("media", Of(new('a', 65), "acme-files")));
        Assert.Throws<ArgumentException>(() => stores.GetStore("unknown", Of("acme", "acme-files")));
        Assert.Throws<ArgumentNullException>(() => stores.GetStore("media", null!));
    }

    [Fact]
    public async Task Get_BucketOfAnotherRegisteredStore_IsRefused()
    {
        await using var services = Application();
        var stores = services.GetRequiredService<IS3TenantStores>();

        var refusal = Assert.Throws<ArgumentException>(() => stores.GetStore("media", Of("acme", "archive-bucket")));

        Assert.Contains("'archive-bucket' of store 'media@acme' is that of store 'archive'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OwnCredentialsBesideUploadCredentials_AreRefused()
    {
        await using var services = TestApp.Build(presignKit => presignKit.AddS3("media", options =>
        {
            Media(options);
            options.UploadCredentials = new() { AccessKeyId = "AKIDUPLOADS", SecretAccessKey = TestApp.Secret };
        }).AddS3Tenants().AddVideoPolicy());
        var stores = services.GetRequiredService<IS3TenantStores>();

        var refusal = Assert.Throws<StoreException>(() => stores.GetStore(
            "media", Of("acme", "acme-files") with { AccessKeyId = "AKIDACME", SecretAccessKey = OtherSecret }));

        Assert.Contains("UploadCredentials, which belong to another account", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(stores.GetStore("media", Of("acme", "acme-files")));
    }

    [Fact]
    public async Task Dispose_TheApplicationStops_ClosesEverything()
    {
        var services = Application();
        var stores = (S3TenantStores)services.GetRequiredService<IS3TenantStores>();
        stores.GetStore("media", Of("acme", "acme-files") with { AccessKeyId = "AKIDACME", SecretAccessKey = TestApp.Secret });
        Assert.Equal(1, stores.OpenConnections);

        await services.DisposeAsync();

        Assert.Equal(0, stores.OpenConnections);
        Assert.Throws<ObjectDisposedException>(() => stores.GetStore("media", Of("acme", "acme-files")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_001)]
    public void Start_BoundBeyondItsLimits_IsRefused(int maximum)
    {
        using var services = Application(maximum: maximum);

        Assert.Contains("MaximumStores", Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptions<S3TenantOptions>>().Value).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_Settings_ShowNoSecret() => Assert.Equal(
        "acme: acme-files", (Of("acme", "acme-files") with { AccessKeyId = "AKID", SecretAccessKey = OtherSecret, SessionToken = OtherSecret }).ToString());

    private static S3TenantSettings Of(string tenant, string bucket) => new() { Tenant = tenant, Bucket = bucket };

    private static UploadRequest Request(int size = 4) => new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = size };

    private static void Media(S3StoreOptions options) =>
        (options.Bucket, options.Region, options.AccessKeyId, options.SecretAccessKey, options.Profile) =
            ("media-bucket", "eu-central-1", TestApp.AccessKey, TestApp.Secret, null);

    private static ServiceProvider Application(FakeTimeProvider? clock = null, int maximum = 1000) => TestApp.Build(
        presignKit => presignKit
            .AddS3("media", Media)
            .AddS3("archive", options => (options.Bucket, options.Region, options.AccessKeyId, options.SecretAccessKey) =
                ("archive-bucket", "eu-central-1", TestApp.AccessKey, TestApp.Secret))
            .AddS3Tenants(options => options.MaximumStores = maximum)
            .AddVideoPolicy()
            .AddUploadPolicy("picture", policy =>
            {
                policy.StoreName = "archive";
                policy.AllowedContentTypes = ["image/png"];
                policy.MaximumSize = 1000;
            }),
        clock);

    private async Task<ServiceProvider> LocalAsync(IUploadInspector? inspector, params string[] buckets)
    {
        foreach (var bucket in buckets)
        {
            await local.Client.PutBucketAsync(bucket, Cancellation);
        }

        return local.Application(configure: presignKit =>
        {
            if (inspector is not null)
            {
                presignKit.Services.AddSingleton(inspector);
            }

            presignKit.AddS3Tenants().AddUploadPolicy("text", policy =>
            {
                policy.AllowedContentTypes = ["text/plain"];
                policy.MaximumSize = 1000;
            }).AddUploadPolicy("video", policy =>
            {
                policy.AllowedContentTypes = ["video/mp4"];
                policy.MaximumSize = 1000;
                policy.Key = "videos/{id}{ext}";
            });
        });
    }

    private static async Task PutAsync(TenantStore tenant, string key, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await tenant.Objects.PutAsync(new(key), content, "application/octet-stream", cancellationToken: Cancellation);
    }

    private async Task<UploadSlot> UploadAsync(TenantStore store, string text)
    {
        var slot = await store.Issuer.OpenUploadSlotAsync(
            new() { Policy = "text", FileName = "a.txt", ContentType = "text/plain", Size = text.Length }, Cancellation);
        using var request = new HttpRequestMessage(new(slot.Request!.Method), slot.Request.RevealUrl()) { Content = new StringContent(text) };
        request.Content.Headers.Clear();
        foreach (var (name, value) in slot.Request.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value) || request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await local.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return slot;
    }

    private async Task<string> GetAsync(PresignedUrl url) => await local.Http.GetStringAsync(new Uri(url.RevealUrl()), Cancellation);

    private sealed class RecordingInspector : IUploadInspector
    {
        public List<string> StoreNames { get; } = [];

        public Task<InspectionRejection?> InspectAsync(InspectedUpload upload, CancellationToken cancellationToken)
        {
            StoreNames.Add(upload.Declaration.StoreName);
            return Task.FromResult<InspectionRejection?>(null);
        }
    }
}
