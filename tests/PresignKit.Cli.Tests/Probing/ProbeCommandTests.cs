using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PresignKit.Cli.Probing;
using PresignKit.Cli.Tests.Fakes;

namespace PresignKit.Cli.Tests.Probing;

public sealed class ProbeCommandTests(LocalStore store)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Probe_LocalS3_PrintsTableThatMatchesProfile()
    {
        var tool = new Tool { Console = LocalStore.Console() };

        var code = await tool.RunAsync("probe", "--endpoint", store.Endpoint, "--bucket", LocalStore.Bucket, "--profile", "local");

        Assert.Equal((0, ""), (code, Lines(tool.Console.Printed, "!")));
        Assert.Contains("  IsolatedPut                enforced      Yes      x-amz-copy-source, x-amz-acl", tool.Console.Printed, StringComparison.Ordinal);
        Assert.Contains(
            "  Expiry                     enforced               expired 20 minutes ago: 403 AccessDenied",
            tool.Console.Printed,
            StringComparison.Ordinal);
        Assert.Contains(
            "  Service                    enforced               another service in the scope: 400 ",
            tool.Console.Printed,
            StringComparison.Ordinal);
        Assert.Contains(
            "PresignKit.StoreProfile.Generic with\n{\n    Name = \"media-measured\", SignedContentType = PresignKit.Capability.Yes,",
            tool.Console.Printed,
            StringComparison.Ordinal);
        Assert.Contains("\"Profile\": {\n    \"Name\": \"media-measured\",", tool.Console.Printed, StringComparison.Ordinal);

        // The embedded store encrypts nothing and says so.
        Assert.Contains("  StoreManagedEncryption     unsupported   No ", tool.Console.Printed, StringComparison.Ordinal);
        Assert.Contains("Profile 'local' matches the measurement.\n", tool.Console.Printed, StringComparison.Ordinal);
        await AssertEmptyAsync();
    }

    [Fact]
    public async Task Probe_OverstatedProfile_ExitsWithOneAndNamesBetterProfile()
    {
        var tool = new Tool { Console = LocalStore.Console() };

        var code = await tool.RunAsync("probe", "--endpoint", store.Endpoint, "--bucket", LocalStore.Bucket, "--profile", "aws");

        Assert.Equal(1, code);
        Assert.Contains("\n! KeyServiceEncryption       unsupported   Yes ", tool.Console.Printed, StringComparison.Ordinal);
        Assert.Contains(
            "\n! Profile 'aws' is overstated; this store does not enforce or support: StoreManagedEncryption, KeyServiceEncryption, ",
            tool.Console.Printed,
            StringComparison.Ordinal);
        Assert.Contains("\"Profile\": \"local\"", tool.Console.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_Progress_GoesToStandardErrorAndNamesFolder()
    {
        var tool = new Tool { Console = LocalStore.Console() };

        await tool.RunAsync("probe", "--endpoint", store.Endpoint, "--bucket", LocalStore.Bucket);

        Assert.Matches(
            $@"\AProbing bucket 'media' at {store.Endpoint}\. Everything is written under presignkit-probe/[0-9a-f]{{32}}/ and removed",
            tool.Console.Errors);
        Assert.Matches(@"\nIf the probe is killed, run: aws s3 rm --recursive s3://media/presignkit-probe/[0-9a-f]{32}/ --endpoint-url ", tool.Console.Errors);
        Assert.Contains("\n[ 4/24] If-None-Match\n", tool.Console.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', tool.Console.Everything);
    }

    [Theory]
    [InlineData("discover", "")]
    [InlineData("us-east-1", " --region us-east-1")]
    public void AwsCliOptions_RegionToDiscover_IsLeftOut(string region, string expected)
    {
        var arguments = new ProbeArguments();
        var command = new Command("probe")
        {
            arguments.Endpoint, arguments.Bucket, arguments.Region, arguments.Profile, arguments.Addressing, arguments.PublicEndpoint,
        };

        var target = ProbeTarget.Read(command.Parse(["--bucket", "media", "--region", region]), arguments, new Dictionary<string, string>());

        Assert.Equal(expected, target.AwsCliOptions());
    }

    [Fact]
    public async Task Probe_Terminal_UpdatesOneLineAndUsesColors()
    {
        var tool = new Tool { Console = LocalStore.Console(isTerminal: true) };

        await tool.RunAsync("probe", "--endpoint", store.Endpoint, "--bucket", LocalStore.Bucket);

        Assert.Contains("\r\e[K[ 4/24] If-None-Match\r\e[K[ 5/24]", tool.Console.Errors, StringComparison.Ordinal);
        Assert.EndsWith("\r\e[K", tool.Console.Errors, StringComparison.Ordinal);
        Assert.Contains("\e[32menforced    \e[0m", tool.Console.Printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--no-color", "", "")]
    [InlineData("--quiet", "NO_COLOR", "1")]
    [InlineData("--quiet", "TERM", "dumb")]
    public async Task Probe_ColorsTurnedOff_PrintsNone(string option, string variable, string value)
    {
        var tool = new Tool { Console = LocalStore.Console(isTerminal: true) };
        tool.Console.Variables[variable] = value;

        await tool.RunAsync("probe", "--endpoint", store.Endpoint, "--bucket", LocalStore.Bucket, option);

        Assert.NotEmpty(tool.Console.Printed);
        Assert.DoesNotContain('\e', tool.Console.Printed);
    }

    [Fact]
    public async Task Probe_QuietAndJson_PrintsOnlyTheReport()
    {
        var tool = new Tool { Console = LocalStore.Console() };
        tool.Console.Variables["AWS_ENDPOINT_URL_S3"] = store.Endpoint;
        tool.Console.Variables["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1";

        var code = await tool.RunAsync("probe", "--bucket", LocalStore.Bucket, "--json", "--quiet");

        Assert.Equal((0, ""), (code, tool.Console.Errors));
        using var report = JsonDocument.Parse(tool.Console.Printed);
        Assert.Equal("generic", report.RootElement.GetProperty("profile").GetString());
        Assert.Equal("local", report.RootElement.GetProperty("bestReadyMadeProfile").GetString());
        Assert.False(report.RootElement.GetProperty("needsChanges").GetBoolean());
        var first = report.RootElement.GetProperty("capabilities")[0];
        Assert.Equal(
            ("SignedContentType", "enforced", "Unknown", "understated"),
            (first.GetProperty("name").GetString(), first.GetProperty("measured").GetString(), first.GetProperty("profile").GetString(), first.GetProperty(
                "difference").GetString()));
        Assert.Contains(report.RootElement.GetProperty("checks").EnumerateArray(), check => check.GetProperty("name").GetString() == "Unsigned");
        Assert.Equal("media-measured", report.RootElement.GetProperty("measuredConfiguration").GetProperty("Profile").GetProperty("Name").GetString());
    }

    [Fact]
    public async Task Probe_MissingBucket_NamesCreateBucketOption()
    {
        var tool = new Tool { Console = LocalStore.Console() };

        var code = await tool.RunAsync("probe", "--endpoint", store.Endpoint, "--bucket", "missing");

        Assert.Equal(3, code);
        Assert.StartsWith("presignkit: bucket-not-found: ", tool.Console.Errors, StringComparison.Ordinal);
        Assert.Contains("--create-bucket", tool.Console.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new-bucket-1", false)]
    [InlineData("new-bucket-2", true)]
    public async Task Probe_CreateBucket_RemovesBucketUnlessKept(string bucket, bool isKept)
    {
        var tool = new Tool { Console = LocalStore.Console() };
        string[] arguments = ["probe", "--endpoint", store.Endpoint, "--bucket", bucket, "--create-bucket"];

        var code = await tool.RunAsync(isKept ? [.. arguments, "--keep-bucket"] : arguments);

        Assert.Equal(0, code);
        using var owner = store.Owner();
        Assert.Equal(isKept, (await owner.ListBucketsAsync(Cancellation)).Buckets.Any(b => b.BucketName == bucket));
    }

    /// <summary>The probe did not create the bucket, so it must not remove it.</summary>
    [Fact]
    public async Task Probe_CreateBucketThatExists_KeepsBucket()
    {
        var tool = new Tool { Console = LocalStore.Console() };

        Assert.Equal(0, await tool.RunAsync("probe", "--endpoint", store.Endpoint, "--bucket", LocalStore.Bucket, "--create-bucket"));

        using var owner = store.Owner();
        Assert.Contains((await owner.ListBucketsAsync(Cancellation)).Buckets, b => b.BucketName == LocalStore.Bucket);
    }

    [Fact]
    public async Task Probe_ClockTwentyMinutesAhead_NamesDirection()
    {
        var tool = new Tool { Console = LocalStore.Console(), Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(20)) };

        var code = await tool.RunAsync("probe", "--endpoint", store.Endpoint, "--bucket", LocalStore.Bucket);

        Assert.Equal(3, code);
        Assert.StartsWith("presignkit: clock-skewed: ", tool.Console.Errors, StringComparison.Ordinal);
        Assert.Matches("clock is (19|20) min [0-9]+ s ahead of", tool.Console.Errors);
    }

    [Theory]
    [InlineData("access-key-unknown", "UNKNOWNACCESSKEY", LocalStore.Secret, "set AWS_ACCESS_KEY_ID")]
    [InlineData("secret-key-wrong", LocalStore.AccessKey, "a-different-secret-key", "set AWS_SECRET_ACCESS_KEY")]
    public async Task Probe_WrongCredentials_NamesVariableButNotValue(string error, string accessKey, string secret, string advice)
    {
        var tool = new Tool { Console = new() { Variables = { ["AWS_ACCESS_KEY_ID"] = accessKey, ["AWS_SECRET_ACCESS_KEY"] = secret } } };

        var code = await tool.RunAsync("probe", "--endpoint", store.Endpoint, "--bucket", LocalStore.Bucket);

        Assert.Equal(3, code);
        Assert.StartsWith($"presignkit: {error}: ", tool.Console.Errors, StringComparison.Ordinal);
        Assert.Contains(advice, tool.Console.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, tool.Console.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("endpoint-unreachable", 3, "Set --endpoint to an address", "--endpoint", "http://127.0.0.1:1", "--bucket", "media")]
    [InlineData("settings-invalid", 2, "--profile is 'cef'; it must be one of: aws, ceph", "--bucket", "media", "--profile", "cef")]
    [InlineData("settings-invalid", 2, "--region is 'a_b', which is not a valid Amazon region", "--bucket", "media", "--region", "a_b")]
    [InlineData("settings-invalid", 2, "--region is not a valid region", "--bucket", "media", "--region", ".")]
    [InlineData("settings-invalid", 2, "--region is not a valid region", "--bucket", "media", "--region=-a-004")]
    [InlineData("settings-invalid", 2, "--bucket contains invalid characters", "--bucket", "Media")]
    [InlineData("settings-invalid", 2, "--endpoint is invalid", "--endpoint", "127.0.0.1", "--bucket", "media")]
    [InlineData(
        "settings-invalid",
        2,
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead",
        "--endpoint",
        "http://root:sesame@127.0.0.1:1",
        "--bucket",
        "media")]
    [InlineData("usage", 2, "--bucket", "--endpoint", "http://127.0.0.1:1")]
    [InlineData("usage", 2, "it must be path or virtual-host", "--bucket", "media", "--addressing", "sideways")]
    public async Task Probe_InvalidInput_PrintsOneLineThatSaysWhatToChange(string error, int expected, string advice, params string[] arguments)
    {
        var tool = new Tool { Console = LocalStore.Console() };

        var code = await tool.RunAsync(["probe", .. arguments]);

        Assert.Equal(expected, code);
        var line = tool.Console.Errors.Split('\n')[0];
        Assert.StartsWith($"presignkit: {error}: ", line, StringComparison.Ordinal);
        Assert.Contains(advice, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", tool.Console.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", tool.Console.Everything, StringComparison.Ordinal);
        Assert.Equal("", tool.Console.Printed);
    }

    [Fact]
    public async Task Probe_MissingSecret_NamesVariable()
    {
        var tool = new Tool { Console = new() { Variables = { ["AWS_ACCESS_KEY_ID"] = LocalStore.AccessKey } } };

        Assert.Equal(2, await tool.RunAsync("probe", "--endpoint", store.Endpoint, "--bucket", LocalStore.Bucket));
        Assert.StartsWith("presignkit: settings-invalid: AWS_SECRET_ACCESS_KEY is missing", tool.Console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_AnyFormat_PrintsNoSecretTokenOrSignature()
    {
        var tool = new Tool { Console = LocalStore.Console() };
        string[] arguments = ["probe", "--endpoint", store.Endpoint, "--bucket", LocalStore.Bucket];

        Assert.Equal(0, await tool.RunAsync(arguments));
        Assert.Equal(0, await tool.RunAsync([.. arguments, "--json"]));
        tool.Console.Variables["AWS_SESSION_TOKEN"] = "a-confidential-session-token";
        Assert.Equal(3, await tool.RunAsync(arguments));

        Assert.DoesNotContain(LocalStore.Secret, tool.Console.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("a-confidential-session-token", tool.Console.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Amz-Signature", tool.Console.Everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("[0-9a-f]{64}", tool.Console.Everything);
    }

    private static string Lines(string printed, string mark) =>
        string.Join('\n', printed.Split('\n').Where(line => line.StartsWith(mark, StringComparison.Ordinal)));

    private async Task AssertEmptyAsync()
    {
        using var owner = store.Owner();
        Assert.Empty((await owner.ListObjectsV2Async(new() { BucketName = LocalStore.Bucket, Prefix = "presignkit-probe/" }, Cancellation)).S3Objects ?? []);
    }
}
