using Microsoft.Extensions.DependencyInjection;
using PresignKit.Administration;
using PresignKit.Issuing;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Administration;

/// <summary>A folder is expired only where every accepted upload has left it.</summary>
public sealed class LifecycleRequirementsTests
{
    private static readonly HashSet<string> Alone = ["media"];

    [Fact]
    public void Derive_EveryPolicyFreezes_ExpiresTheirFolders()
    {
        var requirement = Derive(("a", "incoming/a/{id}", FreezeRule.Always), ("b", "incoming/b/{tenant}/{id}", FreezeRule.Always));

        Assert.Equal(["incoming/a/", "incoming/b/"], requirement.AbandonedPrefixes);
        Assert.Empty(requirement.Kept);
    }

    [Fact]
    public void Derive_FolderWithinAnother_IsOneRule()
    {
        var requirement = Derive(("a", "incoming/{id}", FreezeRule.Always), ("b", "incoming/b/{id}", FreezeRule.Always));

        Assert.Equal(["incoming/"], requirement.AbandonedPrefixes);
    }

    [Theory]
    [InlineData("incoming/{id}", "incoming/kept/{id}")]
    [InlineData("incoming/{id}", "incoming/{id}")]
    [InlineData("incoming/{id}", "inc{tenant}/{id}")]
    [InlineData("incoming/{id}", "{tenant}/{id}")]
    [InlineData("incoming/deep/{id}", "incoming/{tenant}/{id}")]
    public void Derive_AnotherPolicyMayLeaveAcceptedOnesThere_KeepsTheFolderAndSaysWhy(string freezing, string keeping)
    {
        var requirement = Derive(("a", freezing, FreezeRule.Always), ("keeps", keeping, FreezeRule.Never));

        Assert.Empty(requirement.AbandonedPrefixes);
        Assert.Contains(requirement.Kept, reason => reason.Contains("'keeps'", StringComparison.Ordinal));
    }

    [Fact]
    public void Derive_AnotherPolicyElsewhere_ChangesNothing()
    {
        var requirement = Derive(("a", "incoming/{id}", FreezeRule.Always), ("keeps", "uploads/{id}", FreezeRule.Never));

        Assert.Equal(["incoming/"], requirement.AbandonedPrefixes);
        Assert.Contains("'uploads/'", Assert.Single(requirement.Kept), StringComparison.Ordinal);
    }

    [Fact]
    public void Derive_WriteOnceThatTheStoreKeeps_IsNotFrozenAndKept()
    {
        var requirement = Derive(("a", "incoming/{id}", FreezeRule.WhereNeeded));

        Assert.Empty(requirement.AbandonedPrefixes);
        Assert.Contains("does not freeze", Assert.Single(requirement.Kept), StringComparison.Ordinal);
    }

    [Fact]
    public void Derive_KeyThatBeginsWithAToken_IsNeverTheWholeBucket()
    {
        var requirement = Derive(("a", "{tenant}/{id}", FreezeRule.Always));

        Assert.Empty(requirement.AbandonedPrefixes);
        Assert.Contains("does not begin with a folder", Assert.Single(requirement.Kept), StringComparison.Ordinal);
    }

    [Fact]
    public void Derive_FrozenOnesWithinTheFolder_KeepIt()
    {
        var requirement = Derive(Build(kit => Add(kit, "a", "incoming/{id}", FreezeRule.Always, "incoming/done/")), TimeSpan.FromDays(7));

        Assert.Empty(requirement.AbandonedPrefixes);
        Assert.Contains("'incoming/done/'", Assert.Single(requirement.Kept), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7.00:00:00", "00:15:00", 7)]
    [InlineData("1.00:00:00", "00:15:00", 2)]
    [InlineData("1.12:00:00", "00:15:00", 2)]
    [InlineData("7.00:00:00", "7.00:00:00", 8)]
    [InlineData("7.00:00:00", "6.00:00:01", 8)]
    public void Derive_After_IsWholeDaysAndADayLongerThanAnySlot(string configured, string expiry, int days)
    {
        var kit = Build(
            kit => kit.AddUploadPolicy("a", policy => policy.Lifetime = TimeSpan.Parse(expiry, System.Globalization.CultureInfo.InvariantCulture)),
            "a");

        Assert.Equal(TimeSpan.FromDays(days), Derive(kit, TimeSpan.Parse(configured, System.Globalization.CultureInfo.InvariantCulture)).After);
    }

    [Fact]
    public void BucketPolicy_LongestLifetime_IsThatOfAWindowAndAnExpiryAndAtMostSevenDays()
    {
        var kit = Build(kit => kit.AddDownloadPolicy("film", p => (p.Lifetime, p.StableWindow) = (TimeSpan.FromHours(8), TimeSpan.FromHours(2))));
        var longest = Build(kit => kit.AddDownloadPolicy("film", p => p.Lifetime = TimeSpan.FromDays(7)));

        Assert.Equal(TimeSpan.FromHours(10), BucketPolicyRequirements.Derive("media", Alone, Policies(kit)).LongestLifetime);
        Assert.Equal(TimeSpan.FromDays(7), BucketPolicyRequirements.Derive("media", Alone, Policies(longest)).LongestLifetime);
    }

    [Theory]
    [InlineData("shared", "shared", "")]
    [InlineData("shared", null, "")]
    [InlineData("shared", "other", "incoming/")]
    public void Lifecycle_AnotherStoreKeepsAcceptedOnesInTheSameBucket_KeepsTheFolder(string own, string? others, string expired)
    {
        var kit = WithTwin(own, others, twin => (twin.Key, twin.Freeze) = ("incoming/kept/{id}", FreezeRule.Never));

        var requirement = Derive(kit, TimeSpan.FromDays(7), [.. Stores(kit).SharingBucket("media")]);

        Assert.Equal(expired, string.Concat(requirement.AbandonedPrefixes));
        Assert.Equal(expired.Length == 0, requirement.Kept.Any(reason => reason.Contains("'kept' of store 'twin'", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("shared", 5, 6)]
    [InlineData("other", 1, 2)]
    public void Derive_LongerUrlsOfAnotherStoreInTheSameBucket_AreLeftTheirTime(string others, int longestDays, int afterDays)
    {
        var kit = WithTwin("shared", others, twin => (twin.Key, twin.Lifetime) = ("twin/{id}", TimeSpan.FromDays(5)));
        kit.Services.GetRequiredService<PolicyCatalog>();
        HashSet<string> sharing = [.. Stores(kit).SharingBucket("media")];

        var longest = BucketPolicyRequirements.Derive("media", sharing, Policies(kit)).LongestLifetime;

        Assert.Equal(longestDays == 5, longest == TimeSpan.FromDays(5));
        Assert.True(longest <= TimeSpan.FromDays(longestDays));
        Assert.Equal(TimeSpan.FromDays(afterDays), Derive(kit, TimeSpan.FromDays(1), sharing).After);
    }

    private static StoreCatalog Stores(Kit kit) => kit.Services.GetRequiredService<StoreCatalog>();

    private static Kit WithTwin(string bucket, string? others, Action<UploadPolicyOptions> twin) => new(
        kit =>
        {
            kit.Services.Configure<PresignKitOptions>(options => options.UploadPolicies.Remove("video"));
            Add(kit, "a", "incoming/{id}", FreezeRule.Always);
            kit.AddStore(new RecordingStore("twin", new RecordingProvider { Bucket = others }));
            Add(kit, "kept", "kept/{id}", FreezeRule.Always);
            kit.AddUploadPolicy("kept", policy =>
            {
                policy.StoreName = "twin";
                twin(policy);
            });
        },
        new() { Bucket = bucket });

    private static LifecycleRequirement Derive(params (string Name, string Key, FreezeRule Freeze)[] policies) => Derive(
        Build(kit =>
        {
            foreach (var (name, key, freeze) in policies)
            {
                Add(kit, name, key, freeze);
            }
        }),
        TimeSpan.FromDays(7));

    private static LifecycleRequirement Derive(Kit kit, TimeSpan after, HashSet<string>? sharing = null)
        => LifecycleRequirements.Derive("media", sharing ?? Alone, Policies(kit), after);

    private static PolicyCatalog Policies(Kit kit) => kit.Services.GetRequiredService<PolicyCatalog>();

    // Without the kit's own policy.
    private static Kit Build(Action<PresignKitBuilder> configure, string? also = null) => new(kit =>
    {
        kit.Services.Configure<PresignKitOptions>(options => options.UploadPolicies.Remove("video"));
        if (also is not null)
        {
            Add(kit, also, "incoming/{id}", FreezeRule.Always);
        }

        configure(kit);
    });

    private static void Add(PresignKitBuilder kit, string name, string key, FreezeRule freeze, string? frozen = null) =>
        kit.AddUploadPolicy(name, policy =>
        {
            policy.AllowedContentTypes.Add("image/png");
            (policy.MaximumSize, policy.Key, policy.Freeze) = (5000, key, freeze);
            policy.FrozenPrefix = frozen ?? policy.FrozenPrefix;
        });
}
