using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Settings;

public sealed class ValidationTests
{
    public static TheoryData<string, string> BadBuckets => new()
    {
        { "", "is missing" },
        { "ab", "3 to 63" },
        { new('a', 64), "3 to 63" },
        { "Media-Bucket", "lowercase" },
        { "media_bucket", "lowercase" },
        { "media/bucket", "lowercase" },
        { "-media", "must begin and end" },
        { "media.", "must begin and end" },
        { "me..dia", "two consecutive dots" },
        { "192.168.5.4", "IP address" },
        { "arn:aws:s3:eu-central-1:1:accesspoint/x", "ARN" },
    };

    public static TheoryData<string, string> BadEndpoints => new()
    {
        { "files.example.com", "https://" },
        { "ftp://files.example.com", "https://" },
        { "https://", "must have a host" },
        { "https://files.example.com/?a=b", "query" },
        { "https://files.example.com/#a", "fragment" },
        { "https://user:hunter2@files.example.com", "user information" },
        { "https://files.example.com:99999", "port" },
        { "https://files.example.com/a/../b", "path" },
    };

    [Theory]
    [MemberData(nameof(BadBuckets))]
    public void Validate_InvalidBucket_IsReported(string bucket, string expectedText) =>
        AssertOneFlaw(o => o.Bucket = bucket, "Stores:media:Bucket ", expectedText);

    [Theory]
    [InlineData("abc")]
    [InlineData("my-bucket-1")]
    [InlineData("123")]
    public void Validate_ValidBucket_HasNoFlaw(string bucket) => AssertNoFlaw(o => o.Bucket = bucket);

    [Theory]
    [MemberData(nameof(BadEndpoints))]
    public void Validate_InvalidEndpoint_IsReported(string endpoint, string expectedText) =>
        AssertOneFlaw(o => o.Endpoint = endpoint, "Stores:media:Endpoint ", expectedText);

    [Theory]
    [MemberData(nameof(BadEndpoints))]
    public void Validate_InvalidPublicEndpoint_IsReported(string endpoint, string expectedText) =>
        AssertOneFlaw(o => (o.Endpoint, o.PublicEndpoint) = ("http://127.0.0.1:9000", endpoint), "Stores:media:PublicEndpoint ", expectedText);

    [Theory]
    [InlineData("http://files.example.com")]
    [InlineData("http://192.168.1.5:9000")]
    [InlineData("http://localhost.example.com")]
    [InlineData("HTTP://files.example.com")]
    public void Validate_PublicHttp_IsRefusedOffLoopback(string endpoint) =>
        AssertOneFlaw(o => (o.Endpoint, o.PublicEndpoint) = ("http://127.0.0.1:9000", endpoint), "Stores:media:PublicEndpoint ", "AllowInsecurePublicEndpoint");

    [Fact]
    public void Validate_HttpEndpointForBrowsers_IsRefusedOffLoopback() =>
        AssertOneFlaw(o => o.Endpoint = "http://minio.internal:9000", "Stores:media:Endpoint ", "plain http");

    [Theory]
    [InlineData("http://localhost:5081")]
    [InlineData("http://s3.localhost:5081")]
    [InlineData("http://127.0.0.1:5081")]
    [InlineData("http://127.9.9.9:5081")]
    [InlineData("http://[::1]:5081")]
    public void Validate_PublicHttpOnLoopback_HasNoFlaw(string endpoint) =>
        AssertNoFlaw(o => (o.Endpoint, o.PublicEndpoint) = ("http://127.0.0.1:9000", endpoint));

    [Fact]
    public void Validate_PublicHttpAllowed_HasNoFlaw() => AssertNoFlaw(o =>
    {
        o.Endpoint = "http://minio.internal:9000";
        o.AllowInsecurePublicEndpoint = true;
    });

    [Theory]
    [InlineData(null, TestApp.Secret, null, "AccessKeyId")]
    [InlineData(TestApp.AccessKey, null, null, "SecretAccessKey")]
    [InlineData(TestApp.AccessKey, "", null, "SecretAccessKey")]
    [InlineData(TestApp.AccessKey, "s3cr3t-with-line-break\n", null, "SecretAccessKey")]
    [InlineData(" AKID", TestApp.Secret, null, "AccessKeyId")]
    [InlineData(TestApp.AccessKey, TestApp.Secret, "to ken", "SessionToken")]
    public void Validate_IncompleteOrInvalidKeys_AreReportedWithoutTheirText(string? key, string? secret, string? token, string setting)
    {
        var flaw = AssertOneFlaw(
            o => (o.AccessKeyId, o.SecretAccessKey, o.SessionToken) = (key, secret, token), $"Stores:media:{setting} ", "");

        Assert.DoesNotContain(TestApp.Secret, flaw, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", flaw, StringComparison.Ordinal);
        Assert.DoesNotContain("to ken", flaw, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_StaticKeysAndCredentials_IsAFlaw() =>
        AssertOneFlaw(o => o.Credentials = new RotatingCredentials(), "Stores:media:Credentials ", "remove one of them");

    [Fact]
    public void Validate_NoKeys_UsesTheCredentialChain() => AssertNoFlaw(o => (o.AccessKeyId, o.SecretAccessKey) = (null, null));

    [Theory]
    [InlineData("")]
    [InlineData("eu/central")]
    [InlineData(".")]
    [InlineData("-a-004")]
    [InlineData("eu-central-")]
    [InlineData("a_b")]
    public void Validate_InvalidRegion_IsReported(string region) => AssertOneFlaw(o => o.Region = region, "Stores:media:Region ", "");

    [Fact]
    public void Validate_RegionAndDiscoverRegion_IsAFlaw() =>
        AssertOneFlaw(o => o.DiscoverRegion = true, "Stores:media:Region is set, but DiscoverRegion is true", "remove one of them");

    [Fact]
    public void Validate_R2SettingsAtAnotherStore_AreFlaws()
    {
        const string Elsewhere = "https://s3.example.com";
        AssertOneFlaw(
            o => (o.Endpoint, o.AccountId) = (Elsewhere, "023e105f4ecef8ad9ca31a8372d0c353"), "Stores:media:AccountId is a setting of Cloudflare R2", "");
        AssertOneFlaw(o => o.Jurisdiction = "eu", "Stores:media:Jurisdiction is a setting of Cloudflare R2", "AddCloudflareR2");
    }

    [Theory]
    [InlineData("ceph")]
    [InlineData("minio")]
    [InlineData("local")]
    public void Validate_ProfileOfOwnServerWithoutEndpoint_IsNotAmazon(string name)
    {
        var derived = S3Profiles.All.Single(p => p.Name == name) with { HeadUrls = Capability.No, StorageClasses = Capability.No };

        AssertOneFlaw(o => o.Profile = derived, "Stores:media:Endpoint is missing", $"profile '{name}'");
        AssertNoFlaw(o => (o.Profile, o.Endpoint) = (derived, "https://s3.example.com"));
        AssertNoFlaw(o => o.Profile = S3Profiles.Aws with { HeadUrls = Capability.No });
    }

    [Fact]
    public void Validate_AddressingNotInTheProfile_IsReported() => AssertOneFlaw(
        o =>
        {
            o.Endpoint = "https://gateway.example.com";
            o.PublicAddressing = BucketAddressing.VirtualHost;
            o.Profile = StoreProfile.Generic with { Name = "path-only", VirtualHostAddressing = Capability.No };
        },
        "Stores:media:PublicAddressing is VirtualHost",
        "path-only");

    [Fact]
    public void Validate_DottedBucketInTheHostOverHttps_SuggestsPath() =>
        AssertOneFlaw(o => o.Bucket = "media.example.com", "Stores:media:Addressing ", "use Path");

    [Fact]
    public void Validate_DottedBucketInThePath_HasNoFlaw() =>
        AssertNoFlaw(o => (o.Bucket, o.Addressing) = ("media.example.com", BucketAddressing.Path));

    [Fact]
    public void Validate_BucketInFrontOfAnIpAddress_SuggestsPath() =>
        AssertOneFlaw(o => (o.Endpoint, o.Addressing) = ("http://127.0.0.1:9000", BucketAddressing.VirtualHost), "Stores:media:Endpoint ", "path addressing");

    [Fact]
    public void Validate_UndefinedEnum_IsReported() => AssertOneFlaw(o => o.Addressing = (BucketAddressing)7, "Stores:media:Addressing ", "");

    [Fact]
    public void Validate_SeveralFlaws_AreAllReported()
    {
        using var services = TestApp.WithStore(o => (o.Bucket, o.Region, o.SecretAccessKey, o.DirectPrincipals) = ("X", "", null, ["me"]));

        Assert.Equal(4, services.Flaws().Length);
    }

    private static void AssertNoFlaw(Action<S3StoreOptions> change)
    {
        using var services = TestApp.WithStore(change);
        Assert.Empty(services.Flaws());
    }

    private static string AssertOneFlaw(Action<S3StoreOptions> change, string begins, string expectedText)
    {
        using var services = TestApp.WithStore(change);
        var flaw = Assert.Single(services.Flaws());
        Assert.StartsWith(begins, flaw, StringComparison.Ordinal);
        Assert.Contains(expectedText, flaw, StringComparison.Ordinal);
        Assert.EndsWith(".", flaw, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", flaw, StringComparison.Ordinal);
        return flaw;
    }
}
