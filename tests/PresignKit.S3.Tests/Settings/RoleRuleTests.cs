using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Settings;

public sealed class RoleRuleTests
{
    private const string Arn = "arn:aws:iam::123456789012:role/media";

    public static TheoryData<string, Action<S3AssumeRole>, string> BadRoles => new()
    {
        { "RoleArn", role => role.RoleArn = null, "is missing" },
        { "RoleArn", role => role.RoleArn = "media", "not a valid role ARN" },
        { "RoleArn", role => role.RoleArn = "arn:aws:iam::123456789012:user/media", "not a valid role ARN" },
        { "RoleArn", role => role.RoleArn = Arn + "\n", "not a valid role ARN" },
        { "SessionName", role => role.SessionName = "m", "2 to 64" },
        { "SessionName", role => role.SessionName = "with space", "2 to 64" },
        { "SessionName", role => role.SessionName = new('m', 65), "2 to 64" },
        { "ExternalId", role => role.ExternalId = "a b", "2 to 1,224" },
        { "Duration", role => role.Duration = TimeSpan.FromMinutes(14), "15 minutes to 12 hours" },
        { "Duration", role => role.Duration = TimeSpan.FromHours(13), "15 minutes to 12 hours" },
        { "Duration", role => role.Duration = TimeSpan.FromMinutes(20.01), "15 minutes to 12 hours" },
        { "Endpoint", role => role.Endpoint = "sts.example.com", "not a valid token service address" },
        { "Endpoint", role => role.Endpoint = "https://user:hunter2@sts.example.com", "not a valid token service address" },
        { "Endpoint", role => role.Endpoint = "https://sts.example.com/?a=b", "not a valid token service address" },
        { "WebIdentityTokenFile", role => role.WebIdentityTokenFile = "/var/run/token", "and access keys are both set" },
    };

    [Theory]
    [MemberData(nameof(BadRoles))]
    public void Validate_InvalidRole_IsReported(string setting, Action<S3AssumeRole> change, string expectedText)
    {
        var role = new S3AssumeRole { RoleArn = Arn };
        change(role);
        using var services = TestApp.WithStore(options => options.AssumeRole = role);

        var flaw = Assert.Single(services.Flaws());

        Assert.StartsWith($"Stores:media:AssumeRole:{setting} ", flaw, StringComparison.Ordinal);
        Assert.Contains(expectedText, flaw, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", flaw, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_WebIdentityWithAnExternalId_IsReported()
    {
        using var services = TestApp.WithStore(options =>
        {
            (options.AccessKeyId, options.SecretAccessKey) = (null, null);
            options.AssumeRole = new() { RoleArn = Arn, WebIdentityTokenFile = "/var/run/token", ExternalId = "ours" };
        });

        Assert.StartsWith("Stores:media:AssumeRole:ExternalId ", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    [Fact]
    public void Section_Role_IsRead()
    {
        var role = Options(
            ("RoleArn", Arn), ("SessionName", "web-1"), ("ExternalId", "ours"), ("Duration", "02:00:00"), ("Endpoint", "https://sts.example.com")).AssumeRole!;

        Assert.Equal(
            (Arn, "web-1", "ours", TimeSpan.FromHours(2), "https://sts.example.com"),
            (role.RoleArn, role.SessionName, role.ExternalId, role.Duration, role.Endpoint));
    }

    [Theory]
    [InlineData("Role", "x", "PresignKit:Stores:media:AssumeRole:Role is unknown; did you mean RoleArn?")]
    [InlineData("Duration", "soon", "PresignKit:Stores:media:AssumeRole:Duration is 'soon'; it must be a duration")]
    public void Section_UnknownSettingOrValue_IsAFlaw(string setting, string value, string flaw) =>
        Assert.StartsWith(flaw, Assert.Single(Options(("RoleArn", Arn), (setting, value)).SectionFlaws), StringComparison.Ordinal);

    [Fact]
    public void Read_NoEndpoint_UsesTheStoreEndpointOrAmazons()
    {
        Assert.Null(Read(new() { AssumeRole = new() { RoleArn = Arn } }).Endpoint);
        Assert.Equal("http://ceph.internal:7480", Read(new() { Endpoint = "http://ceph.internal:7480/", AssumeRole = new() { RoleArn = Arn } }).Endpoint);
        Assert.Equal("https://sts.example.com", Read(new()
        {
            Endpoint = "http://ceph.internal:7480", AssumeRole = new() { RoleArn = Arn, Endpoint = "https://sts.example.com" },
        }).Endpoint);
    }

    [Fact]
    public void Read_NoSessionName_IsDerivedFromTheStoreNameAndValid()
    {
        Assert.Equal("presignkit-media", Read(new() { AssumeRole = new() { RoleArn = Arn } }).SessionName);
        Assert.Equal(64, Read(new() { AssumeRole = new() { RoleArn = Arn } }, new('s', 64)).SessionName.Length);
    }

    private static RoleSettings Read(S3StoreOptions options, string store = "media") =>
        RoleRule.Read(store, options, "eu-central-1", (setting, message) => Assert.Fail($"{setting} {message}"))!;

    private static S3StoreOptions Options(params (string Setting, string Value)[] settings)
    {
        using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media"),
            configuration: settings.ToDictionary(s => $"PresignKit:Stores:media:AssumeRole:{s.Setting}", s => (string?)s.Value));
        return services.GetRequiredService<IOptionsMonitor<S3StoreOptions>>().Get("media");
    }
}
