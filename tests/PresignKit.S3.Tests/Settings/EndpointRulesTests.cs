using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Settings;

/// <summary>Profiles that do not match the endpoint, and endpoints that do not support presigned URLs.</summary>
public sealed class EndpointRulesTests
{
    private const string R2 = "https://023e105f4ecef8ad9ca31a8372d0c353.r2.cloudflarestorage.com";
    private const string B2 = "https://s3.us-west-004.backblazeb2.com";
    private const string Amazon = "https://s3.eu-central-1.amazonaws.com";

    [Theory]
    [InlineData(Amazon, "ceph", "use profile 'aws'")]
    [InlineData(Amazon, "r2", "use profile 'aws'")]
    [InlineData(R2, "aws", "is Cloudflare R2; use profile 'r2'")]
    [InlineData(B2, "minio", "is Backblaze B2; use profile 'b2'")]
    public void Validate_ProfileOfAnotherStore_IsReported(string endpoint, string profile, string expectedText)
    {
        var flaws = Flaws(o => (o.Endpoint, o.Profile, o.Region) = (endpoint, TestApp.Profile(profile), endpoint == B2 ? "us-west-004" : "eu-central-1"));

        var flaw = Assert.Single(flaws, f => f.StartsWith($"Stores:media:Profile is '{profile}'", StringComparison.Ordinal));
        Assert.Contains(expectedText, flaw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Amazon, "aws")]
    [InlineData(Amazon, "generic")]
    [InlineData(R2, "r2")]
    [InlineData(R2, "generic")]
    [InlineData(B2, "b2")]
    [InlineData("https://media.eu-central-1.elb.amazonaws.com", "ceph")]
    [InlineData("https://s3.example.com", "aws")]
    [InlineData("https://s3.example.com", "b2")]
    public void Validate_ProfileMatchesEndpointOrAnyEndpoint_HasNoFlaw(string endpoint, string profile) =>
        Assert.Empty(Flaws(o => (o.Endpoint, o.Profile, o.Region) = (endpoint, TestApp.Profile(profile), endpoint == B2 ? "us-west-004" : "eu-central-1")));

    [Fact]
    public void Validate_CustomProfileAtAmazon_HasNoFlaw() => Assert.Empty(Flaws(o => o.Profile = StoreProfile.Generic with { Name = "media" }));

    [Theory]
    [InlineData(R2, "https://files.example.com", "PublicEndpoint")]
    [InlineData("https://files.example.com", null, "Endpoint")]
    public void Validate_CustomDomainOfR2_IsRefused(string endpoint, string? publicEndpoint, string setting)
    {
        var flaw = Assert.Single(Flaws(o => (o.Endpoint, o.PublicEndpoint, o.Profile) = (endpoint, publicEndpoint, S3Profiles.R2)));

        Assert.StartsWith($"Stores:media:{setting} is 'https://files.example.com', but Cloudflare R2 ", flaw, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_CustomDomainOfR2WithCustomProfile_IsRefused() =>
        Assert.Single(Flaws(o => (o.Endpoint, o.PublicEndpoint, o.Profile) = (R2, "https://files.example.com", StoreProfile.Generic with { Name = "media" })));

    [Theory]
    [InlineData(R2, R2)]
    [InlineData("http://localhost:9000", null)]
    [InlineData("http://127.0.0.1:9000", "http://localhost:9000")]
    public void Validate_R2AtItsOwnOrALocalHost_HasNoFlaw(string endpoint, string? publicEndpoint) =>
        Assert.Empty(Flaws(o => (o.Endpoint, o.PublicEndpoint, o.Profile) = (endpoint, publicEndpoint, S3Profiles.R2)));

    [Fact]
    public void Validate_SecretInAnAddressOfR2_IsNotShown()
    {
        var flaws = Flaws(o => (o.Endpoint, o.PublicEndpoint, o.Profile, o.Jurisdiction) =
            ("https://hunter2@023e105f4ecef8ad9ca31a8372d0c353.r2.cloudflarestorage.com", "https://hunter2@files.example.com", S3Profiles.Aws, "eu"));

        Assert.NotEmpty(flaws);
        Assert.All(flaws, flaw => Assert.DoesNotContain("hunter2", flaw, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(R2, "r2")]
    [InlineData(B2, "b2")]
    public void Profile_NotSetAtAHostedEndpoint_IsThatOfTheHost(string endpoint, string expected)
    {
        using var provider = TestStoreProvider.Create(o => (o.Endpoint, o.Region) = (endpoint, "us-west-004"));

        Assert.Equal(expected, provider.Profile.Name);
    }

    [Theory]
    [InlineData("https://r2.cloudflarestorage.com.example.org")]
    [InlineData("https://s3.us-west-004.backblazeb2.com.example.org")]
    [InlineData("https://notbackblazeb2.com")]
    public void Profile_NotSetAtALookalike_IsGeneric(string endpoint)
    {
        using var provider = TestStoreProvider.Create(o => o.Endpoint = endpoint);

        Assert.Same(StoreProfile.Generic, provider.Profile);
    }

    private static string[] Flaws(Action<S3StoreOptions> change)
    {
        using var services = TestApp.WithStore(change);
        return services.Flaws();
    }
}
