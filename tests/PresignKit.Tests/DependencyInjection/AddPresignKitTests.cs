using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.DependencyInjection;

public sealed class AddPresignKitTests
{
    [Fact]
    public void Start_ManyFlaws_AreAllInOneMessage()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start(kit => kit
            .AddStore(new RecordingStore("media", new(), "Stores:media:Bucket is missing."))
            .AddStore(new RecordingStore("twice", new()))
            .AddStore(new RecordingStore("twice", new()))
            .UseDefaultStore("nowhere")
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
                p.Store = "gone";
                p.MaximumSize = 6L * 1024 * 1024 * 1024;
                p.AllowedContentTypes.Add("video/mp4");
                p.WriteOnce = (WriteOnceRule)7;
                p.Freeze = (FreezeRule)7;
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
            "DefaultStore is 'nowhere'",
            "UploadPolicies:a:Key",
            "UploadPolicies:a:MaximumSize is missing",
            "UploadPolicies:a:MinimumSize is -1",
            "UploadPolicies:a:Lifetime is 8.00:00:00",
            "UploadPolicies:a:AllowedContentTypes has image/svg+xml",
            "UploadPolicies:a:AllowedContentTypes has 'video'",
            "UploadPolicies:b:MaximumSize is 6442450944",
            "UploadPolicies:b:WriteOnce",
            "UploadPolicies:b:Freeze",
            "DownloadPolicies:c:Lifetime",
            "DownloadPolicies:c:InlineContentTypes has text/html",
            "DownloadPolicies:c:CacheControl",
        ];
        Assert.All(expected, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
        Assert.Single(error.Failures);
    }

    [Fact]
    public void Start_NothingRegistered_SaysWhatToWrite()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start(_ => { }));

        Assert.Contains("No store is registered", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_PolicyOfUnknownStore_Refuses()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start(kit => Good(kit).AddUploadPolicy("video", p => p.Store = "gone")));

        Assert.Contains("UploadPolicies:video:Store is 'gone'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_StoreThatCannotKeepThePolicy_FailsClosed()
    {
        var provider = new RecordingProvider { Profile = StoreProfile.Generic };

        var error = Assert.Throws<OptionsValidationException>(() => Start(kit => kit
            .AddStore(new RecordingStore("media", provider))
            .AddUploadPolicy("video", Video)));

        Assert.Contains("profile 'generic'", error.Message, StringComparison.Ordinal);
        Assert.Contains("isolation", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_GoodSettings_Starts() => Assert.Null(Record.Exception(() => Start(kit => Good(kit))));

    [Fact]
    public void Services_SeveralStores_AreKeyedAndTheFirstIsTheDefault()
    {
        var archive = new RecordingProvider();
        var services = Provider(kit => Good(kit).AddStore(new RecordingStore("archive", archive)));

        Assert.Equal("media", services.GetRequiredService<IPresignedUrlIssuer>().Store);
        Assert.Equal("archive", services.GetRequiredKeyedService<IPresignedUrlIssuer>("archive").Store);
        Assert.Same(archive.Objects, services.GetRequiredKeyedService<IObjectStore>("archive"));
        Assert.NotSame(archive.Objects, services.GetRequiredService<IObjectStore>());
        var factory = services.GetRequiredService<IPresignedUrlIssuerFactory>();
        Assert.Equal(["media", "archive"], factory.Stores);
        Assert.Same(factory.GetIssuer("archive"), services.GetRequiredKeyedService<IPresignedUrlIssuer>("archive"));
        var error = Assert.Throws<ArgumentException>(() => factory.GetIssuer("gone"));
        Assert.Contains("media, archive", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_ToolIssuer_IsOfTheStoreItIsAskedFor()
    {
        var archive = new RecordingProvider();
        var services = Provider(kit => Good(kit).AddStore(new RecordingStore("archive", archive)));
        var cancellation = TestContext.Current.CancellationToken;

        await services.GetRequiredService<ITrustedToolUrlIssuer>().IssueHeadUrlAsync(new("a"), cancellationToken: cancellation);
        Assert.Empty(archive.Accesses);

        await services.GetRequiredKeyedService<ITrustedToolUrlIssuer>("archive").IssueDeleteUrlAsync(new("b"), TimeSpan.FromMinutes(1), cancellation);
        Assert.Equal((ObjectAccess.Delete, new ObjectKey("b")), (archive.Accesses.Single().Access, archive.Accesses.Single().Key));
    }

    [Fact]
    public void AddPresignKit_WithoutAnAction_TakesWhatTheBuilderIsGiven()
    {
        var services = new ServiceCollection();
        Good(services.AddPresignKit());

        Assert.Equal("media", services.BuildServiceProvider().GetRequiredService<IPresignedUrlIssuer>().Store);
    }

    [Fact]
    public void AddPresignKit_WithConfigurationAlone_AppliesTheSection()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("UploadPolicies:video:Lifetime", "00:01:00")]).Build();
        var services = new ServiceCollection();
        Good(services.AddPresignKit(section));

        var policies = services.BuildServiceProvider().GetRequiredService<IPolicyCatalog>();
        Assert.Equal(TimeSpan.FromMinutes(1), policies.GetUploadPolicy("video").Lifetime);
    }

    [Fact]
    public void Services_DefaultStoreNamed_IsThatOne()
    {
        var services = Provider(kit => Good(kit).AddStore(new RecordingStore("archive", new())).UseDefaultStore("archive"));

        Assert.Equal("archive", services.GetRequiredService<IPresignedUrlIssuer>().Store);
        Assert.Equal("archive", services.GetRequiredService<IPolicyCatalog>().GetUploadPolicy("video").Store);
    }

    [Fact]
    public void Configuration_Section_HasTheLastWord()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["UploadPolicies:video:MaximumSize"] = "77",
            ["UploadPolicies:video:Lifetime"] = "00:01:00",
            ["UploadPolicies:image:AllowedContentTypes:0"] = "image/*",
            ["UploadPolicies:image:MaximumSize"] = "10000",
            ["UploadPolicies:image:WriteOnce"] = "NotRequired",
            ["UploadPolicies:image:AllowUnenforced"] = "WriteOnce, Isolation",
            ["DownloadPolicies:stream:Lifetime"] = "06:00:00",
            ["DownloadPolicies:stream:Disposition"] = "Inline",
            ["UploadPolicies:video:MinimumLifetime"] = "00:00:30",
            ["DownloadPolicies:stream:MinimumLifetime"] = "05:00:00",
        }).Build();
        var services = new ServiceCollection().AddPresignKit(configuration, kit => Good(kit)).Services.BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();

        var policies = services.GetRequiredService<IPolicyCatalog>();

        Assert.Equal(77, policies.GetUploadPolicy("video").MaximumSize);
        Assert.Equal(["video/mp4"], policies.GetUploadPolicy("video").AllowedContentTypes);
        Assert.Equal(TimeSpan.FromMinutes(1), policies.GetUploadPolicy("video").Lifetime);
        Assert.Equal(WriteOnceRule.NotRequired, policies.GetUploadPolicy("image").WriteOnce);
        Assert.Equal(GuaranteeKinds.WriteOnce | GuaranteeKinds.Isolation, policies.GetUploadPolicy("image").AllowUnenforced);
        Assert.Equal(TimeSpan.FromHours(6), policies.GetDownloadPolicy("stream").Lifetime);
        Assert.Equal(DispositionType.Inline, policies.GetDownloadPolicy("stream").Disposition);
        Assert.Equal(TimeSpan.FromMinutes(15), policies.GetDownloadPolicy("default").Lifetime);
        Assert.Equal(TimeSpan.FromSeconds(30), policies.GetUploadPolicy("video").MinimumLifetime);
        Assert.Equal(TimeSpan.FromHours(5), policies.GetDownloadPolicy("stream").MinimumLifetime);
        Assert.Null(policies.GetDownloadPolicy("default").MinimumLifetime);
    }

    [Theory]
    [InlineData("00:00:00", "is 00:00:00; it is 1 second to Lifetime")]
    [InlineData("00:00:01.5", "is 00:00:01.5000000; it is 1 second to Lifetime")]
    [InlineData("-00:00:01", "is -00:00:01; it is 1 second to Lifetime")]
    [InlineData("00:15:01", "is 00:15:01, more than Lifetime, 00:15:00")]
    [InlineData("8.00:00:00", "is 8.00:00:00; it is 1 second to Lifetime")]
    public void Start_MinimumLifeOutsideOfTheExpiry_IsAFlaw(string life, string flaw)
    {
        var minimum = TimeSpan.Parse(life, System.Globalization.CultureInfo.InvariantCulture);

        var error = Assert.Throws<OptionsValidationException>(() => Start(kit => Good(kit)
            .AddUploadPolicy("video", policy => policy.MinimumLifetime = minimum)
            .AddDownloadPolicy("default", policy => policy.MinimumLifetime = minimum)));

        Assert.Contains($"UploadPolicies:video:MinimumLifetime {flaw}", error.Message, StringComparison.Ordinal);
        Assert.Contains("DownloadPolicies:default:MinimumLifetime", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:01")]
    [InlineData("00:15:00")]
    public void Start_MinimumLifeWithinTheExpiry_IsFine(string life) =>
        Assert.Null(Record.Exception(() => Start(kit => Good(kit).AddDownloadPolicy(
            "default", policy => policy.MinimumLifetime = TimeSpan.Parse(life, System.Globalization.CultureInfo.InvariantCulture)))));

    [Theory]
    [InlineData("accepted", "videos/{id}", "UploadPolicies:video:FrozenPrefix is no beginning")]
    [InlineData("", "videos/{id}", "UploadPolicies:video:FrozenPrefix is no beginning")]
    [InlineData("/", "videos/{id}", "UploadPolicies:video:FrozenPrefix is no beginning")]
    [InlineData("a/../", "videos/{id}", "UploadPolicies:video:FrozenPrefix is no beginning")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123/", "videos/{id}", "UploadPolicies:video:FrozenPrefix is no beginning")]
    [InlineData("kept/", "kept/{id}", "UploadPolicies:video:Key begins with FrozenPrefix, 'kept/'")]
    [InlineData("kept/", "kept/videos/{id}", "UploadPolicies:video:Key begins with FrozenPrefix, 'kept/'")]
    public void Start_FrozenPrefixThatIsNoneOrTheKeysOwn_IsAFlaw(string prefix, string key, string flaw)
    {
        var error = Assert.Throws<OptionsValidationException>(
            () => Start(kit => Good(kit).AddUploadPolicy("video", p => (p.FrozenPrefix, p.Key) = (prefix, key))));

        Assert.Contains(flaw, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_KeysBelowWhatAnotherPolicyFreezes_AreAFlawInTheSameStoreAlone()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start(kit => Configure(kit, store: "media")));

        Assert.Contains("UploadPolicies:poster:Key begins with 'kept/', where policy 'video' keeps verified uploads", error.Message, StringComparison.Ordinal);
        Start(kit => Configure(kit, store: "other").AddStore(new RecordingStore("other", new())));

        static PresignKitBuilder Configure(PresignKitBuilder kit, string store) => Good(kit)
            .AddUploadPolicy("video", p => p.FrozenPrefix = "kept/")
            .AddUploadPolicy("poster", p =>
            {
                Video(p);
                (p.Store, p.Key) = (store, "kept/posters/{id}");
            });
    }

    [Fact]
    public void Start_FrozenPrefixBesideTheKeys_IsFine() =>
        Start(kit => Good(kit).AddUploadPolicy("video", p => (p.FrozenPrefix, p.Key, p.Freeze) = ("kept/", "kept{id}", FreezeRule.Always)));

    [Fact]
    public void Configuration_MistypedSettingsAndValues_AreFlawsWithAllOthers()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["UploadPolicies:video:Expirey"] = "00:01:00",
            ["UploadPolicies:video:MinimumSize"] = "-1",
            ["UploadPolicies:image:AllowedContentTypes:0"] = "image/*",
            ["UploadPolicies:image:WriteOnce"] = "Sometimes",
            ["DownloadPolicies:stream:Lifetime"] = "soon",
            ["DownloadPolicies:stream:Inline"] = "true",
        }).Build();
        var services = new ServiceCollection().AddPresignKit(configuration, kit => Good(kit)).Services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        string[] expected =
        [
            "UploadPolicies:video:Expirey is no setting",
            "UploadPolicies:video:MinimumSize is -1",
            "UploadPolicies:image has a value that cannot be read",
            "'Sometimes'",
            "DownloadPolicies:stream has a value that cannot be read",
            "DownloadPolicies:stream:Inline is no setting",
        ];
        Assert.All(expected, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void PolicySection_KnownSettings_AreAllOfThem()
    {
        Assert.Equal(Names(typeof(UploadPolicyOptions)), PolicySection.UploadSettings.Order(StringComparer.Ordinal));
        Assert.Equal(Names(typeof(DownloadPolicyOptions)), PolicySection.DownloadSettings.Order(StringComparer.Ordinal));

        static IEnumerable<string> Names(Type type) => type.GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Catalog_UnknownPolicy_HasACode()
    {
        var policies = Provider(kit => Good(kit)).GetRequiredService<IPolicyCatalog>();

        Assert.Equal(ErrorCodes.UnknownPolicy, Assert.Throws<PolicyViolationException>(() => policies.GetUploadPolicy("x")).Code);
        Assert.Equal(ErrorCodes.UnknownPolicy, Assert.Throws<PolicyViolationException>(() => policies.GetDownloadPolicy("x")).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    public void StoreName_Odd_Throws(string name) => Assert.Throws<ArgumentException>(() => new RecordingStore(name, new()));

    private static PresignKitBuilder Good(PresignKitBuilder kit) => kit
        .AddStore(new RecordingStore("media", new()))
        .AddUploadPolicy("video", Video);

    private static void Video(UploadPolicyOptions policy)
    {
        policy.AllowedContentTypes.Add("video/mp4");
        policy.MaximumSize = 5000;
    }

    private static ServiceProvider Provider(Action<PresignKitBuilder> configure) =>
        new ServiceCollection().AddPresignKit(configure).Services.BuildServiceProvider();

    private static void Start(Action<PresignKitBuilder> configure) =>
        Provider(configure).GetRequiredService<IStartupValidator>().Validate();
}
