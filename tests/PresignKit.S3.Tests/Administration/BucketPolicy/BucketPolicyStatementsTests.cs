using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Administration.BucketPolicy;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Administration.BucketPolicy;

/// <summary>What the statements deny, according to the documented rules. Not measured on Amazon.</summary>
public sealed class BucketPolicyStatementsTests
{
    private const string Backend = "arn:aws:iam::123456789012:role/media-backend";
    private const string Bucket = "arn:aws:s3:::media-bucket";

    [Theory]
    [InlineData("the backend", "s3:PutObject", null)]
    [InlineData("the backend", "s3:DeleteObject", null)]
    [InlineData("a slot", "s3:PutObject", null)]
    [InlineData("a form", "s3:PutObject", null)]
    [InlineData("a download", "s3:GetObject", null)]
    [InlineData("an old download", "s3:GetObject", "PresignKitSignatureAgeFormedia")]
    [InlineData("an old form", "s3:PutObject", "PresignKitSignatureAgeFormedia")]
    [InlineData("signature version 2", "s3:GetObject", "PresignKitSignatureVersionFormedia")]
    [InlineData("plain http", "s3:GetObject", "PresignKitPlainHttpFormedia")]
    [InlineData("another account", "s3:GetObject", "PresignKitNotPresignedFormedia")]
    [InlineData("an anonymous client", "s3:GetObject", "PresignKitNotPresignedFormedia")]
    public void Statements_Object_AreDeniedOrNot(string who, string action, string? statement) =>
        Assert.Equal(statement, PolicyEvaluator.DeniedBy(Amazon(TimeSpan.FromHours(1), Backend), action, Bucket + "/uploads/a.mp4", Context(who)));

    /// <summary>An account that can set the policy can remove it, even if every condition applies to it.</summary>
    [Theory]
    [InlineData("s3:PutBucketPolicy")]
    [InlineData("s3:DeleteBucketPolicy")]
    [InlineData("s3:ListBucket")]
    public void Statements_BucketItself_IsNeverDenied(string action)
    {
        foreach (var who in new[] { "the backend", "another account", "an old download", "signature version 2" })
        {
            Assert.Null(PolicyEvaluator.DeniedBy(Amazon(TimeSpan.FromHours(1), Backend), action, Bucket, Context(who)));
        }

        var elsewhere = Policy(Settings("https://s3.example.com", Backend), TimeSpan.FromHours(1));
        Assert.Null(PolicyEvaluator.DeniedBy(elsewhere, action, Bucket, Context("plain http")));
        Assert.NotNull(PolicyEvaluator.DeniedBy(elsewhere, "s3:GetObject", Bucket + "/a", Context("plain http")));
    }

    [Fact]
    public void Statements_NoPrincipals_AllowRequestsWithoutPresignedUrlAndAddANote()
    {
        var statements = Statements(Settings(null), TimeSpan.FromHours(1));

        Assert.Null(PolicyEvaluator.DeniedBy(Amazon(TimeSpan.FromHours(1)), "s3:GetObject", Bucket + "/a", Context("another account")));
        Assert.Contains(statements.Notes, note => note.Contains("Stores:media:DirectPrincipals", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://store.internal:9000", null, "Stores:media:Endpoint uses http")]
    [InlineData("https://s3.example.com", "http://127.0.0.1:9000", "Stores:media:PublicEndpoint uses http")]
    public void Statements_HttpEndpoint_DoNotDenyHttpAndAddANote(string endpoint, string? publicEndpoint, string note)
    {
        var settings = Settings(endpoint, publicEndpoint: publicEndpoint ?? "https://files.example.com");

        Assert.Null(PolicyEvaluator.DeniedBy(Policy(settings, TimeSpan.FromHours(1)), "s3:GetObject", Bucket + "/a", Context("plain http")));
        Assert.Contains(Statements(settings, TimeSpan.FromHours(1)).Notes, text => text.Contains(note, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "900000")]
    [InlineData(14, "900000")]
    [InlineData(15, "960000")]
    [InlineData(60, "3660000")]
    public void Statements_LongestLifetime_IsTheAgeLimitPlusAMinute(int minutes, string milliseconds) =>
        Assert.Contains(
            $"{{\"NumericGreaterThan\":{{\"s3:signatureAge\":\"{milliseconds}\"}}}}",
            Amazon(TimeSpan.FromMinutes(minutes)),
            StringComparison.Ordinal);

    [Fact]
    public void Statements_SevenDays_OmitTheAgeAndAddANote()
    {
        var statements = Statements(Settings(null), TimeSpan.FromDays(7));

        Assert.Null(statements.AgeLimit);
        Assert.DoesNotContain(statements.All, statement => statement.ToJsonString().Contains("signatureAge", StringComparison.Ordinal));
        Assert.Contains(statements.Notes, note => note.Contains("seven days", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cn-north-1", "arn:aws-cn:s3:::media-bucket/*")]
    [InlineData("us-gov-west-1", "arn:aws-us-gov:s3:::media-bucket/*")]
    [InlineData("eu-central-1", "arn:aws:s3:::media-bucket/*")]
    public void Statements_Region_DeterminesThePartition(string region, string resource) =>
        Assert.All(
            Statements(Settings(null, region: region), TimeSpan.FromHours(1)).All,
            statement => Assert.Contains(resource, statement.ToJsonString(), StringComparison.Ordinal));

    [Theory]
    [InlineData("media-a", "mediaa")]
    [InlineData("media", "mediaFormedia")]
    [InlineData("Z2D", "-")]
    public void IsOurs_OtherStore_IsNot(string store, string other)
    {
        var sids = BucketPolicyStatements.Of(Settings(null), new() { StoreName = store, LongestLifetime = TimeSpan.FromHours(1) }).All
            .Select(s => s["Sid"]!.GetValue<string>())
            .ToArray();

        Assert.All(sids, sid => Assert.Matches("^[A-Za-z0-9]+$", sid));
        Assert.All(sids, sid => Assert.True(BucketPolicyStatements.IsOurs(sid, store)));
        Assert.DoesNotContain(sids, sid => BucketPolicyStatements.IsOurs(sid, other));
        Assert.False(BucketPolicyStatements.IsOurs(null, store));
        Assert.False(BucketPolicyStatements.IsOurs("PresignKit", store));
    }

    [Fact]
    public void Has_EquivalentForm_IsEqual()
    {
        var settings = Settings(null);
        var wanted = Statements(settings, TimeSpan.FromHours(1));
        var given = Policy(settings, TimeSpan.FromHours(1))
            .Replace("\"s3:*\"", "[\"s3:*\"]", StringComparison.Ordinal).Replace("\"3660000\"", "3660000", StringComparison.Ordinal);

        Assert.True(BucketPolicyDocument.Read(given, settings).Has(wanted.All, "media"));
        Assert.False(BucketPolicyDocument.Read(given.Replace("3660000", "7260000", StringComparison.Ordinal), settings).Has(wanted.All, "media"));
        Assert.False(BucketPolicyDocument.Read(given.Replace("Deny", "Allow", StringComparison.Ordinal), settings).Has(wanted.All, "media"));
    }

    [Theory]
    [InlineData("""{"Version":"2008-10-17","Statement":{"Sid":"Theirs","Effect":"Allow"}}""", 4)]
    [InlineData("""{"Version":"2012-10-17"}""", 3)]
    public void With_SingleStatementOrNone_KeepsExistingStatements(string theirs, int statements)
    {
        var settings = Settings(null);

        var json = BucketPolicyDocument.Read(theirs, settings).With(Statements(settings, TimeSpan.FromHours(1)).All, "media");

        Assert.Equal(statements, JsonDocument.Parse(json).RootElement.GetProperty("Statement").GetArrayLength());
        Assert.Contains(theirs[1..23], json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("role/media-backend", "not a valid ARN")]
    [InlineData("arn:aws:iam::123456789012:", "not a valid ARN")]
    [InlineData("*", "not a valid ARN")]
    [InlineData("arn:aws:iam::123456789012:*", "matches everyone")]
    [InlineData("arn:aws:iam::*:*/*", "matches everyone")]
    [InlineData("arn:aws:iam::*:?*", "matches everyone")]
    public void DirectPrincipals_InvalidArnOrEveryone_IsAFlaw(string principal, string expectedText)
    {
        using var services = TestApp.WithStore(options => options.DirectPrincipals.Add(principal));

        var flaw = Assert.Single(services.Flaws());
        Assert.StartsWith("Stores:media:DirectPrincipals", flaw, StringComparison.Ordinal);
        Assert.Contains(expectedText, flaw, StringComparison.Ordinal);
    }

    [Fact]
    public void DirectPrincipals_Configuration_AreRead()
    {
        using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media").AddVideoPolicy(),
            configuration: new Dictionary<string, string?>
            {
                ["PresignKit:Stores:media:Bucket"] = "media-bucket",
                ["PresignKit:Stores:media:Region"] = "eu-central-1",
                ["PresignKit:Stores:media:DirectPrincipals:0"] = Backend,
                ["PresignKit:Stores:media:DirectPrincipals:1"] = "not-an-arn",
            });

        Assert.Contains("'not-an-arn'", Assert.Single(services.Flaws()), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Context(string who) => who switch
    {
        "the backend" => Keys("REST-HEADER", Backend),
        "a slot" => Keys("REST-QUERY-STRING", Backend, age: 3_600_000),
        "a download" => Keys("REST-QUERY-STRING", Backend, age: 0),
        "a form" => Keys("POST", Backend, age: 1000),
        "an old download" => Keys("REST-QUERY-STRING", Backend, age: 3_660_001),
        "an old form" => Keys("POST", Backend, age: 3_660_001),
        "signature version 2" => new(Keys("REST-QUERY-STRING", Backend, age: 0)) { ["s3:signatureversion"] = "AWS" },
        "plain http" => new(Keys("REST-HEADER", Backend)) { ["aws:SecureTransport"] = "false" },
        "another account" => Keys("REST-HEADER", "arn:aws:iam::123456789012:user/other"),
        "an anonymous client" => new() { ["aws:SecureTransport"] = "true" },
        _ => throw new ArgumentOutOfRangeException(nameof(who)),
    };

    private static Dictionary<string, string> Keys(string type, string principal, int? age = null)
    {
        var keys = new Dictionary<string, string>
        {
            ["aws:SecureTransport"] = "true", ["s3:authType"] = type, ["s3:signatureversion"] = "AWS4-HMAC-SHA256", ["aws:PrincipalArn"] = principal,
        };
        if (age is { } milliseconds)
        {
            keys["s3:signatureAge"] = milliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return keys;
    }

    private static string Amazon(TimeSpan longest, params string[] principals) => Policy(Settings(null, principals: principals), longest);

    private static string Policy(S3StoreSettings settings, TimeSpan longest) =>
        BucketPolicyDocument.Read(null, settings).With(Statements(settings, longest).All, "media");

    private static BucketPolicyStatements Statements(S3StoreSettings settings, TimeSpan longest) =>
        BucketPolicyStatements.Of(settings, new() { StoreName = "media", LongestLifetime = longest });

    private static S3StoreSettings Settings(
        string? endpoint,
        string? principal = null,
        string? publicEndpoint = null,
        string region = "eu-central-1",
        string[]? principals = null)
    {
        var options = new S3StoreOptions
        {
            Bucket = "media-bucket", Region = region, Endpoint = endpoint, PublicEndpoint = publicEndpoint, AccessKeyId = TestApp.AccessKey,
            SecretAccessKey = TestApp.Secret,
        };
        foreach (var arn in principals ?? (principal is null ? [] : [principal]))
        {
            options.DirectPrincipals.Add(arn);
        }

        List<string> flaws = [];
        return S3StoreSettingsBuilder.Build("media", options, flaws) ?? throw new InvalidOperationException(string.Join(' ', flaws));
    }
}
