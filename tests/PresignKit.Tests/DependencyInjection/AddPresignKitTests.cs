using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.Configuration;
using PresignKit.Issuing;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.DependencyInjection;

public sealed class AddPresignKitTests
{
    [Fact]
    public void Start_ManyFlaws_ReportsAllInOneMessage()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start(builder => Configure(builder, options => options.DefaultStoreName = "nowhere")
            .AddStore(new RecordingStore("media", new RecordingProvider(), "Stores:media:Bucket is missing."))
            .AddStore(new RecordingStore("twice", new RecordingProvider()))
            .AddStore(new RecordingStore("twice", new RecordingProvider()))
            .AddUploadPolicy("a", p =>
            {
                p.Key = "{nope}";
                p.MinimumSize = -1;
                p.Lifetime = TimeSpan.FromDays(8);
                p.AllowedContentTypes.Add("image/svg+xml");
                p.AllowedContentTypes.Add("video");
            })
            .AddUploadPolicy("b", p =>
            {
                p.StoreName = "gone";
                p.MaximumSize = 60L * 1024 * 1024 * 1024 * 1024;
                p.AllowedContentTypes.Add("video/mp4");
                p.Transport = (UploadTransport)7;
                p.ContentCheck = (ContentCheckMode)7;
                p.UnknownContent = (UnknownContentRule)7;
            })
            .AddDownloadPolicy("c", p =>
            {
                p.Lifetime = TimeSpan.FromMilliseconds(1500);
                p.InlineContentTypes = ["text/html"];
                p.CacheControl = "a\nb";
            })));

        string[] expected =
        [
            "Stores:media:Bucket is missing",
            "'twice' is registered 2 times",
            "DefaultStoreName is 'nowhere', which is not a registered store; registered stores are: media, twice, twice",
            "UploadPolicies:a:Key",
            "UploadPolicies:a:MaximumSize is missing",
            "UploadPolicies:a:MinimumSize is -1",
            "UploadPolicies:a:Lifetime is 8.00:00:00",
            "UploadPolicies:a:AllowedContentTypes contains image/svg+xml",
            "UploadPolicies:a:AllowedContentTypes contains 'video'",
            "UploadPolicies:b:MaximumSize is 65970697666560",
            "UploadPolicies:b:Transport is '7'; it must be one of: Put, Post",
            "UploadPolicies:b:ContentCheck is '7'; it must be one of: Require, Report, Off",
            "UploadPolicies:b:UnknownContent is '7'; it must be one of: Accept, Ask, Refuse",
            "DownloadPolicies:c:Lifetime",
            "DownloadPolicies:c:InlineContentTypes contains text/html",
            "DownloadPolicies:c:CacheControl",
        ];
        Assert.All(expected, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
        Assert.StartsWith("Invalid PresignKit configuration:", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Start_NothingRegistered_NamesTheMissingCall()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start(_ => { }));

        Assert.Contains("No store is registered", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_PolicyOfUnknownStore_Throws()
    {
        var error = Assert.Throws<OptionsValidationException>(
            () => Start(builder => WithValidSetup(builder).AddUploadPolicy("video", p => p.StoreName = "gone")));

        Assert.Contains("UploadPolicies:video:StoreName is 'gone'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_StoreThatCannotKeepThePolicy_FailsClosed()
    {
        var provider = new RecordingProvider { Profile = StoreProfile.Generic };

        var error = Assert.Throws<OptionsValidationException>(() => Start(builder => builder
            .AddStore(new RecordingStore("media", provider))
            .AddUploadPolicy("video", Video)));

        Assert.Contains("profile 'generic'", error.Message, StringComparison.Ordinal);
        Assert.Contains("isolation", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_ValidSettings_Succeeds() => Assert.Null(Record.Exception(() => Start(builder => WithValidSetup(builder))));

    [Fact]
    public void Services_SeveralStores_AreKeyedAndTheFirstIsTheDefault()
    {
        var archive = new RecordingProvider();
        var services = Provider(builder => WithValidSetup(builder).AddStore(new RecordingStore("archive", archive)));

        Assert.Equal("media", services.GetRequiredService<IPresignedUrlIssuer>().StoreName);
        Assert.Equal("archive", services.GetRequiredKeyedService<IPresignedUrlIssuer>("archive").StoreName);
        Assert.Same(archive.Objects, services.GetRequiredKeyedService<IObjectStore>("archive"));
        Assert.NotSame(archive.Objects, services.GetRequiredService<IObjectStore>());
        var factory = services.GetRequiredService<IPresignedUrlIssuerFactory>();
        Assert.Equal(["media", "archive"], factory.StoreNames);
        Assert.Same(factory.GetIssuer("archive"), services.GetRequiredKeyedService<IPresignedUrlIssuer>("archive"));
        var error = Assert.Throws<ArgumentException>(() => factory.GetIssuer("gone"));
        Assert.Contains("media, archive", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_ToolIssuer_BelongsToTheRequestedStore()
    {
        var archive = new RecordingProvider();
        var services = Provider(builder => WithValidSetup(builder).AddStore(new RecordingStore("archive", archive)));
        var cancellation = TestContext.Current.CancellationToken;

        await services.GetRequiredService<ITrustedToolUrlIssuer>().IssueHeadUrlAsync(new("a"), cancellationToken: cancellation);
        Assert.Empty(archive.Accesses);

        await services.GetRequiredKeyedService<ITrustedToolUrlIssuer>("archive").IssueDeleteUrlAsync(new("b"), TimeSpan.FromMinutes(1), cancellation);
        Assert.Equal((ObjectAccess.Delete, new ObjectKey("b")), (archive.Accesses.Single().Access, archive.Accesses.Single().Key));
    }

    /// <summary>A provider that does not say that it can sign any request refuses it.</summary>
    [Fact]
    public async Task Services_UnrestrictedSigner_IsRefusedByAProviderThatCannot()
    {
        var services = Provider(builder => WithValidSetup(builder).AddStore(new RecordingStore("archive", new RecordingProvider())));
        var signer = services.GetRequiredKeyedService<IUnrestrictedUrlSigner>("archive");

        Assert.Equal("archive", signer.StoreName);
        Assert.Equal("media", services.GetRequiredService<IUnrestrictedUrlSigner>().StoreName);
        await Assert.ThrowsAsync<NotSupportedException>(async () => await signer.SignUrlAsync(
            new() { Method = "GET", Lifetime = TimeSpan.FromMinutes(1) }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void AddPresignKit_WithoutOptions_UsesTheBuildersRegistrations()
    {
        var services = new ServiceCollection();
        WithValidSetup(services.AddPresignKit());

        Assert.Equal("media", services.BuildServiceProvider().GetRequiredService<IPresignedUrlIssuer>().StoreName);
    }

    [Fact]
    public void AddPresignKit_WithConfigurationAlone_AppliesTheSection()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("UploadPolicies:video:Lifetime", "00:01:00")]).Build();
        var services = new ServiceCollection();
        WithValidSetup(services.AddPresignKit(section));

        var policies = services.BuildServiceProvider().GetRequiredService<PolicyCatalog>();
        Assert.Equal(TimeSpan.FromMinutes(1), policies.GetUploadPolicy("video").Lifetime);
    }

    [Fact]
    public void Services_DefaultStoreNamed_IsThatOne()
    {
        var services = new ServiceCollection();
        WithValidSetup(services.AddPresignKit(options => options.DefaultStoreName = "archive"))
            .AddStore(new RecordingStore("archive", new RecordingProvider()));

        var provider = services.BuildServiceProvider();
        Assert.Equal("archive", provider.GetRequiredService<IPresignedUrlIssuer>().StoreName);
        Assert.Equal("archive", provider.GetRequiredService<PolicyCatalog>().GetUploadPolicy("video").StoreName);
    }

    [Fact]
    public void Configuration_Section_OverridesCode()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["UploadPolicies:video:MaximumSize"] = "77",
            ["UploadPolicies:video:Lifetime"] = "00:01:00",
            ["UploadPolicies:image:AllowedContentTypes:0"] = "image/*",
            ["UploadPolicies:image:MaximumSize"] = "10000",
            ["UploadPolicies:image:RequiredChecksum"] = "sha256",
            ["UploadPolicies:image:AllowUnenforced"] = "WriteOnce, Isolation",
            ["DownloadPolicies:stream:Lifetime"] = "06:00:00",
            ["DownloadPolicies:stream:Disposition"] = "Inline",
            ["UploadPolicies:video:MinimumLifetime"] = "00:00:30",
            ["DownloadPolicies:stream:MinimumLifetime"] = "05:00:00",
        }).Build();
        var services = WithValidSetup(new ServiceCollection().AddPresignKit(configuration)).Services.BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();

        var policies = services.GetRequiredService<PolicyCatalog>();

        Assert.Equal(77, policies.GetUploadPolicy("video").MaximumSize);
        Assert.Equal(["video/mp4"], policies.GetUploadPolicy("video").AllowedContentTypes);
        Assert.Equal(TimeSpan.FromMinutes(1), policies.GetUploadPolicy("video").Lifetime);
        Assert.Equal([FileChecksumAlgorithm.Sha256], policies.GetUploadPolicy("image").RequiredChecksum);
        Assert.Equal(GuaranteeKinds.WriteOnce | GuaranteeKinds.Isolation, policies.GetUploadPolicy("image").AllowUnenforced);
        Assert.Equal(TimeSpan.FromHours(6), policies.GetDownloadPolicy("stream").Lifetime);
        Assert.Equal(DispositionType.Inline, policies.GetDownloadPolicy("stream").Disposition);
        Assert.Equal(TimeSpan.FromMinutes(15), policies.GetDownloadPolicy(DownloadRequest.DefaultPolicy).Lifetime);
        Assert.Equal(TimeSpan.FromSeconds(30), policies.GetUploadPolicy("video").MinimumLifetime);
        Assert.Equal(TimeSpan.FromHours(5), policies.GetDownloadPolicy("stream").MinimumLifetime);
        Assert.Null(policies.GetDownloadPolicy(DownloadRequest.DefaultPolicy).MinimumLifetime);
    }

    [Theory]
    [InlineData("00:00:00", "is 00:00:00; it must be 1 second to Lifetime")]
    [InlineData("00:00:01.5", "is 00:00:01.5000000; it must be 1 second to Lifetime")]
    [InlineData("-00:00:01", "is -00:00:01; it must be 1 second to Lifetime")]
    [InlineData("00:15:01", "is 00:15:01; it must not exceed Lifetime, which is 00:15:00")]
    [InlineData("8.00:00:00", "is 8.00:00:00; it must be 1 second to Lifetime")]
    public void Start_MinimumLifetimeOutsideTheLifetime_Throws(string lifetime, string flaw)
    {
        var minimum = TimeSpan.Parse(lifetime, System.Globalization.CultureInfo.InvariantCulture);

        var error = Assert.Throws<OptionsValidationException>(() => Start(builder => WithValidSetup(builder)
            .AddUploadPolicy("video", policy => policy.MinimumLifetime = minimum)
            .AddDownloadPolicy(DownloadRequest.DefaultPolicy, policy => policy.MinimumLifetime = minimum)));

        Assert.Contains($"UploadPolicies:video:MinimumLifetime {flaw}", error.Message, StringComparison.Ordinal);
        Assert.Contains("DownloadPolicies:default:MinimumLifetime", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:01")]
    [InlineData("00:15:00")]
    public void Start_MinimumLifetimeWithinTheLifetime_Succeeds(string lifetime) =>
        Assert.Null(Record.Exception(() => Start(builder => WithValidSetup(builder).AddDownloadPolicy(
            DownloadRequest.DefaultPolicy,
            policy => policy.MinimumLifetime = TimeSpan.Parse(lifetime, System.Globalization.CultureInfo.InvariantCulture)))));

    [Theory]
    [InlineData("accepted", "videos/{id}", "UploadPolicies:video:FrozenPrefix is not a valid prefix")]
    [InlineData("", "videos/{id}", "UploadPolicies:video:FrozenPrefix is not a valid prefix")]
    [InlineData("/", "videos/{id}", "UploadPolicies:video:FrozenPrefix is not a valid prefix")]
    [InlineData("a/../", "videos/{id}", "UploadPolicies:video:FrozenPrefix is not a valid prefix")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123/", "videos/{id}", "UploadPolicies:video:FrozenPrefix is not a valid prefix")]
    [InlineData("kept/", "kept/{id}", "UploadPolicies:video:Key begins with FrozenPrefix, 'kept/'")]
    [InlineData("kept/", "kept-slots/{id}", "UploadPolicies:video:Key begins with FrozenPrefix, 'kept/'")]
    [InlineData("kept/", "kept/videos/{id}", "UploadPolicies:video:Key begins with FrozenPrefix, 'kept/'")]
    public void Start_FrozenPrefixThatIsInvalidOrContainsTheKeys_Throws(string prefix, string key, string flaw)
    {
        var error = Assert.Throws<OptionsValidationException>(
            () => Start(builder => WithValidSetup(builder).AddUploadPolicy("video", p => (p.FrozenPrefix, p.Key) = (prefix, key))));

        Assert.Contains(flaw, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kept-slots/")]
    [InlineData("kept-slots/videos/")]
    public void Start_FrozenUploadsAmongTheRecordsOfAnotherPolicy_Throws(string prefix)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start(builder => WithValidSetup(builder)
            .AddUploadPolicy("video", p => p.FrozenPrefix = "kept/")
            .AddUploadPolicy("poster", p => (p.AllowedContentTypes, p.MaximumSize, p.FrozenPrefix) = (["image/png"], 1, prefix))));

        Assert.Contains(
            $"UploadPolicies:poster:FrozenPrefix is '{prefix}', but 'kept-slots/' is where the slots of policy 'video' are recorded",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Start_KeysInTheFrozenFolderOfAnotherPolicy_ThrowsOnlyForTheSameBucket()
    {
        (Action<PresignKitBuilder> Setup, bool Throws)[] cases =
        [
            (builder => Freezing(builder, store: "media"), true),
            (builder => Freezing(builder, store: "other").AddStore(new RecordingStore("other", new RecordingProvider { Bucket = "media" })), true),
            (builder => Freezing(builder, store: "other").AddStore(new RecordingStore("other", new RecordingProvider())), true),
            (builder => Freezing(builder, store: "other").AddStore(new RecordingStore("other", new RecordingProvider { Bucket = "other" })), false),
        ];

        foreach (var (setup, throws) in cases)
        {
            var error = Record.Exception(() => Start(setup));
            const string flaw = "UploadPolicies:poster:Key begins with 'kept/', the FrozenPrefix of policy 'video'";
            Assert.Equal(throws, error is OptionsValidationException && error.Message.Contains(flaw, StringComparison.Ordinal));
            Assert.Equal(throws, error is not null);
        }

        static PresignKitBuilder Freezing(PresignKitBuilder builder, string store) => builder
            .AddStore(new RecordingStore("media", new RecordingProvider { Bucket = "media" }))
            .AddUploadPolicy("video", p =>
            {
                Video(p);
                p.FrozenPrefix = "kept/";
            })
            .AddUploadPolicy("poster", p =>
            {
                Video(p);
                (p.StoreName, p.Key) = (store, "kept/posters/{id}");
            });
    }

    [Fact]
    public void Start_FrozenPrefixNextToTheKeys_Succeeds() =>
        Start(builder => WithValidSetup(builder).AddUploadPolicy("video", p => (p.FrozenPrefix, p.Key) = ("kept/", "kept{id}")));

    [Fact]
    public void Configuration_MistypedSettingsAndValues_AreReportedWithAllOtherFlaws()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["UploadPolicies:video:Expirey"] = "00:01:00",
            ["UploadPolicies:video:MinimumSize"] = "-1",
            ["UploadPolicies:image:AllowedContentTypes:0"] = "image/*",
            ["UploadPolicies:image:RequiredChecksum:0"] = "Sometimes",
            ["UploadPolicies:image:KeyValues"] = "album",
            ["DownloadPolicies:stream:Lifetime"] = "soon",
            ["DownloadPolicies:stream:Inline"] = "true",
        }).Build();
        var services = WithValidSetup(new ServiceCollection().AddPresignKit(configuration)).Services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        string[] expected =
        [
            "UploadPolicies:video:Expirey is unknown; valid settings of an upload policy are: StoreName, AllowedContentTypes",
            "UploadPolicies:video:MinimumSize is -1",
            "UploadPolicies:image:RequiredChecksum is 'Sometimes'; it must be one or more of: Sha256, Crc32, Crc32C",
            "UploadPolicies:image:KeyValues is 'album'; it must be a list, such as [\"album\"] in JSON or UploadPolicies:image:KeyValues:0",
            "DownloadPolicies:stream:Lifetime is 'soon'; it must be a duration",
            "DownloadPolicies:stream:Inline is unknown; did you mean InlineContentTypes?",
        ];
        Assert.All(expected, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("video/a", "video/b", "video/b", "video/mp4", "maps 'video/a' to 'video/b', which is an alias of 'video/mp4'; map 'video/a' to 'video/mp4'")]
    [InlineData(
        "video/a", "video/mp4", "video/b", "application/octet-stream",
        "maps 'video/b' to 'application/octet-stream', which AllowedContentTypes does not list")]
    public void Start_AliasThatDoesNotResolveToItself_Throws(string alias, string meant, string other, string meantByOther, string says)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start(builder => WithValidSetup(builder).AddUploadPolicy("video", policy =>
        {
            policy.ContentTypeAliases[alias] = meant;
            policy.ContentTypeAliases[other] = meantByOther;
        })));

        Assert.Contains("UploadPolicies:video:ContentTypeAliases " + says, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UploadPolices:video:MaximumSize", "5", "PresignKit:UploadPolices is unknown; did you mean UploadPolicies?")]
    [InlineData("Store:media:Bucket", "media", "PresignKit:Store is unknown; did you mean Stores?")]
    [InlineData("UploadPolicies", "video", "UploadPolicies must be a section; it is a single value.")]
    [InlineData("UploadPolicies:video", "x", "UploadPolicies:video must be a section; it is a single value.")]
    [InlineData("UploadPolicies:video:Transport:0", "Put", "UploadPolicies:video:Transport must be a single value; it is a list or a section.")]
    [InlineData("UploadPolicies:video:Transport", "0", "UploadPolicies:video:Transport is '0'; it must be one of: Put, Post")]
    [InlineData("UploadPolicies:video:ContentCheck", "2", "UploadPolicies:video:ContentCheck is '2'; it must be one of: Require, Report, Off")]
    [InlineData("UploadPolicies:video:UnknownContent", "reject", "UploadPolicies:video:UnknownContent is 'reject'; it must be one of: Accept, Ask, Refuse")]
    [InlineData("UploadPolicies:video:ContentTypesByExtension:.dwg", "dwg", "UploadPolicies:video:ContentTypesByExtension maps '.dwg' to 'dwg'")]
    [InlineData("UploadPolicies:video:Lifetime:Minutes", "5", "UploadPolicies:video:Lifetime must be a single value")]
    [InlineData(
        "UploadPolicies:video:Lifetime",
        "30",
        "UploadPolicies:video:Lifetime is '30'; it must be a duration: a number with a unit (90s, 15m, 12h, 7d, 1h30m), or hh:mm:ss")]
    [InlineData("UploadPolicies:video:MaximumSize", "2G", "UploadPolicies:video:MaximumSize is '2G'; it must be a size: a number of bytes")]
    [InlineData("UploadPolicies:video:Tags:0", "a", "UploadPolicies:video:Tags is 'a list'; it must be a section of names and texts")]
    [InlineData("UploadPolicies:video:Tags:kind:deep", "a", "UploadPolicies:video:Tags is 'a list'; it must be a section of names and texts")]
    [InlineData("UploadPolicies:video:AllowedContentTypes:first", "video/mp4", "UploadPolicies:video:AllowedContentTypes is 'a section'; it must be a list")]
    [InlineData(
        "UploadPolicies:video:AllowUnenforced:0",
        "Isolatoin",
        "UploadPolicies:video:AllowUnenforced is 'Isolatoin'; it must be one or more of: None, Size")]
    [InlineData("UploadPolicies:video:AllowUnenforced", "7", "UploadPolicies:video:AllowUnenforced is '7'; it must be one or more of")]
    [InlineData("DownloadPolicies:default:Disposition", "inlin", "DownloadPolicies:default:Disposition is 'inlin'; it must be one of: Attachment, Inline.")]
    public void Configuration_WrongShapeOrValue_IsAFlaw(string setting, string value, string says)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"PresignKit:{setting}", value)]).Build();
        var services = WithValidSetup(new ServiceCollection().AddPresignKit(configuration.GetSection("PresignKit"))).Services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Isolation, WriteOnce", null)]
    [InlineData("isolation", "WriteOnce")]
    public void Configuration_UnenforcedKinds_AreAListOrTextWithCommas(string first, string? second)
    {
        var settings = second is null
            ? new Dictionary<string, string?> { ["UploadPolicies:video:AllowUnenforced"] = first }
            : new() { ["UploadPolicies:video:AllowUnenforced:0"] = first, ["UploadPolicies:video:AllowUnenforced:1"] = second };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = WithValidSetup(new ServiceCollection().AddPresignKit(configuration)).Services.BuildServiceProvider();

        var policy = services.GetRequiredService<IOptions<PresignKitOptions>>().Value.UploadPolicies["video"];

        Assert.Equal(GuaranteeKinds.Isolation | GuaranteeKinds.WriteOnce, policy.AllowUnenforced);
    }

    [Fact]
    public async Task Configuration_PolicyNameInAnotherLetterCase_IsTheSamePolicy()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DownloadPolicies:Default:Lifetime"] = "00:01:00",
            ["DownloadPolicies:Default:StableWindow"] = "00:00:00",
            ["UploadPolicies:VIDEO:MaximumSize"] = "77",
        }).Build();
        var services = WithValidSetup(new ServiceCollection().AddPresignKit(configuration)).Services.BuildServiceProvider();

        var issuer = services.GetRequiredService<IPresignedUrlIssuer>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var url = await issuer.IssueDownloadUrlAsync(new("a"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(url.ExpiresAt - now, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(70));
        Assert.Equal(77, Assert.Single(services.GetRequiredService<PolicyCatalog>().UploadPolicies).MaximumSize);
    }

    [Fact]
    public void AddPresignKit_AgainWithoutASection_KeepsTheSection()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("PresignKit:StartupCheck", "Off")]).Build().GetSection("PresignKit");
        var services = new ServiceCollection();
        services.AddPresignKit(section);

        Assert.Same(section, services.AddPresignKit().Configuration);
        Assert.Same(section, services.AddPresignKit(options => options.AllowWildcardOrigins = true).Configuration);
    }

    [Fact]
    public void AddPresignKit_AgainWithAnotherSection_Throws()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("A:StartupCheck", "Off"), new("B:StartupCheck", "Off")]).Build();
        var services = new ServiceCollection();
        services.AddPresignKit(configuration.GetSection("A"));
        services.AddPresignKit(configuration.GetSection("A"));

        var error = Assert.Throws<InvalidOperationException>(() => services.AddPresignKit(configuration.GetSection("B")));

        Assert.Contains("another section of configuration", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Configuration_List_ReplacesTheListInCode()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["UploadPolicies:video:AllowedContentTypes:0"] = "video/webm",
            ["UploadPolicies:video:AllowedContentTypes:1"] = "text/html",
            ["UploadPolicies:video:AllowedActiveContentTypes:0"] = "text/html",
            ["UploadPolicies:video:KeyValues:0"] = "album",
            ["UploadPolicies:video:AllowedMetadata"] = "",
            ["DownloadPolicies:stream:InlineContentTypes:0"] = "video/mp4",
            ["PageOrigins:0"] = "https://app.example.com",
        }).Build();
        var services = new ServiceCollection();
        WithValidSetup(services.AddPresignKit(configuration, options => options.PageOrigins = ["https://a.example", "https://b.example"]))
            .AddUploadPolicy("video", policy =>
            {
                policy.AllowedContentTypes = (string[])["video/mp4", "image/svg+xml"];
                policy.AllowedActiveContentTypes = ["image/svg+xml"];
                policy.KeyValues = ["event"];
                policy.AllowedMetadata = ["camera"];
                policy.Key = "{album}/{id}";
            })
            .AddDownloadPolicy("stream", policy => policy.InlineContentTypes.Add("image/heic"));
        var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();

        var options = provider.GetRequiredService<IOptions<PresignKitOptions>>().Value;

        Assert.Equal(["https://app.example.com"], options.PageOrigins);
        var policy = options.UploadPolicies["video"];
        Assert.Equal(["video/webm", "text/html"], policy.AllowedContentTypes);
        Assert.Equal(["text/html"], policy.AllowedActiveContentTypes);
        Assert.Equal(["album"], policy.KeyValues);
        Assert.Empty(policy.AllowedMetadata);
        Assert.Equal(["video/mp4"], options.DownloadPolicies["stream"].InlineContentTypes);
    }

    [Fact]
    public void Configuration_WithoutTheList_KeepsTheListInCode()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("UploadPolicies:video:MaximumSize", "77"), new("DownloadPolicies:stream:Lifetime", "01:00:00")]).Build();
        var services = WithValidSetup(new ServiceCollection().AddPresignKit(configuration, options => options.PageOrigins = ["https://a.example"]))
            .AddDownloadPolicy("stream", policy => policy.InlineContentTypes.Add("image/heic"))
            .Services.BuildServiceProvider();

        var options = services.GetRequiredService<IOptions<PresignKitOptions>>().Value;

        Assert.Equal(["https://a.example"], options.PageOrigins);
        Assert.Equal(["video/mp4"], options.UploadPolicies["video"].AllowedContentTypes);
        Assert.Contains("video/mp4", options.DownloadPolicies["stream"].InlineContentTypes);
        Assert.Contains("image/heic", options.DownloadPolicies["stream"].InlineContentTypes);
    }

    [Fact]
    public void Configuration_Dictionary_IsMergedByName()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("UploadPolicies:video:ContentTypeAliases:video/a", "video/webm"), new("UploadPolicies:video:ContentTypeAliases:video/b", "video/b2")]).Build();
        var services = WithValidSetup(new ServiceCollection().AddPresignKit(configuration))
            .AddUploadPolicy(
                "video",
                policy => policy.ContentTypeAliases = new Dictionary<string, string> { ["video/a"] = "video/mp4", ["video/c"] = "video/mp4" })
            .Services.BuildServiceProvider();

        var aliases = services.GetRequiredService<IOptions<PresignKitOptions>>().Value.UploadPolicies["video"].ContentTypeAliases;

        var expected = new Dictionary<string, string> { ["video/a"] = "video/webm", ["video/b"] = "video/b2", ["video/c"] = "video/mp4" };
        Assert.Equal(expected, new Dictionary<string, string>(aliases));
    }

    [Fact]
    public void Configuration_ContentSettings_AreBound()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("UploadPolicies:video:ContentCheck", "report"), new("UploadPolicies:video:UnknownContent", "Ask"),
            new("UploadPolicies:video:ContentTypesByExtension:.mxf2", "video/mp4"), new("UploadPolicies:video:ContentTypesByExtension:mp44", "video/mp4"),
        ]).Build();
        var services = WithValidSetup(new ServiceCollection().AddPresignKit(configuration)).AddUploadPolicy("video", Video).Services.BuildServiceProvider();

        var policy = services.GetRequiredService<IOptions<PresignKitOptions>>().Value.UploadPolicies["video"];

        Assert.Equal((ContentCheckMode.Report, UnknownContentRule.Ask), (policy.ContentCheck, policy.UnknownContent));
        Assert.Equal([".mxf2", "mp44"], policy.ContentTypesByExtension.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(ContentCheckMode.Report, UnknownContentRule.Refuse, "is Refuse, but ContentCheck is Report")]
    [InlineData(ContentCheckMode.Off, UnknownContentRule.Refuse, "is Refuse, but ContentCheck is Off")]
    [InlineData(ContentCheckMode.Off, UnknownContentRule.Ask, "is Ask, but ContentCheck is Off")]
    public void Start_UnknownContentIsStricterThanTheCheck_Throws(ContentCheckMode check, UnknownContentRule unknown, string says)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start(builder => WithValidSetup(builder).AddUploadPolicy("video", policy =>
        {
            policy.ContentCheck = check;
            policy.UnknownContent = unknown;
        })));

        Assert.Contains("UploadPolicies:video:UnknownContent " + says, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new UploadPolicyOptions { ContentTypesByExtension = null! });
        Assert.Throws<ArgumentNullException>(() => new PresignKitOptions { PageOrigins = null! });
        Assert.Throws<ArgumentNullException>(() => new UploadPolicyOptions { AllowedContentTypes = null! });
        Assert.Throws<ArgumentNullException>(() => new DownloadPolicyOptions { InlineContentTypes = null! });
    }

    [Fact]
    public void AddPresignKit_Builder_IsSealedAndEveryMethodReturnsIt()
    {
        var builder = new ServiceCollection().AddPresignKit();

        Assert.True(typeof(PresignKitBuilder).IsSealed);
        Assert.Empty(typeof(PresignKitBuilder).GetConstructors());
        Assert.Same(builder, builder.AddStore(new RecordingStore("media", new RecordingProvider())));
        Assert.Same(builder, builder.AddUploadPolicy("video", Video));
        Assert.Same(builder, builder.AddDownloadPolicy("stream", _ => { }));
    }

    [Fact]
    public void AddPresignKit_Null_Throws()
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().Build();

        Assert.Throws<ArgumentNullException>(() => services.AddPresignKit((IConfiguration)null!));
        Assert.Throws<ArgumentNullException>(() => services.AddPresignKit((Action<PresignKitOptions>)null!));
        Assert.Throws<ArgumentNullException>(() => services.AddPresignKit(configuration, null!));
        Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddPresignKit());
    }

    [Fact]
    public void PolicySection_KnownSettings_AreAllOptions()
    {
        Assert.Equal(
            Names(typeof(PresignKitOptions)), SetupSection.Settings.Except(["Stores", "Endpoints"]).Order(StringComparer.Ordinal));
        Assert.Equal(Names(typeof(UploadPolicyOptions)), PolicySection.UploadSettings.Order(StringComparer.Ordinal));
        Assert.Equal(Names(typeof(DownloadPolicyOptions)), PolicySection.DownloadSettings.Order(StringComparer.Ordinal));

        static IEnumerable<string> Names(Type type) => type.GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Catalog_UnknownPolicy_HasACode()
    {
        var policies = Provider(builder => WithValidSetup(builder)).GetRequiredService<PolicyCatalog>();

        Assert.Equal(ErrorCodes.UnknownPolicy, Assert.Throws<PolicyViolationException>(() => policies.GetUploadPolicy("x")).Code);
        Assert.Equal(ErrorCodes.UnknownPolicy, Assert.Throws<PolicyViolationException>(() => policies.GetDownloadPolicy("x")).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    public void StoreName_Invalid_Throws(string name) => Assert.Throws<ArgumentException>(() => new RecordingStore(name, new RecordingProvider()));

    private static PresignKitBuilder WithValidSetup(PresignKitBuilder builder) => builder
        .AddStore(new RecordingStore("media", new RecordingProvider()))
        .AddUploadPolicy("video", Video);

    private static void Video(UploadPolicyOptions policy)
    {
        policy.AllowedContentTypes.Add("video/mp4");
        policy.MaximumSize = 5000;
    }

    private static PresignKitBuilder Configure(PresignKitBuilder builder, Action<PresignKitOptions> configure)
    {
        builder.Services.Configure(configure);
        return builder;
    }

    private static ServiceProvider Provider(Action<PresignKitBuilder> configure)
    {
        var builder = new ServiceCollection().AddPresignKit();
        configure(builder);
        return builder.Services.BuildServiceProvider();
    }

    private static void Start(Action<PresignKitBuilder> configure) =>
        Provider(configure).GetRequiredService<IStartupValidator>().Validate();
}
