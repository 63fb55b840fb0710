using Microsoft.Extensions.DependencyInjection;
using PresignKit.Administration;
using PresignKit.Issuing;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Administration;

/// <summary>A folder expires only if completion moves every accepted upload out of it.</summary>
public sealed class LifecycleRequirementsTests
{
    private static readonly HashSet<string> Alone = ["media"];

    [Fact]
    public void Derive_EveryPolicyFreezes_ExpiresAllFolders()
    {
        var requirement = Derive(("a", "incoming/a/{id}", true), ("b", "incoming/b/{tenant}/{id}", true));

        Assert.Equal(["accepted-slots/", "incoming/a/", "incoming/b/"], requirement.AbandonedPrefixes);
        Assert.Empty(requirement.Kept);
    }

    [Fact]
    public void Derive_UploadsAreInspected_ExpiresTheRecordsOfVerdicts()
    {
        var app = Build(builder => Add(builder, "a", "incoming/{id}", false));

        Assert.Empty(Derive(app, TimeSpan.FromDays(7)).AbandonedPrefixes);
        Assert.Equal(["accepted-slots/"], Derive(app, TimeSpan.FromDays(7), hasInspectors: true).AbandonedPrefixes);
    }

    [Fact]
    public void Derive_FolderInsideAnother_YieldsOneRule()
    {
        var requirement = Derive(("a", "incoming/{id}", true), ("b", "incoming/b/{id}", true));

        Assert.Equal(["accepted-slots/", "incoming/"], requirement.AbandonedPrefixes);
    }

    [Theory]
    [InlineData("incoming/{id}", "incoming/kept/{id}")]
    [InlineData("incoming/{id}", "incoming/{id}")]
    [InlineData("incoming/{id}", "inc{tenant}/{id}")]
    [InlineData("incoming/{id}", "{tenant}/{id}")]
    [InlineData("incoming/deep/{id}", "incoming/{tenant}/{id}")]
    public void Derive_AnotherPolicyMayLeaveAcceptedUploadsThere_KeepsTheFolderWithAReason(string freezing, string keeping)
    {
        var requirement = Derive(("a", freezing, true), ("keeps", keeping, false));

        Assert.Equal(["accepted-slots/"], requirement.AbandonedPrefixes);
        Assert.Contains(requirement.Kept, reason => reason.Contains("'keeps'", StringComparison.Ordinal));
    }

    [Fact]
    public void Derive_AnotherPolicyElsewhere_ChangesNothing()
    {
        var requirement = Derive(("a", "incoming/{id}", true), ("keeps", "uploads/{id}", false));

        Assert.Equal(["accepted-slots/", "incoming/"], requirement.AbandonedPrefixes);
        Assert.Contains("'uploads/'", Assert.Single(requirement.Kept), StringComparison.Ordinal);
    }

    [Fact]
    public void Derive_SlotsThatAreUploadsOfOnePart_KeepTheFolderOfAcceptedObjects()
    {
        var requirement = Derive(("a", "incoming/{id}", false));

        Assert.Empty(requirement.AbandonedPrefixes);
        Assert.Contains("leaves accepted uploads there", Assert.Single(requirement.Kept), StringComparison.Ordinal);
    }

    [Fact]
    public void Derive_SeveralFrozenPrefixes_ExpireTheRecordsOfEach()
    {
        var requirement = Derive(
            Build(builder =>
            {
                Add(builder, "a", "incoming/{id}", true, "kept/");
                Add(builder, "b", "incoming/{id}", true, "verified/");
            }),
            TimeSpan.FromDays(7));

        Assert.Equal(["incoming/", "kept-slots/", "verified-slots/"], requirement.AbandonedPrefixes);
    }

    [Fact]
    public void Derive_KeyThatBeginsWithAToken_NeverExpiresTheWholeBucket()
    {
        var requirement = Derive(("a", "{tenant}/{id}", true));

        Assert.Equal(["accepted-slots/"], requirement.AbandonedPrefixes);
        Assert.Contains("does not begin with a folder", Assert.Single(requirement.Kept), StringComparison.Ordinal);
    }

    [Fact]
    public void Derive_FrozenUploadsInsideTheFolder_KeepsTheFolder()
    {
        var requirement = Derive(Build(builder => Add(builder, "a", "incoming/{id}", true, "incoming/done/")), TimeSpan.FromDays(7));

        Assert.Equal(["incoming/done-slots/"], requirement.AbandonedPrefixes);
        Assert.Contains("'incoming/done/'", Assert.Single(requirement.Kept), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7.00:00:00", "00:15:00", 7)]
    [InlineData("1.00:00:00", "00:15:00", 2)]
    [InlineData("1.12:00:00", "00:15:00", 2)]
    [InlineData("7.00:00:00", "7.00:00:00", 8)]
    [InlineData("7.00:00:00", "6.00:00:01", 8)]
    public void Derive_After_IsInWholeDaysAndADayLongerThanAnySlot(string configured, string expiry, int days)
    {
        var app = Build(
            builder => builder.AddUploadPolicy("a", policy => policy.Lifetime = TimeSpan.Parse(expiry, System.Globalization.CultureInfo.InvariantCulture)),
            "a");

        Assert.Equal(TimeSpan.FromDays(days), Derive(app, TimeSpan.Parse(configured, System.Globalization.CultureInfo.InvariantCulture)).After);
    }

    [Fact]
    public void DeriveBucketPolicy_LongestLifetime_IncludesTheWindowAndIsAtMostSevenDays()
    {
        var app = Build(builder => builder.AddDownloadPolicy("film", p => (p.Lifetime, p.StableWindow) = (TimeSpan.FromHours(8), TimeSpan.FromHours(2))));
        var longest = Build(builder => builder.AddDownloadPolicy("film", p => p.Lifetime = TimeSpan.FromDays(7)));

        Assert.Equal(TimeSpan.FromHours(10), BucketPolicyRequirements.Derive("media", Alone, Policies(app)).LongestLifetime);
        Assert.Equal(TimeSpan.FromDays(7), BucketPolicyRequirements.Derive("media", Alone, Policies(longest)).LongestLifetime);
    }

    [Theory]
    [InlineData("shared", "shared", "")]
    [InlineData("shared", null, "")]
    [InlineData("shared", "other", "incoming/")]
    public void Derive_AnotherStoreKeepsAcceptedUploadsInTheSameBucket_KeepsTheFolder(string own, string? others, string expired)
    {
        var app = WithTwin(own, others, twin => (twin.Key, twin.Transport) = ("incoming/kept/{id}", null));

        var requirement = Derive(app, TimeSpan.FromDays(7), [.. Stores(app).SharingBucket("media")]);

        Assert.Equal("accepted-slots/" + expired, string.Concat(requirement.AbandonedPrefixes));
        Assert.Equal(expired.Length == 0, requirement.Kept.Any(reason => reason.Contains("'kept' of store 'twin'", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("shared", 5, 6)]
    [InlineData("other", 1, 2)]
    public void Derive_LongerUrlsOfAnotherStoreInTheSameBucket_ExtendTheLimits(string others, int longestDays, int afterDays)
    {
        var app = WithTwin("shared", others, twin => (twin.Key, twin.Lifetime) = ("twin/{id}", TimeSpan.FromDays(5)));
        app.Services.GetRequiredService<PolicyCatalog>();
        HashSet<string> sharing = [.. Stores(app).SharingBucket("media")];

        var longest = BucketPolicyRequirements.Derive("media", sharing, Policies(app)).LongestLifetime;

        Assert.Equal(longestDays == 5, longest == TimeSpan.FromDays(5));
        Assert.True(longest <= TimeSpan.FromDays(longestDays));
        Assert.Equal(TimeSpan.FromDays(afterDays), Derive(app, TimeSpan.FromDays(1), sharing).After);
    }

    private static StoreCatalog Stores(TestApplication app) => app.Services.GetRequiredService<StoreCatalog>();

    private static RecordingProvider Store(string? bucket = null) => new()
    {
        Bucket = bucket,
        Profile = RecordingProvider.Strict with { IsolatedPart = Capability.Yes },
    };

    private static TestApplication WithTwin(string bucket, string? others, Action<UploadPolicyOptions> twin) => new(
        builder =>
        {
            builder.Services.Configure<PresignKitOptions>(options => options.UploadPolicies.Remove("video"));
            Add(builder, "a", "incoming/{id}", true);
            builder.AddStore(new RecordingStore("twin", Store(others)));
            Add(builder, "kept", "kept/{id}", true);
            builder.AddUploadPolicy("kept", policy =>
            {
                policy.StoreName = "twin";
                twin(policy);
            });
        },
        Store(bucket));

    private static LifecycleRequirement Derive(params (string Name, string Key, bool Freezes)[] policies) => Derive(
        Build(builder =>
        {
            foreach (var (name, key, freezes) in policies)
            {
                Add(builder, name, key, freezes);
            }
        }),
        TimeSpan.FromDays(7));

    private static LifecycleRequirement Derive(TestApplication app, TimeSpan after, HashSet<string>? sharing = null, bool hasInspectors = false)
        => LifecycleRequirements.Derive("media", sharing ?? Alone, Policies(app), hasInspectors, after);

    private static PolicyCatalog Policies(TestApplication app) => app.Services.GetRequiredService<PolicyCatalog>();

    // Without the upload policy that every test application has.
    private static TestApplication Build(Action<PresignKitBuilder> configure, string? also = null) => new(builder =>
    {
        builder.Services.Configure<PresignKitOptions>(options => options.UploadPolicies.Remove("video"));
        if (also is not null)
        {
            Add(builder, also, "incoming/{id}", true);
        }

        configure(builder);
    }, Store());

    private static void Add(PresignKitBuilder builder, string name, string key, bool freezes, string? frozen = null) =>
        builder.AddUploadPolicy(name, policy =>
        {
            policy.AllowedContentTypes.Add("image/png");
            (policy.MaximumSize, policy.Key) = (5000, key);

            // The store isolates parts, so that only forms are frozen.
            policy.Transport = freezes ? UploadTransport.Post : null;
            policy.FrozenPrefix = frozen ?? policy.FrozenPrefix;
        });
}
