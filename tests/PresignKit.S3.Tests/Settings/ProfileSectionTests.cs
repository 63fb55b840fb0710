using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Settings;

/// <summary>A profile that is written out in configuration.</summary>
public sealed class ProfileSectionTests
{
    [Fact]
    public void Profile_AsSection_NamesWhatWasMeasured()
    {
        var (profile, flaws) = Read("""{ "Name": "media-measured", "SignedContentType": "Yes", "isolatedput": "no" }""");

        Assert.Empty(flaws);
        Assert.Equal(
            StoreProfile.Generic with { Name = "media-measured", SignedContentType = Capability.Yes, IsolatedPut = Capability.No }, profile);
    }

    [Fact]
    public void Profile_BasedOnAnother_ChangesOnlyWhatIsNamed()
    {
        var (profile, flaws) = Read("""{ "CreateOnly": "No", "BasedOn": "ceph", "Name": "ceph-versioned" }""");

        Assert.Empty(flaws);
        Assert.Equal(S3Profiles.Ceph with { Name = "ceph-versioned", CreateOnly = Capability.No }, profile);
    }

    [Theory]
    [InlineData("""{ "Name": "own", "SignedContentTyp": "Yes" }""", "Profile:SignedContentTyp is unknown; did you mean SignedContentType?")]
    [InlineData("""{ "Name": "own", "CreateOnly": "true" }""", "Profile:CreateOnly is 'true'; it must be one of: Unknown, No, Yes")]
    [InlineData("""{ "Name": "own", "CreateOnly": "2" }""", "Profile:CreateOnly is '2'; it must be one of: ")]
    [InlineData("""{ "CreateOnly": "Yes" }""", "Profile:Name is missing")]
    [InlineData("""{ "BasedOn": "cef", "Name": "own" }""", "Profile:BasedOn is 'cef'; it must be one of: aws, ceph, ")]
    [InlineData("""[ "ceph" ]""", "Profile:0 is unknown")]
    public void Profile_WrongSection_IsAFlawThatNamesIt(string json, string expected) =>
        Assert.Contains(Read(json).Flaws, flaw => flaw.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Profile_NameAndSection_IsAFlaw()
    {
        var (_, flaws) = Read("""{ "Name": "own" }""", ("PresignKit:Stores:media:Profile", "ceph"));

        Assert.Contains(flaws, flaw => flaw.Contains("is both 'ceph' and a section", StringComparison.Ordinal));
    }

    /// <summary>What a probe prints is what configuration reads.</summary>
    [Fact]
    public void Profile_PrintedByAProbe_IsReadAsMeasured()
    {
        var report = new ProbeReport(
            "media",
            "https://s3.example.com/media",
            S3Profiles.Ceph,
            [new(nameof(StoreProfile.CreateOnly), ProbeOutcome.NotEnforced, ""), new(nameof(StoreProfile.IsolatedPut), ProbeOutcome.Enforced, "")]);
        var printed = System.Text.Json.JsonDocument.Parse(report.ToJson()).RootElement.GetProperty("Profile").GetRawText();

        var (profile, flaws) = Read(printed);

        Assert.Empty(flaws);
        Assert.Equal(report.MeasuredProfile, profile);
    }

    private static (StoreProfile? Profile, string[] Flaws) Read(string json, params (string Key, string Value)[] more)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "PresignKit": { "Stores": { "media": { "Profile": {{json}} } } } }""")))
            .AddInMemoryCollection(more.Select(m => KeyValuePair.Create<string, string?>(m.Key, m.Value)))
            .Build();
        using var services = new ServiceCollection()
            .AddSingleton(PresignKit.S3.Settings.AwsEnvironment.None)
            .AddPresignKit(configuration.GetSection("PresignKit"))
            .AddS3("media", options =>
            {
                (options.Endpoint, options.Bucket, options.Region) = ("https://s3.example.com", "media-bucket", "us-east-1");
                (options.AccessKeyId, options.SecretAccessKey) = (TestApp.AccessKey, TestApp.Secret);
            })
            .AddVideoPolicy(policy => policy.AllowUnenforced =
                GuaranteeKinds.Isolation | GuaranteeKinds.WriteOnce | GuaranteeKinds.Size | GuaranteeKinds.ContentType)
            .Services.BuildServiceProvider();
        return (services.GetRequiredService<IOptionsMonitor<S3StoreOptions>>().Get("media").Profile, services.Flaws());
    }
}
