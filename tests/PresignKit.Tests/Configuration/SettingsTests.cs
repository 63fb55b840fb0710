using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Configuration;

/// <summary>What configuration accepts, and that everything else is an error at start.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("""{ "UploadPolicys": { "video": {} } }""", "PresignKit:UploadPolicys is unknown; did you mean UploadPolicies?")]
    [InlineData("""{ "StartupProb": "Require" }""", "PresignKit:StartupProb is unknown; did you mean StartupProbe?")]
    [InlineData("""{ "startupprobes": "Require" }""", "PresignKit:startupprobes is unknown; did you mean StartupProbe?")]
    [InlineData("""{ "DefaultStore": "media" }""", "PresignKit:DefaultStore is unknown; did you mean DefaultStoreName?")]
    [InlineData("""{ "ExpectLifcycle": true }""", "PresignKit:ExpectLifcycle is unknown; did you mean ExpectLifecycle?")]
    [InlineData("""{ "Bucket": "media" }""", "PresignKit:Bucket is unknown; valid settings are: DefaultStoreName, PageOrigins")]
    [InlineData("""{ "Stores": { "medai": { "Bucket": "b" } } }""", "PresignKit:Stores:medai is unknown; did you mean media?")]
    [InlineData(
        """{ "Stores": { "archive": { "Bucket": "b" } } }""",
        "PresignKit:Stores:archive is unknown: no store 'archive' that reads configuration was added")]
    [InlineData("""{ "Stores": { "archive": null } }""", "PresignKit:Stores:archive is unknown")]
    [InlineData("""{ "Stores": "media" }""", "PresignKit:Stores must be a section")]
    [InlineData("""{ "Endpoints": { "CompletionGrace": "1h" } }""", "PresignKit:Endpoints is unknown: only AddEndpoints reads it. Call AddEndpoints")]
    [InlineData("""{ "sweeping": { "Delete": true } }""", "PresignKit:sweeping is unknown: only AddSweeping reads it. Call AddSweeping")]
    [InlineData("""{ "LocalS3": { "Port": 5081 } }""", "PresignKit:LocalS3 is unknown")]
    [InlineData("""{ "UploadPolicies": { "video": { "Livetime": "5m" } } }""", "PresignKit:UploadPolicies:video:Livetime is unknown; did you mean Lifetime?")]
    [InlineData(
        """{ "UploadPolicies": { "video": { "RequireChecksum": true } } }""",
        "PresignKit:UploadPolicies:video:RequireChecksum is unknown; did you mean RequiredChecksum?")]
    [InlineData(
        """{ "DownloadPolicies": { "default": { "StabelWindow": "1h" } } }""",
        "PresignKit:DownloadPolicies:default:StabelWindow is unknown; did you mean StableWindow?")]
    [InlineData("""{ "UploadPolicies": [ "video" ] }""", "PresignKit:UploadPolicies:0 must be a section; it is a single value.")]
    public void Start_SettingThatNothingReads_IsAnErrorWithItsFullName(string json, string says) => AssertFlaw(json, says);

    [Theory]
    [InlineData("5")]
    [InlineData("900")]
    [InlineData("15:00")]
    [InlineData("1.5h")]
    [InlineData("30m1h")]
    [InlineData("15 minutes")]
    [InlineData("PT15M")]
    [InlineData("'15m'")]
    [InlineData("-5m")]
    [InlineData("24:00:00")]
    [InlineData("7:00:00:00")]
    [InlineData("1:2:3")]
    [InlineData("99999999999999999999d")]
    public void Start_DurationThatCouldBeMisread_IsAnErrorWithTheValidForms(string text) => AssertFlaw(
        $$"""{ "DownloadPolicies": { "default": { "Lifetime": "{{text}}" } } }""",
        $"PresignKit:DownloadPolicies:default:Lifetime is '{text}'; it must be a duration: a number with a unit (90s, 15m, 12h, 7d, 1h30m), or hh:mm:ss");

    [Fact]
    public void Start_DurationAsNumber_IsAnError() =>
        AssertFlaw("""{ "DownloadPolicies": { "default": { "Lifetime": 900 } } }""", "Lifetime is '900'; it must be a duration");

    [Theory]
    [InlineData("15m", 15 * 60)]
    [InlineData("900s", 900)]
    [InlineData("7d", 7 * 24 * 3600)]
    [InlineData("1h30m", 5400)]
    [InlineData("1D2H3M4S", 93784)]
    [InlineData("2000ms", 2)]
    [InlineData("00:15:00", 900)]
    [InlineData("7.00:00:00", 7 * 24 * 3600)]
    public void Start_Duration_IsRead(string text, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        Read($$"""{ "DownloadPolicies": { "default": { "Lifetime": "{{text}}" } } }""").DownloadPolicies["default"].Lifetime);

    [Theory]
    [InlineData("5GiB", 5L << 30)]
    [InlineData("500MB", 500_000_000)]
    [InlineData("1.5 kib", 1536)]
    [InlineData("2000b", 2000)]
    [InlineData("104857600", 104_857_600)]
    public void Start_Size_IsRead(string text, long bytes) => Assert.Equal(
        bytes, Read($$"""{ "UploadPolicies": { "video": { "MaximumSize": "{{text}}" } } }""").UploadPolicies["video"].MaximumSize);

    [Theory]
    [InlineData("5G")]
    [InlineData("1,000")]
    [InlineData("1.5")]
    [InlineData("1e6")]
    [InlineData("MB")]
    [InlineData("5 ")]
    [InlineData("9999999TiB")]
    public void Start_SizeThatCannotBeRead_IsAnErrorWithTheValidForms(string text) => AssertFlaw(
        $$"""{ "UploadPolicies": { "video": { "MaximumSize": "{{text}}" } } }""",
        $"PresignKit:UploadPolicies:video:MaximumSize is '{text}'; it must be a size: a number of bytes (104857600), or a number with a unit (500MB, "
            + "100MiB, 5GiB).");

    [Theory]
    [InlineData("\"AllowUnenforced\": [\"Isolation\"]", GuaranteeKinds.Isolation)]
    [InlineData("\"AllowUnenforced\": [\"isolation\", \"WriteOnce\"]", GuaranteeKinds.Isolation | GuaranteeKinds.WriteOnce)]
    [InlineData("\"AllowUnenforced\": \"Isolation,WriteOnce\"", GuaranteeKinds.Isolation | GuaranteeKinds.WriteOnce)]
    [InlineData("\"AllowUnenforced\": []", GuaranteeKinds.None)]
    [InlineData("\"AllowUnenforced\": null", GuaranteeKinds.Checksum)]
    [InlineData("\"Transport\": \"Put\"", GuaranteeKinds.Checksum)]
    public void Start_Flags_AreAListOrTextWithCommasAndReplaceThoseOfCode(string setting, GuaranteeKinds expected) => Assert.Equal(
        expected,
        Read($$"""{ "UploadPolicies": { "video": { {{setting}} } } }""", p => p.AllowUnenforced = GuaranteeKinds.Checksum)
            .UploadPolicies["video"].AllowUnenforced);

    [Theory]
    [InlineData("""["Isolaton"]""", "Isolaton")]
    [InlineData("""["Isolation, WriteOnce"]""", "Isolation, WriteOnce")]
    [InlineData("""{ "Isolation": true }""", "Isolation")]
    [InlineData("16", "16")]
    public void Start_FlagsThatCannotBeRead_AreAnErrorWithTheValidForms(string json, string shown) => AssertFlaw(
        $$"""{ "UploadPolicies": { "video": { "AllowUnenforced": {{json}} } } }""",
        $"PresignKit:UploadPolicies:video:AllowUnenforced is '{shown}'; it must be one or more of: None, Size, ContentType, Checksum, WriteOnce, Isolation, "
            + "either as a list, such as [\"Size\"] in JSON, or as one value with commas.");

    /// <summary>What the start error advises is what configuration accepts.</summary>
    [Fact]
    public void Start_GuaranteesThatAreMissing_AdvisesAFormThatWorks()
    {
        var nothing = new RecordingProvider { Profile = StoreProfile.Generic };
        var failure = Assert.Throws<OptionsValidationException>(() => Read("""{ "PageOrigins": [] }""", provider: nothing));
        var advised = Regex.Match(failure.Message, "AllowUnenforced to (\"[^\"]+\")").Groups[1].Value;

        var options = Read($$"""{ "UploadPolicies": { "video": { "AllowUnenforced": {{advised}} } } }""", provider: nothing);

        Assert.True(options.UploadPolicies["video"].AllowUnenforced.HasFlag(GuaranteeKinds.Isolation));
    }

    [Theory]
    [InlineData(
        """{ "PageOrigins": "https://a" }""",
        "PresignKit:PageOrigins is 'https://a'; it must be a list, such as [\"https://a\"] in JSON or PresignKit:PageOrigins:0 in other sources.")]
    [InlineData("""{ "PageOrigins": { "a": "https://a" } }""", "PresignKit:PageOrigins is 'a section'; it must be a list of texts")]
    [InlineData("""{ "PageOrigins": [ "https://a", "" ] }""", "PresignKit:PageOrigins:1 is empty; remove it, or set it to a value.")]
    [InlineData("""{ "PageOrigins": [ null ] }""", "PresignKit:PageOrigins:0 is empty; remove it, or set it to a value.")]
    [InlineData("""{ "UploadPolicies": { "video": { "KeyValues": "album" } } }""", "KeyValues is 'album'; it must be a list, such as [\"album\"]")]
    [InlineData("""{ "UploadPolicies": { "video": { "AllowedMetadata": "a,b" } } }""", "AllowedMetadata is 'a,b'; it must be a list")]
    [InlineData("""{ "DownloadPolicies": { "default": { "InlineContentTypes": "video/mp4" } } }""", "InlineContentTypes is 'video/mp4'; it must be a list")]
    public void Start_TextWhereAListIsExpected_IsAnErrorWithTheValidForm(string json, string says) => AssertFlaw(json, says);

    [Theory]
    [InlineData("[\"video/webm\"]", new[] { "video/webm" })]
    [InlineData("null", new[] { "video/mp4" })]
    public void Start_List_ReplacesTheOneOfCode(string json, string[] expected) => Assert.Equal(
        expected, Read($$"""{ "UploadPolicies": { "video": { "AllowedContentTypes": {{json}} } } }""").UploadPolicies["video"].AllowedContentTypes);

    [Theory]
    [InlineData("""{ "AllowWildcardOrigins": "on" }""", "AllowWildcardOrigins is 'on'; it must be true or false.")]
    [InlineData("""{ "StartupCheck": "Required" }""", "StartupCheck is 'Required'; it must be one of: Off, Warn, Require.")]
    [InlineData("""{ "UploadPolicies": { "video": { "ContentCheck": "Sometimes" } } }""", "ContentCheck is 'Sometimes'; it must be one of: ")]
    [InlineData("""{ "UploadPolicies": { "video": { "Encryption": "kms" } } }""", "Encryption is 'kms'; it must be one of: ")]
    public void Start_ValueThatCannotBeRead_NamesTheValidForms(string json, string says) => AssertFlaw(json, says);

    [Fact]
    public void Start_WholeConfigurationInsteadOfTheSection_IsAnError()
    {
        var configuration = Json("""{ "PresignKit": { "PageOrigins": [] , "StartupCheck": "Off" } }""");

        var failure = Assert.Throws<OptionsValidationException>(() => Start(configuration));

        Assert.Contains("pass configuration.GetSection(\"PresignKit\")", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_RootOfConfiguration_IgnoresTheApplicationsSettingsButNoMisspeltOnes()
    {
        Assert.NotNull(Start(Json("""{ "Logging": { "LogLevel": {} }, "AllowedHosts": "*", "Store": "x", "Endpoint": "y" }""")));

        var failure = Assert.Throws<OptionsValidationException>(() => Start(Json("""{ "UploadPolicys": {} , "UploadPolicy": { "a": "b" } }""")));
        Assert.Contains("UploadPolicys is unknown; did you mean UploadPolicies?", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_SectionThatAPackageClaimed_IsKnown()
    {
        var section = Json("""{ "PresignKit": { "Scanner": { "Host": "x" }, "Stores": { "Media": { "Bucket": "b" } } } }""").GetSection("PresignKit");
        var kit = Kit(section);

        Assert.Equal("x", kit.ClaimSection("Scanner")?["Host"]);
        using var services = kit.Services.BuildServiceProvider();

        Assert.NotNull(services.GetRequiredService<IOptions<PresignKitOptions>>().Value);
    }

    [Fact]
    public void Start_StoreAddedBeforeConfigurationWasGiven_IsAnErrorInsteadOfIgnoringIt()
    {
        var services = new ServiceCollection();
        services.AddPresignKit().ClaimSection("Stores:media");
        var failure = Assert.Throws<OptionsValidationException>(() =>
        {
            using var provider = services.AddPresignKit(Json("""{ "PresignKit": { "Stores": { "media": { "Bucket": "b" } } } }""").GetSection("PresignKit"))
                .AddStore(new RecordingStore("media", new RecordingProvider())).Services.BuildServiceProvider();
            return provider.GetRequiredService<IOptions<PresignKitOptions>>().Value;
        });

        Assert.Contains(
            "Stores:media is unknown: no store 'media' that reads configuration was added after AddPresignKit received it",
            failure.Message,
            StringComparison.Ordinal);
    }

    private static void AssertFlaw(string json, string says)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(json));

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    private static PresignKitOptions Read(string json, Action<UploadPolicyOptions>? change = null, RecordingProvider? provider = null) =>
        Start(Json($$"""{ "PresignKit": {{json}} }""").GetSection("PresignKit"), change, provider);

    private static PresignKitOptions Start(IConfiguration configuration, Action<UploadPolicyOptions>? change = null, RecordingProvider? provider = null)
    {
        using var services = Kit(configuration, change, provider).Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<PresignKitOptions>>().Value;
    }

    private static PresignKitBuilder Kit(IConfiguration configuration, Action<UploadPolicyOptions>? change = null, RecordingProvider? provider = null)
    {
        var kit = new ServiceCollection().AddPresignKit(configuration)
            .AddStore(new RecordingStore("media", provider ?? new()))
            .AddUploadPolicy("video", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                policy.MaximumSize = 5000;
                change?.Invoke(policy);
            });
        kit.ClaimSection("Stores:media");
        return kit;
    }

    private static IConfigurationRoot Json(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
}
