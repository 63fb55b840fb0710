using PresignKit.S3.Administration.Checks;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Administration.Checks;

public sealed class EndpointFindingsTests
{
    [Fact]
    public void Read_AllowedHttpOffLoopback_IsAWarningThatNamesTheSetting()
    {
        var finding = Assert.Single(Read(o => (o.Endpoint, o.AllowInsecurePublicEndpoint) = ("http://files.example.com", true)));

        Assert.Equal((FindingCodes.PublicEndpointInsecure, FindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Contains("http://files.example.com/media-bucket", finding.Message, StringComparison.Ordinal);
        Assert.Contains("Stores:media:PublicEndpoint", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://minio.internal:9000", "https://files.example.com")]
    [InlineData("https://files.example.com", null)]
    public void Read_HttpsForBrowsers_FindsNothing(string endpoint, string? publicEndpoint) =>
        Assert.Empty(Read(o => (o.Endpoint, o.PublicEndpoint) = (endpoint, publicEndpoint)));

    [Fact]
    public void Read_HttpOnThisMachine_IsPrivateAndNotInsecure() =>
        Assert.Equal(FindingCodes.PublicEndpointPrivate, Assert.Single(Read(o => o.Endpoint = "http://127.0.0.1:9000")).Code);

    [Theory]
    [InlineData("aws")]
    [InlineData("b2")]
    public void Read_ProfileOfAnotherHostedStore_IsAWarning(string profile)
    {
        var finding = Assert.Single(Read(o => (o.Endpoint, o.Profile) = ("https://s3.example.com", TestApp.Profile(profile))));

        Assert.Equal((FindingCodes.ProfileOfAnotherStore, FindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Contains("Stores:media:Profile", finding.Message, StringComparison.Ordinal);
        Assert.Contains($"profile '{profile}'", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://s3.example.com", "ceph")]
    [InlineData("https://s3.example.com", "generic")]
    [InlineData("https://s3.eu-central-1.amazonaws.com", "aws")]
    public void Read_ProfileMatchesEndpointOrAnyEndpoint_FindsNothing(string endpoint, string profile) =>
        Assert.Empty(Read(o => (o.Endpoint, o.Profile) = (endpoint, TestApp.Profile(profile))));

    [Fact]
    public void Read_CustomProfile_FindsNothing() =>
        Assert.Empty(Read(o => (o.Endpoint, o.Profile) = ("https://s3.example.com", StoreProfile.Generic with { Name = "garage" })));

    [Fact]
    public void Read_LocalStore_HasNoAdditionalWarning() => Assert.DoesNotContain(
        Read(o => (o.Endpoint, o.Profile) = ("http://localhost:9000", S3Profiles.Aws)), finding => finding.Code == FindingCodes.ProfileOfAnotherStore);

    private static StoreFinding[] Read(Action<S3StoreOptions> change)
    {
        var options = new S3StoreOptions
        {
            Bucket = "media-bucket", Region = "eu-central-1", AccessKeyId = TestApp.AccessKey, SecretAccessKey = TestApp.Secret,
        };
        change(options);
        var flaws = new List<string>();
        var settings = S3StoreSettingsBuilder.Build("media", options, flaws);
        Assert.Empty(flaws);
        return [.. EndpointFindings.Read(settings!)];
    }
}
