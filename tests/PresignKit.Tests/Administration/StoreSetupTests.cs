using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;
using PresignKit.Administration;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Administration;

public sealed class StoreSetupTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureCors_ProviderWithoutAdministration_IsNotOffered()
    {
        var outcome = await Setup(new TestApplication()).EnsureCorsAsync(["https://app.example.com"], Cancellation);

        Assert.Equal(SetupStatus.NotOffered, outcome.Status);
        Assert.False(outcome.IsSufficient);
        Assert.Contains("https://app.example.com", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnsureAndCompare_ProviderWithoutAdministration_AreNotOffered()
    {
        Assert.Equal(SetupStatus.NotOffered, (await Setup(new TestApplication()).EnsureBucketPolicyAsync(Cancellation)).Status);
        Assert.Equal(SetupStatus.NotOffered, (await Setup(new TestApplication()).CompareBucketPolicyAsync(Cancellation)).Status);
        Assert.Equal(SetupStatus.NotOffered, (await Setup(new TestApplication()).EnsureLifecycleAsync(Cancellation)).Status);
        Assert.Equal(SetupStatus.NotOffered, (await Setup(new TestApplication()).CompareLifecycleAsync(Cancellation)).Status);
        Assert.Equal(SetupStatus.NotOffered, (await Setup(new TestApplication()).CompareCorsAsync(["https://app.example.com"], Cancellation)).Status);
    }

    [Fact]
    public async Task Check_ProviderWithoutAdministration_FindsNothing() => Assert.Empty(await Setup(new TestApplication()).CheckAsync(Cancellation));

    [Fact]
    public async Task GetCorsRequirement_Policy_MatchesWhatItsSlotsSend()
    {
        var requirement = await ((StoreSetup)Setup(new TestApplication())).GetCorsRequirementAsync(
            ["https://b.example", "https://a.example", "https://b.example"], Cancellation);

        Assert.Equal(["https://b.example", "https://a.example"], requirement.Origins);
        Assert.Equal(["GET", "HEAD", "PUT"], requirement.Methods);
        Assert.Equal(["content-type", "range"], requirement.AllowedHeaders);
        Assert.Contains("ETag", requirement.ExposedHeaders);
    }

    [Theory]
    [InlineData("PageOrigins:0", "https://app.example.com/", "PageOrigins: 'https://app.example.com/' is not an origin")]
    [InlineData("PageOrigins:0", "*", "set AllowWildcardOrigins to true")]
    [InlineData("StartupCheck", "Sometimes", "StartupCheck is 'Sometimes'; it must be one of: Off, Warn, Require.")]
    [InlineData("StartupCheck", "7", "StartupCheck is '7'; it must be one of: Off, Warn, Require.")]
    [InlineData("ExpectBucketPolicy", "yes", "ExpectBucketPolicy is 'yes'; it must be true or false.")]
    [InlineData("ExpectLifecycle", "8", "ExpectLifecycle is '8'; it must be true or false.")]
    [InlineData("AllowWildcardOrigins", "Exact", "AllowWildcardOrigins is 'Exact'; it must be true or false.")]
    [InlineData(
        "PageOrigins",
        "https://a.example",
        "PresignKit:PageOrigins is 'https://a.example'; it must be a list, such as [\"https://a.example\"] in JSON")]
    [InlineData("PageOrigin:0", "https://app.example.com", "PresignKit:PageOrigin is unknown; did you mean PageOrigins?")]
    [InlineData("StartupChek", "Require", "PresignKit:StartupChek is unknown; did you mean StartupCheck?")]
    [InlineData("AbandonedAfter", "a week", "AbandonedAfter is 'a week'")]
    [InlineData("AbandonedAfter", "12:00:00", "AbandonedAfter is 12:00:00; it must be 1 to 365 days")]
    [InlineData("AbandonedAfter", "366.00:00:00", "AbandonedAfter is 366.00:00:00")]
    [InlineData("StartupProbe", "Sometimes", "StartupProbe is 'Sometimes'; it must be one of: Off, Warn, Require.")]
    public void Options_InvalidValue_IsAFlaw(string setting, string value, string says)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"PresignKit:{setting}", value)]).Build();
        using var services = new ServiceCollection()
            .AddPresignKit(configuration.GetSection("PresignKit"))
            .AddStore(new RecordingStore("media", new RecordingProvider()))
            .Services.BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<PresignKitOptions>>().Value);

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_Configuration_IsApplied()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("PresignKit:PageOrigins:0", "https://*.example.com"),
            new("PresignKit:DefaultStoreName", "media"),
            new("PresignKit:AllowWildcardOrigins", "true"),
            new("PresignKit:StartupCheck", "Require"),
            new("PresignKit:StartupProbe", "Warn"),
            new("PresignKit:ExpectBucketPolicy", "True"),
            new("PresignKit:ExpectLifecycle", "true"),
            new("PresignKit:AbandonedAfter", "3.00:00:00"),
        ]).Build();
        using var services = new ServiceCollection()
            .AddPresignKit(configuration.GetSection("PresignKit"))
            .AddStore(new RecordingStore("media", new RecordingProvider()))
            .Services.BuildServiceProvider();

        var options = services.GetRequiredService<IOptions<PresignKitOptions>>().Value;

        Assert.Equal(["https://*.example.com"], options.PageOrigins);
        Assert.Equal(("media", TimeSpan.FromDays(3)), (options.DefaultStoreName, options.AbandonedAfter));
        Assert.True(options is { AllowWildcardOrigins: true, ExpectBucketPolicy: true, ExpectLifecycle: true });
        Assert.Equal((StartupCheckMode.Require, StartupCheckMode.Warn), (options.StartupCheck, options.StartupProbe));
    }

    [Fact]
    public async Task Probe_ProviderWithoutProbe_Throws()
    {
        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => Setup(new TestApplication()).ProbeAsync(cancellationToken: Cancellation));

        Assert.Contains("'media'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartupPass_ProviderWithoutProbe_IsAWarning()
    {
        var finding = Assert.Single(await StartupPass.Probe.FindAsync(Setup(new TestApplication()), Cancellation));

        Assert.Equal((FindingCodes.ProbeNotOffered, FindingSeverity.Warning), (finding.Code, finding.Severity));
    }

    [Fact]
    public async Task Probe_Policies_DetermineTheUploadPrefixes()
    {
        var probe = Substitute.For<IStoreProbe>();
        probe.ProbeAsync(Arg.Any<StoreUsage>(), Arg.Any<IProgress<ProbeProgress>?>(), Arg.Any<CancellationToken>())
            .Returns(new ProbeReport("media", "https://store.test", RecordingProvider.Strict, []));
        var provider = new RecordingProvider { Probe = probe };
        var app = new TestApplication(
            builder =>
            {
                builder.AddUploadPolicy("video", policy => policy.Key = "incoming/videos/v-{id}{ext}");
                builder.AddUploadPolicy("image", Images("incoming/images/{id}"));
                builder.AddUploadPolicy("more", Images("incoming/images/{user}/{id}"));
                builder.AddUploadPolicy("anywhere", Images("{tenant}/{id}"));
            },
            provider);

        await Setup(app).ProbeAsync(cancellationToken: Cancellation);

        await probe.Received().ProbeAsync(
            Arg.Is<StoreUsage>(usage => usage.UploadPrefixes.SequenceEqual(new[] { "", "incoming/images/", "incoming/videos/" })),
            null, Cancellation);

        static Action<UploadPolicyOptions> Images(string key) => policy =>
        {
            policy.AllowedContentTypes.Add("image/png");
            policy.MaximumSize = 5000;
            policy.Key = key;
        };
    }

    private static IStoreSetup Setup(TestApplication app) => app.Services.GetRequiredKeyedService<IStoreSetup>("media");
}
